import { useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { QrCode } from '../../ui/qr-code.tsx';
import { newSigningPair, type SigningPair } from '../../vault/signing.ts';

/** Making the key that orders are signed with: the public half for the organisation's document, the other to be printed. It is kept nowhere. */
export function MakeOrderKey() {
  const { t } = useWords();
  const [made, setMade] = useState<{ pair: SigningPair; Code: typeof QrCode }>();
  const make = async () => {
    const [pair, { QrCode }] = await Promise.all([newSigningPair(), import('../../ui/qr-code.tsx')]);
    setMade({ pair, Code: QrCode });
  };
  return (
    <details>
      <summary>{t('wipeOrder.key.title')}</summary>
      {made ? (
        <div class="stack tight">
          <Notice tone="look" title={t('lock.recovery.once')} />
          <h2>{t('wipeOrder.key.secret')}</h2>
          <made.Code text={made.pair.secret} label={t('wipeOrder.key.secret')} />
          <p>
            <code class="checksum">{made.pair.secret}</code>
          </p>
          <p>{t('wipeOrder.key.secretHelp')}</p>
          <div class="row unprinted">
            <Button onClick={() => print()}>{t('lock.recovery.print')}</Button>
          </div>
          <div class="stack tight unprinted">
            <h2>{t('lock.recovery.open')}</h2>
            <p>{t('wipeOrder.key.openHelp')}</p>
            <p>
              <code class="checksum">{`"wipe": { "signer": "${made.pair.open}" }`}</code>
            </p>
          </div>
        </div>
      ) : (
        <div class="stack tight unprinted">
          <p>{t('wipeOrder.key.help')}</p>
          <div class="row">
            <Button onClick={make}>{t('wipeOrder.key.make')}</Button>
          </div>
        </div>
      )}
    </details>
  );
}
