import { useWords } from '../../i18n/words.ts';
import { type EndpointConfig, endpointNameLimit, ownDialect } from '../../setup/endpoint.ts';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { type Repetition, repetitionAt } from '../check/verify.ts';
import { dialects } from '../dialects/all.ts';
import { optionFields } from './dialect-options.ts';
import { OptionsForm } from './options-form.tsx';
import { isTestAddress } from './recognise.ts';
import { serverName } from './server-name.ts';
import type { useEndpointForm } from './use-endpoint-form.ts';

/** Kinds of server in the order in which they are offered: the app's own way first, the others by name. */
const servers = [ownDialect, ...[...dialects.keys()].filter((name) => name !== ownDialect).sort()];

/** What an endpoint is called, where it is, what kind of server it is, and what that kind must be told. */
export function ServerFields({ form }: { form: ReturnType<typeof useEndpointForm> }) {
  const { t } = useWords();
  const { texts, change, errors, wrong } = form;
  return (
    <section class="card">
      <Field
        label={t('endpoint.name')}
        hint={t('endpoint.nameHint')}
        value={texts.name}
        onInput={(name) => change({ name })}
        limit={endpointNameLimit}
        error={errors.name ? t('setup.refusal.identity-code') : undefined}
      />
      <Field
        label={t('endpoint.url')}
        hint={t(isTestAddress(texts.url, location.origin) ? 'trial.found.reach.test-address' : 'endpoint.urlHint')}
        value={texts.url}
        onInput={(url) => change({ url })}
        limit={2000}
        error={errors.url && t(`setup.refusal.${errors.url}`)}
      />
      <Select
        label={t('endpoint.dialect')}
        hint={t(`endpoint.serverHint.${texts.dialect}` as never)}
        options={servers.map((value) => ({ value, label: serverName(value, t) }))}
        value={texts.dialect}
        onChange={form.chooseDialect}
      />
      <OptionsForm
        fields={optionFields(texts.dialect).filter(({ isNeeded }) => isNeeded)}
        texts={texts.options}
        onChange={(options) => change({ options })}
        wrong={wrong}
      />
      {form.config && <p class="muted small">{t(`endpoint.repetition.${repetitionOf(form.config)}`)}</p>}
    </section>
  );
}

/** What becomes of a record that is sent there again. The form has judged the settings. */
function repetitionOf(config: EndpointConfig): Repetition {
  const dialect = dialects.get(config.dialect)!;
  return repetitionAt({ config, dialect, options: dialect.options.parse(config.options) });
}
