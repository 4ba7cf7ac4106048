import { useWords } from '../../i18n/words.ts';
import { Field } from '../../ui/field.tsx';
import { optionFields } from './dialect-options.ts';
import { OptionsForm, OptionsJson } from './options-form.tsx';
import type { useEndpointForm } from './use-endpoint-form.ts';

/** What hardly anyone needs: settings that have a default, and headers of one's own. */
export function MoreSettings({ form }: { form: ReturnType<typeof useEndpointForm> }) {
  const { t } = useWords();
  const { texts, change, errors, wrong } = form;
  const fields = optionFields(texts.dialect);
  const options = {
    texts: texts.options,
    onChange: (changed: typeof texts.options) => change({ options: changed }),
    wrong,
  };
  return (
    <details>
      <summary>{t('endpoint.more')}</summary>
      <div class="stack">
        <OptionsForm fields={fields.filter(({ isNeeded }) => !isNeeded)} {...options} />
        <OptionsJson {...options} />
        <Field
          label={t('endpoint.headers')}
          hint={t('endpoint.headersHint')}
          long
          value={texts.headers}
          onInput={(headers) => change({ headers })}
          limit={20_000}
          error={errors.header === undefined ? undefined : t('endpoint.badHeader', { name: errors.header })}
        />
      </div>
    </details>
  );
}
