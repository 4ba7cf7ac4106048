import { CopyButton } from '../files/copy-button.tsx';
import { useWords } from '../i18n/words.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import type { QrCode } from '../ui/qr-code.tsx';

interface MadeKeyProps {
  Code: typeof QrCode;
  /** What the printed half is called, the half itself, how it is kept, and on paper alone how it is used. */
  name: string;
  secret: string;
  secretHelp: string;
  usedSo: string;
  /** The other half, as it stands in the organisation's document. */
  line: string;
  lineHelp: string;
}

/** A key of the organisation just made: one half is printed, on a sheet of its own, the other goes into its document. Both are shown once. */
export function MadeKey({ Code, name, secret, secretHelp, usedSo, line, lineHelp }: MadeKeyProps) {
  const { t } = useWords();
  return (
    <div class="stack tight">
      <div class="stack tight key-sheet">
        <div class="unprinted">
          <Notice tone="look" title={t('lock.recovery.once')} />
        </div>
        <h2>{name}</h2>
        <Code text={secret} label={name} />
        <p class="by-eye">
          <code class="checksum">{secret}</code>
        </p>
        <p>{secretHelp}</p>
        <p class="only-printed">{usedSo}</p>
        <div class="row unprinted">
          <Button onClick={() => print()}>{t('lock.recovery.print')}</Button>
        </div>
      </div>
      <div class="stack tight unprinted">
        <h2>{t('lock.recovery.open')}</h2>
        <p>{lineHelp}</p>
        <p>
          <code class="checksum">{line}</code>
        </p>
        <div class="row">
          <CopyButton text={line} />
        </div>
      </div>
    </div>
  );
}
