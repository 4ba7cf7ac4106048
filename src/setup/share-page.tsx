/** Passing the present configuration on to the next device: as a QR code, a link, a file. */
import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { useLive } from '../store/live.ts';
import { Button } from '../ui/button.tsx';
import { ChooseOne } from '../ui/choice.tsx';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { QrCode, qrLimit } from '../ui/qr-code.tsx';
import { faultIn } from './address.ts';
import { presentEndpoints } from './adopt.ts';
import { type Loaded, useSetup } from './organisation-store.ts';
import { shortSum, sumOf } from './read-document.ts';
import { SaveFileButton } from './save-file-button.tsx';
import { documentLink, linkWith } from './set-up-link.ts';
import { shared } from './share.ts';
import './setup.css';

export function SharePage() {
  const { t } = useWords();
  const { loaded } = useSetup();
  return (
    <Page title={t('setup.share')} back={{ href: '/more/organisation', label: t('common.back') }}>
      {loaded ? <Share loaded={loaded} /> : <p>{t('setup.none')}</p>}
    </Page>
  );
}

function Share({ loaded }: { loaded: Loaded }) {
  const { t } = useWords();
  const [withKeys, setWithKeys] = useState(false);
  const [where, setWhere] = useState('');
  const [made, setMade] = useState<{ link: string; sum: string }>();
  const present = useLive(presentEndpoints);
  const what = present && shared(loaded, present, withKeys);
  const fault = faultIn(where);
  const isAddress = !fault && !where.trim().startsWith('/');
  const text = what?.text;
  useEffect(() => {
    if (text === undefined) return;
    let isLatest = true;
    void Promise.all([linkWith(text, location.origin), sumOf(text)]).then(([link, sum]) => {
      if (isLatest) setMade({ link: isAddress ? documentLink(where.trim(), sum, location.origin) : link, sum });
    });
    return () => {
      isLatest = false;
    };
  }, [text, where]);
  if (!what || !made) return null;
  const isTooLong = made.link.length > qrLimit;
  return (
    <>
      <p>{t('setup.shareLead')}</p>
      {what.isChanged && <Notice tone="look">{t('setup.shareChanged')}</Notice>}
      {what.hasKeys && (
        <ChooseOne
          legend={t('setup.keys')}
          options={[
            { value: 'without', label: t('setup.withoutKeys') },
            { value: 'with', label: t('setup.withKeys') },
          ]}
          value={withKeys ? 'with' : 'without'}
          onChange={(chosen) => setWithKeys(chosen === 'with')}
        />
      )}
      {withKeys && <Notice tone="danger" title={t('setup.withKeysWarning')} />}
      {what.tellingAddress && <Notice tone="look">{t('setup.tellingAddress', { url: what.tellingAddress })}</Notice>}
      {/* A link stays in the history of the browser that opens it, and so does a code: no key goes by either. */}
      {withKeys ? null : isTooLong ? (
        <Notice tone="look" title={t('setup.tooLongForCode')}>
          <p>{t('setup.tooLongHelp')}</p>
        </Notice>
      ) : (
        <QrCode text={made.link} label={t('setup.code')} />
      )}
      <p class="muted small">{t('setup.sum', { sum: shortSum(made.sum) })}</p>
      <div class="row">
        {!withKeys && <Copy text={made.link} />}
        <SaveFileButton name="kenttakirja.json" text={() => what.text}>
          {t('setup.saveFile')}
        </SaveFileButton>
      </div>
      <details open={isTooLong && !withKeys} hidden={withKeys}>
        <summary>{t('setup.byAddress')}</summary>
        <Field
          label={t('setup.where')}
          hint={t('setup.whereHint')}
          value={where}
          onInput={setWhere}
          error={where.trim() && !isAddress ? t(`setup.refusal.${fault ?? 'bad-address'}`) : undefined}
        />
      </details>
    </>
  );
}

function Copy({ text }: { text: string }) {
  const { t } = useWords();
  const [copied, setCopied] = useState<boolean>();
  useEffect(() => setCopied(undefined), [text]);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <>
      <Button onClick={copy}>{t('setup.copyLink')}</Button>
      {copied !== undefined && <span role="status">{t(copied ? 'setup.copied' : 'setup.notCopied')}</span>}
      {copied === false && <Field label={t('setup.link')} value={text} onInput={() => undefined} />}
    </>
  );
}
