import { useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { QrCode } from '../../ui/qr-code.tsx';
import { toFirstError } from '../../ui/to-first-error.ts';
import { canUseRecovery, newRecoveryPair, type RecoveryPair } from '../../vault/lock/recovery.ts';

/** Making the organisation's recovery key: the public half for its document, the other to be printed. It is kept nowhere. */
export function MakeRecovery() {
  const { t } = useWords();
  const [made, setMade] = useState<{ pair: RecoveryPair; Code: typeof QrCode }>();
  const [isUnable, setUnable] = useState(false);
  const make = async () => {
    const unable = !(await canUseRecovery());
    setUnable(unable);
    if (unable) return toFirstError();
    const [pair, { QrCode }] = await Promise.all([newRecoveryPair(), import('../../ui/qr-code.tsx')]);
    setMade({ pair, Code: QrCode });
  };
  if (!made) {
    return (
      <div class="stack tight unprinted">
        <p>{t('lock.recovery.makeHelp')}</p>
        {isUnable && <Notice tone="danger">{t('lock.recovery.notMade')}</Notice>}
        <div class="row">
          <Button onClick={make}>{t('lock.recovery.make')}</Button>
        </div>
      </div>
    );
  }
  const { pair, Code } = made;
  return (
    <div class="stack tight">
      <Notice tone="look" title={t('lock.recovery.once')} />
      <h3>{t('lock.recovery.secret')}</h3>
      <Code text={pair.secret} label={t('lock.recovery.secret')} />
      <p>
        <code>{pair.secret}</code>
      </p>
      <p>{t('lock.recovery.secretHelp')}</p>
      <div class="row unprinted">
        <Button onClick={() => print()}>{t('lock.recovery.print')}</Button>
      </div>
      <div class="stack tight unprinted">
        <h3>{t('lock.recovery.open')}</h3>
        <p>{t('lock.recovery.openHelp')}</p>
        <p>
          <code>{`"lock": { "recovery": "${pair.open}" }`}</code>
        </p>
      </div>
    </div>
  );
}
