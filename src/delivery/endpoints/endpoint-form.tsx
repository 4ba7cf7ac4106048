import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useWords } from '../../i18n/words.ts';
import { askOtherServer, originName } from '../../setup/ask-other-server.ts';
import { configureEndpoint, createEndpoint, type EndpointConfig } from '../../setup/endpoint.ts';
import { addressesOf, newOrigins, originsOf } from '../../setup/endpoint-addresses.ts';
import { homeEndpoint, type StoredEndpoint } from '../../store/db.ts';
import { removeEndpoint } from '../../store/endpoints.ts';
import { NotKeptNotice } from '../../store/not-kept.tsx';
import { ask } from '../../ui/ask.ts';
import { Button } from '../../ui/button.tsx';
import { ChooseSome } from '../../ui/choice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { addressSettings } from '../address-settings.ts';
import { chosenKinds as allKinds } from '../wire.ts';
import { optionTexts } from './dialect-options.ts';
import { headerLines } from './header-lines.ts';
import { Lacking } from './lacking.tsx';
import { MoreSettings } from './more-settings.tsx';
import { Retired } from './retired.tsx';
import { ServerFields } from './server-fields.tsx';
import { SignIn } from './sign-in.tsx';
import { TrialView } from './trial-view.tsx';
import { useEndpointForm } from './use-endpoint-form.ts';

interface FormProps {
  row: StoredEndpoint;
  kept: EndpointConfig;
  keptKinds: string[];
  /** The endpoint refused to take anything without a key. */
  asksForKey: boolean;
}

export function EndpointForm({ row, kept, keptKinds, asksForKey }: FormProps) {
  const { t, clock } = useWords();
  const { route } = useLocation();
  const form = useEndpointForm(kept, asksForKey);
  const [kinds, setKinds] = useState(keptKinds);
  const [saved, setSaved] = useState<number>();
  const { texts, change, errors } = form;
  const isNew = row.id === 'new';

  async function save(event: Event) {
    event.preventDefault();
    const config = form.read();
    if (!config || !(await isMeant(config))) return;
    try {
      if (isNew) route(`/more/endpoint/${await createEndpoint(config, kinds)}`, true);
      else await configureEndpoint(row.id, { name: undefined, ...config } as EndpointConfig, kinds);
      change({ auth: undefined, url: config.url, headers: headerLines(config.headers) });
      setSaved(Date.now());
    } catch (error) {
      form.setFailed(error);
    }
  }
  /** Whether a person says again that an endpoint which is known becomes another server. */
  async function isMeant(config: EndpointConfig) {
    if (isNew) return true;
    const [before, next] = [addressesOf(kept, addressSettings), addressesOf(config, addressSettings)];
    const others = newOrigins(before, next);
    const asked = { before: originsOf(before), next: others, isMore: false, names: new Map() };
    return others.length === 0 || askOtherServer(asked, t);
  }
  async function remove() {
    const choices = [
      { value: 'remove', label: t('endpoint.remove'), danger: true },
      { value: 'keep', label: t('today.keep') },
    ] as const;
    if ((await ask({ title: t('endpoint.removeAsk'), text: t('endpoint.removeText'), choices })) !== 'remove') return;
    await removeEndpoint(row.id);
    route('/more/endpoint', true);
  }

  return (
    <form onSubmit={save} novalidate class="contents">
      <Page
        title={t(isNew ? 'endpoint.add' : 'endpoint.title')}
        heading={isNew ? undefined : kept.name || undefined}
        back={{ href: '/more/endpoint', label: t('common.back') }}
        action={
          <>
            {form.isFaulty && form.isToldAtField && <Notice tone="danger">{t('endpoint.seeFields')}</Notice>}
            {form.isFaulty && !form.isToldAtField && <NotKeptNotice error={form.failed} />}
            {saved !== undefined && !form.isFaulty && <Notice>{t('endpoint.saved', { time: clock(saved) })}</Notice>}
            <Button look="primary" type="submit">
              {t('common.save')}
            </Button>
          </>
        }
      >
        {row.retired && <Retired row={row} onGone={() => route('/more/endpoint', true)} />}
        <p>{t('endpoint.lead')}</p>
        <ServerFields form={form} />
        <section class="card endpoint-chips">
          <SignIn
            kept={form.keptAuth}
            value={texts.auth}
            onChange={(auth) => change({ auth })}
            at={errors.auth}
            error={errors.login ? t(`setup.refusal.${errors.login}`) : t('endpoint.badToken')}
          />
          {form.keyStaysAt && (
            <Notice tone="look">{t('endpoint.elsewhere', { origin: originName(form.keyStaysAt, t) })}</Notice>
          )}
        </section>
        <section class="card endpoint-chips">
          <ChooseSome
            legend={t('endpoint.kinds')}
            options={allKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
            values={allKinds.filter((kind) => kinds.includes(kind))}
            onChange={setKinds}
          />
          <MoreSettings form={form} />
        </section>
        <Lacking config={form.config} kinds={kinds} />
        <TrialView
          read={form.read}
          kind={allKinds.find((kind) => kinds.includes(kind)) ?? 'encounter'}
          onDialect={form.chooseDialect}
          onFitting={(fitting) => change({ options: optionTexts(texts.dialect, fitting) })}
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
}
