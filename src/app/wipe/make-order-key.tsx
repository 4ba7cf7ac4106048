import { useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import type { QrCode } from '../../ui/qr-code.tsx';
import { newSigningPair, type SigningPair } from '../../vault/signing.ts';
import { MadeKey } from '../made-key.tsx';

/** Making the key that orders are signed with: the public half for the organisation's document, the other to be printed. It is kept nowhere. */
export function MakeOrderKey() {
  const { t } = useWords();
  const [made, setMade] = useState<{ pair: SigningPair; Code: typeof QrCode }>();
  const make = async () => {
    const [pair, { QrCode }] = await Promise.all([newSigningPair(), import('../../ui/qr-code.tsx')]);
    setMade({ pair, Code: QrCode });
  };
  const where = [t('nav.more'), t('wipe.title'), t('wipeOrder.title'), t('wipeOrder.make.title')].join(' → ');
  return (
    <details>
      <summary>{t('wipeOrder.key.title')}</summary>
      {made ? (
        <MadeKey
          Code={made.Code}
          name={t('wipeOrder.key.secret')}
          secret={made.pair.secret}
          secretHelp={t('wipeOrder.key.secretHelp')}
          usedSo={t('wipeOrder.key.usedSo', { where })}
          line={`"wipe": { "signer": "${made.pair.open}" }`}
          lineHelp={t('wipeOrder.key.openHelp')}
        />
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
