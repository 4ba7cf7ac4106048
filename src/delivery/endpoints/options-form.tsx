import { useWords } from '../../i18n/words.ts';
import { ChooseOne } from '../../ui/choice.tsx';
import { Field } from '../../ui/field.tsx';
import type { OptionField, OptionTexts, WrongOptions } from './dialect-options.ts';
import { refusalSentence } from './refusal-words.ts';

interface OptionsFormProps {
  fields: readonly OptionField[];
  texts: OptionTexts;
  onChange: (texts: OptionTexts) => void;
  wrong: WrongOptions | undefined;
}

/** A dialect's settings that are fields. */
export function OptionsForm({ fields, texts, onChange, wrong }: OptionsFormProps) {
  return (
    <>
      {fields.map((field) => (
        <Option
          key={field.name}
          field={field}
          value={texts.fields[field.name] ?? field.otherwise}
          onChange={(value) => onChange({ ...texts, fields: { ...texts.fields, [field.name]: value } })}
          wrong={wrong?.field === field.name ? wrong : undefined}
        />
      ))}
    </>
  );
}

interface OptionProps {
  field: OptionField;
  value: string;
  onChange: (value: string) => void;
  wrong: WrongOptions | undefined;
}

function Option({ field: { name, choices }, value, onChange, wrong }: OptionProps) {
  const { t, i18n } = useOptionWords();
  const label = i18n(`endpoint.option.${name as 'body'}`, name);
  const error = wrong && refusalSentence({ ...wrong.refusal, at: '' }, t);
  if (!choices) return <Field label={label} value={value} onInput={onChange} limit={2000} error={error} />;
  return (
    <ChooseOne
      legend={label}
      options={choices.map((choice) => ({
        value: choice,
        label: i18n(`endpoint.optionValue.${choice.replaceAll('/', '-') as 'json'}`, choice),
      }))}
      value={value}
      onChange={onChange}
      error={error}
    />
  );
}

/** Words for settings: a setting that has none is called by its own name. */
function useOptionWords() {
  const { t } = useWords();
  return { t, i18n: (key: `endpoint.option.body` | `endpoint.optionValue.json`, own: string) => t(key, own) };
}

/** The settings that are no field of their own, as JSON. */
export function OptionsJson({ texts, onChange, wrong }: Omit<OptionsFormProps, 'fields'>) {
  const { t } = useWords();
  return (
    <Field
      label={t('endpoint.options')}
      hint={t('endpoint.optionsHint')}
      long
      value={texts.rest}
      onInput={(rest) => onChange({ ...texts, rest })}
      limit={20_000}
      error={wrong && !wrong.field ? refusalSentence(wrong.refusal, t) : undefined}
    />
  );
}
