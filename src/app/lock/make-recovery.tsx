import { useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { QrCode } from '../../ui/qr-code.tsx';
import { toFirstError } from '../../ui/to-first-error.ts';
import { canUseRecovery, newRecoveryPair, type RecoveryPair } from '../../vault/lock/recovery.ts';
import { MadeKey } from '../made-key.tsx';

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
    <MadeKey
      Code={Code}
      name={t('lock.recovery.title')}
      secret={pair.secret}
      secretHelp={t('lock.recovery.secretHelp')}
      usedSo={t('lock.recovery.usedSo', { pin: t('lock.forgot.pin'), passphrase: t('lock.forgot.passphrase') })}
      line={`"lock": { "recovery": "${pair.open}" }`}
      lineHelp={t('lock.recovery.openHelp')}
    />
  );
}
