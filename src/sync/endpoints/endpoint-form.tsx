import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useWords } from '../../i18n/words.ts';
import {
  type Auth,
  configureEndpoint,
  createEndpoint,
  EndpointConfig,
  endpointErrors,
  endpointNameLimit,
} from '../../setup/endpoint.ts';
import { homeEndpoint, type StoredEndpoint } from '../../store/db.ts';
import { NotKeptNotice } from '../../store/not-kept.tsx';
import { removeEndpoint } from '../../store/outbox.ts';
import { ask } from '../../ui/ask.ts';
import { Button } from '../../ui/button.tsx';
import { ChooseSome } from '../../ui/choice.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Select } from '../../ui/select.tsx';
import { dialects } from '../dialects/all.ts';
import { kinds as allKinds } from '../wire.ts';
import { optionFields, optionTexts, readOptions, WrongOptions } from './dialect-options.ts';
import { headerLines, readHeaders } from './header-lines.ts';
import { OptionsForm, OptionsJson } from './options-form.tsx';
import { Retired } from './retired.tsx';
import { askedAnew, given, SignIn } from './sign-in.tsx';
import { nameOf, TrialView } from './trial-view.tsx';

interface FormProps {
  row: StoredEndpoint;
  kept: EndpointConfig;
  keptKinds: string[];
  /** The endpoint refused to take anything without a key. */
  asksForKey: boolean;
}

/** Kinds of server in the order in which they are offered: the app's own way first, the others by name. */
const servers = ['plain', ...[...dialects.keys()].filter((name) => name !== 'plain').sort()];

export function EndpointForm({ row, kept, keptKinds, asksForKey }: FormProps) {
  const { t, clock } = useWords();
  const { route } = useLocation();
  const [name, setName] = useState(kept.name ?? '');
  const [url, setUrl] = useState(kept.url);
  const [dialect, setDialect] = useState(kept.dialect);
  const [kinds, setKinds] = useState(keptKinds);
  const [options, setOptions] = useState(() => optionTexts(kept.dialect, kept.options));
  const [headers, setHeaders] = useState(() => headerLines(kept.headers));
  const [auth, setAuth] = useState<Auth | undefined>(asksForKey ? askedAnew(kept.auth) : undefined);
  const [saved, setSaved] = useState<number>();
  const [failed, setFailed] = useState<unknown>();
  const errors = endpointErrors(failed);
  const isNew = row.id === 'new';
  const fields = optionFields(dialect);

  /** What the form says, checked; throws what is wrong with it. */
  const read = (): EndpointConfig =>
    EndpointConfig.parse({
      ...(name.trim() ? { name } : {}),
      url,
      dialect,
      headers: readHeaders(headers),
      options: readOptions(dialect, options),
      auth: given(auth, kept.auth),
    });
  const save = async (event: Event) => {
    event.preventDefault();
    setFailed(undefined);
    try {
      const config = read();
      if (isNew) route(`/more/endpoint/${await createEndpoint(config, kinds)}`, true);
      else await configureEndpoint(row.id, { name: undefined, ...config } as EndpointConfig, kinds);
      setAuth(undefined);
      setSaved(Date.now());
    } catch (error) {
      setFailed(error);
    }
  };
  const readToTry = () => {
    setFailed(undefined);
    try {
      return read();
    } catch (error) {
      setFailed(error);
      return undefined;
    }
  };
  const remove = async () => {
    const choices = [
      { value: 'remove', label: t('endpoint.remove'), danger: true },
      { value: 'keep', label: t('today.keep') },
    ] as const;
    if ((await ask({ title: t('endpoint.removeAsk'), text: t('endpoint.removeText'), choices })) !== 'remove') return;
    await removeEndpoint(row.id);
    route('/more/endpoint', true);
  };
  const isToldAtField =
    errors.name || errors.url || errors.auth || errors.header !== undefined || failed instanceof WrongOptions;
  return (
    <form onSubmit={save} novalidate class="contents">
      <Page
        title={isNew ? t('endpoint.add') : kept.name || t('endpoint.title')}
        back={{ href: '/more/endpoint', label: t('common.back') }}
        action={
          <>
            {failed !== undefined && isToldAtField && <Notice tone="danger">{t('endpoint.seeFields')}</Notice>}
            {failed !== undefined && !isToldAtField && <NotKeptNotice error={failed} />}
            {saved !== undefined && failed === undefined && (
              <Notice>{t('endpoint.saved', { time: clock(saved) })}</Notice>
            )}
            <Button look="primary" type="submit">
              {t('common.save')}
            </Button>
          </>
        }
      >
        {row.retired && <Retired row={row} onGone={() => route('/more/endpoint', true)} />}
        <p>{t('endpoint.lead')}</p>
        <Field
          label={t('endpoint.name')}
          hint={t('endpoint.nameHint')}
          value={name}
          onInput={setName}
          limit={endpointNameLimit}
          error={errors.name ? t('setup.refusal.identity-code') : undefined}
        />
        <Field
          label={t('endpoint.url')}
          hint={t('endpoint.urlHint')}
          value={url}
          onInput={setUrl}
          limit={2000}
          error={errors.url ? t('endpoint.bad-address') : undefined}
        />
        <Select
          label={t('endpoint.dialect')}
          hint={t(`endpoint.serverHint.${dialect as 'plain'}`)}
          options={servers.map((value) => ({ value, label: nameOf(value, t) }))}
          value={dialect}
          onChange={(chosen) => {
            setDialect(chosen);
            setOptions(optionTexts(chosen, chosen === kept.dialect ? kept.options : {}));
          }}
        />
        <OptionsForm
          fields={fields.filter(({ isNeeded }) => isNeeded)}
          texts={options}
          onChange={setOptions}
          wrong={failed}
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
        <details open={(failed instanceof WrongOptions && !isNeeded(failed.field)) || errors.header !== undefined}>
          <summary>{t('endpoint.more')}</summary>
          <div class="stack">
            <OptionsForm
              fields={fields.filter((field) => !field.isNeeded)}
              texts={options}
              onChange={setOptions}
              wrong={failed}
            />
            <OptionsJson texts={options} onChange={setOptions} wrong={failed} />
            <Field
              label={t('endpoint.headers')}
              hint={t('endpoint.headersHint')}
              long
              value={headers}
              onInput={setHeaders}
              limit={20_000}
              error={errors.header === undefined ? undefined : t('endpoint.badHeader', { name: errors.header })}
            />
          </div>
        </details>
        <TrialView
          read={readToTry}
          kind={allKinds.find((kind) => kinds.includes(kind)) ?? 'encounter'}
          onDialect={(chosen) => {
            setDialect(chosen);
            setOptions(optionTexts(chosen, {}));
          }}
          onFitting={(fitting) => setOptions(optionTexts(dialect, fitting))}
        />
        {!isNew && row.id !== homeEndpoint && !row.retired && (
          <p>
            <Button look="danger" onClick={remove}>
              {t('endpoint.remove')}
            </Button>
          </p>
        )}
      </Page>
    </form>
  );

  function isNeeded(option: string | undefined): boolean {
    return fields.some((field) => field.name === option && field.isNeeded);
  }
}
