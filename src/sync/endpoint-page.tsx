/** One endpoint: its address, its dialect, how one signs in, which kinds it takes. What signs in is never shown again. */
import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { useWords } from '../i18n/words.ts';
import {
  type Auth,
  configureEndpoint,
  createEndpoint,
  type EndpointConfig,
  endpointConfig,
  endpointErrors,
} from '../setup/endpoint.ts';
import { db, homeEndpoint } from '../store/db.ts';
import { removeEndpoint } from '../store/endpoints.ts';
import { useLive } from '../store/live.ts';
import { NotKeptNotice } from '../store/not-kept.tsx';
import { ask } from '../ui/ask.ts';
import { Button } from '../ui/button.tsx';
import { ChooseOne, ChooseSome } from '../ui/choice.tsx';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { readOptions, WrongOptions } from './dialect-options.ts';
import { dialects } from './dialects/all.ts';
import { headerLines, readHeaders } from './header-lines.ts';
import { askedAnew, given, SignIn } from './sign-in.tsx';
import { kinds as allKinds } from './wire.ts';

const fresh: EndpointConfig = { dialect: 'plain', url: '', headers: {}, auth: { way: 'none' }, options: {} };

export function EndpointPage() {
  const { id } = useRoute().params;
  const found = useLive(async () => {
    if (id === 'new') return { config: fresh, kinds: [...allKinds] as string[], asksForKey: false };
    const row = id && (await db.endpoints.get(id));
    if (!row) return undefined;
    const config = await endpointConfig(row.id);
    return { config, kinds: row.kinds ?? [...allKinds], asksForKey: row.hold?.trouble === 'sign-in' };
  }, [id]);
  return found && id ? (
    <EndpointForm key={id} id={id} kept={found.config} keptKinds={found.kinds} asksForKey={found.asksForKey} />
  ) : null;
}

interface FormProps {
  id: string;
  kept: EndpointConfig;
  keptKinds: string[];
  /** The endpoint refused to take anything without a key. */
  asksForKey: boolean;
}

function EndpointForm({ id, kept, keptKinds, asksForKey }: FormProps) {
  const { t, clock } = useWords();
  const { route } = useLocation();
  const [url, setUrl] = useState(kept.url);
  const [dialect, setDialect] = useState(kept.dialect);
  const [kinds, setKinds] = useState(keptKinds);
  const [options, setOptions] = useState(() =>
    Object.keys(kept.options).length ? JSON.stringify(kept.options, null, 2) : '',
  );
  const [headers, setHeaders] = useState(() => headerLines(kept.headers));
  const [auth, setAuth] = useState<Auth | undefined>(asksForKey ? askedAnew(kept.auth) : undefined);
  const [saved, setSaved] = useState<number>();
  const [failed, setFailed] = useState<unknown>();
  const errors = endpointErrors(failed);
  const isNew = id === 'new';

  const save = async (event: Event) => {
    event.preventDefault();
    setFailed(undefined);
    try {
      const read = readOptions(dialect, options);
      const config = { url, dialect, headers: readHeaders(headers), options: read, auth: given(auth, kept.auth) };
      if (isNew) route(`/more/endpoint/${await createEndpoint(config, kinds)}`, true);
      else await configureEndpoint(id, config, kinds);
      setAuth(undefined);
      setSaved(Date.now());
    } catch (error) {
      setFailed(error);
    }
  };
  const remove = async () => {
    const choices = [
      { value: 'remove', label: t('endpoint.remove'), danger: true },
      { value: 'keep', label: t('today.keep') },
    ] as const;
    if ((await ask({ title: t('endpoint.removeAsk'), text: t('endpoint.removeText'), choices })) !== 'remove') return;
    await removeEndpoint(id);
    route('/more/endpoint', true);
  };
  return (
    <form onSubmit={save} novalidate class="contents">
      <Page
        title={t(isNew ? 'endpoint.add' : 'endpoint.title')}
        back={{ href: '/more/endpoint', label: t('common.back') }}
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
          value={url}
          onInput={setUrl}
          limit={2000}
          error={errors.url ? t('endpoint.bad-address') : undefined}
        />
        <SignIn
          kept={kept.auth}
          value={auth}
          onChange={setAuth}
          error={errors.auth ? t('endpoint.badToken') : undefined}
        />
        <ChooseSome
          legend={t('endpoint.kinds')}
          options={allKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          values={allKinds.filter((kind) => kinds.includes(kind))}
          onChange={setKinds}
        />
        <ChooseOne
          legend={t('endpoint.dialect')}
          hint={t('endpoint.dialectHint')}
          options={[...dialects.keys()].map((value) => ({ value, label: value }))}
          value={dialect}
          onChange={setDialect}
        />
        <Field
          label={t('endpoint.options')}
          hint={t('endpoint.optionsHint')}
          long
          value={options}
          onInput={setOptions}
          limit={20_000}
          error={failed instanceof WrongOptions ? t('endpoint.badOptions', { what: failed.what }) : undefined}
        />
        <Field
          label={t('endpoint.headers')}
          hint={t('endpoint.headersHint')}
          long
          value={headers}
          onInput={setHeaders}
          limit={20_000}
          error={errors.header === undefined ? undefined : t('endpoint.badHeader', { name: errors.header })}
        />
        {saved !== undefined && failed === undefined && <Notice>{t('endpoint.saved', { time: clock(saved) })}</Notice>}
        {failed !== undefined &&
          !errors.url &&
          !errors.auth &&
          errors.header === undefined &&
          !(failed instanceof WrongOptions) && <NotKeptNotice error={failed} />}
        {!isNew && id !== homeEndpoint && (
          <p>
            <Button look="danger" onClick={remove}>
              {t('endpoint.remove')}
            </Button>
          </p>
        )}
      </Page>
    </form>
  );
}
