import { useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { Select } from '../ui/select.tsx';
import { type CsvForm, csvForms } from './data-table.ts';

/** In which way CSV files are written, and the list to choose it from. The file of a spreadsheet says so in its name. */
export function useCsvForm() {
  const { t } = useWords();
  const [form, setForm] = useState<CsvForm>('standard');
  const options = csvForms.map((value) => ({ value, label: t(`files.csvForm.${value}`) }));
  return {
    form,
    nameOf: (name: string) => `${name}${form === 'standard' ? '' : `-${form}`}.csv`,
    choice: (
      <Select
        label={t('files.csvForm.label')}
        options={options}
        value={form}
        onChange={setForm}
        hint={t(`files.csvForm.hint.${form}`)}
      />
    ),
  };
}
