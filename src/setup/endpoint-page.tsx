import { useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { homeEndpoint } from '../store/db.ts';
import { useLive } from '../store/live.ts';
import { NotKeptNotice } from '../store/not-kept.tsx';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { configureEndpoint, endpointConfig, endpointErrors } from './endpoint.ts';

/** Where records are sent, and the key for it. The key that was given is never shown again. */
export function EndpointPage() {
  const { t, clock } = useWords();
  const config = useLive(() => endpointConfig(homeEndpoint));
  const [url, setUrl] = useState<string>();
  const [token, setToken] = useState('');
  const [saved, setSaved] = useState<number>();
  const [failed, setFailed] = useState<unknown>();
  if (!config) return null;
  const errors = endpointErrors(failed);

  const save = async (event: Event) => {
    event.preventDefault();
    setFailed(undefined);
    try {
      await configureEndpoint(homeEndpoint, { url: url ?? config.url, ...(token ? { token: token.trim() } : {}) });
      setToken('');
      setSaved(Date.now());
    } catch (error) {
      setFailed(error);
    }
  };
  return (
    <form onSubmit={save} novalidate class="contents">
      <Page
        title={t('endpoint.title')}
        back={{ href: '/more', label: t('common.back') }}
        action={
          <Button look="primary" type="submit">
            {t('common.save')}
          </Button>
        }
      >
        <p>{t('endpoint.lead')}</p>
        <Field
          label={t('endpoint.url')}
          hint={t('endpoint.urlHint')}
          value={url ?? config.url}
          onInput={setUrl}
          limit={2000}
          error={errors.url ? t('endpoint.bad-address') : undefined}
        />
        <Field
          label={t('endpoint.token')}
          hint={t('endpoint.tokenHint')}
          type="password"
          value={token}
          onInput={setToken}
          limit={4000}
          error={errors.token ? t('endpoint.badToken') : undefined}
        />
        <p class="muted">{t(config.token ? 'endpoint.hasToken' : 'endpoint.noToken')}</p>
        {saved !== undefined && failed === undefined && <Notice>{t('endpoint.saved', { time: clock(saved) })}</Notice>}
        {failed !== undefined && !errors.url && !errors.token && <NotKeptNotice error={failed} />}
      </Page>
    </form>
  );
}
