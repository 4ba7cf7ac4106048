import { useWords } from '../i18n/words.ts';
import { FreeTextField } from '../store/free-text-field.tsx';
import { ChooseOne, ChooseSome } from '../ui/choice.tsx';
import { noteLimit } from './encounter.ts';
import type { EncounterDraft } from './encounter-draft.ts';
import { capital } from './in-words.ts';
import type { Settings } from './settings.ts';
import { useExplained } from './use-explained.tsx';
import {
  ages,
  deeds,
  durations,
  familiarities,
  genders,
  initiatives,
  languages,
  optionalRows,
  otherLanguages,
  topicLimit,
  topics,
} from './values.ts';

/** Rows in which one is chosen, and what stands there while nothing is: not known is a value, and never an error. */
const singles = {
  familiar: { values: familiarities, none: 'unknown' },
  age: { values: ages, none: 'not-assessed' },
  gender: { values: genders, none: 'not-assessed' },
  initiative: { values: [...initiatives, 'unknown'], none: 'unknown' },
  duration: { values: [...durations, 'unknown'], none: 'unknown' },
} as const;

interface RowsProps {
  draft: EncounterDraft;
  settings: Settings;
  onChange: (some: Partial<EncounterDraft>) => void;
  /** The note's field was left. */
  onNoteWritten: () => void;
}

/** The rows that the organisation has switched on, in the order of the list. */
export const EncounterRows = ({ settings, ...props }: RowsProps) =>
  optionalRows
    .filter((row) => settings.rows.includes(row))
    .map((row) => {
      if (row === 'language') return <Language key={row} settings={settings} {...props} />;
      if (row === 'done' || row === 'unmet') return <Several key={row} row={row} {...props} />;
      if (row === 'note') return <Note key={row} {...props} />;
      return <Single key={row} row={row} {...props} />;
    });

type RowProps = Omit<RowsProps, 'settings'>;

function Single({ row, draft, onChange }: RowProps & { row: keyof typeof singles }) {
  const { t, language } = useWords();
  const explained = useExplained();
  const { values, none } = singles[row];
  // Each row has its own words, and only those.
  const term = (value: string) => t(`outreach.choice.${row}.${value}` as 'outreach.choice.age.65+');
  const title = t(`outreach.row.${row}`);
  return (
    <ChooseOne
      legend={title}
      options={values.map((value) => ({ value: value as string, label: capital(term(value), language) }))}
      value={draft[row] ?? none}
      explained={explained({ title, note: t(`outreach.rowMeaning.${row}`), values: values as readonly string[], term })}
      onChange={(value) => onChange({ [row]: value === 'unknown' && row !== 'familiar' ? undefined : value })}
    />
  );
}

function Several({ row, draft, onChange }: RowProps & { row: 'done' | 'unmet' }) {
  const { t, language } = useWords();
  const explained = useExplained();
  const values: readonly string[] = row === 'done' ? deeds : topics;
  const term = (value: string) =>
    row === 'done'
      ? t(`outreach.choice.done.${value}` as 'outreach.choice.done.advice')
      : t(`outreach.topic.${value}` as 'outreach.topic.money');
  const title = t(`outreach.row.${row}`);
  return (
    <ChooseSome
      legend={title}
      options={values.map((value) => ({ value, label: capital(term(value), language) }))}
      values={draft[row] ?? []}
      {...(row === 'unmet' ? { limit: topicLimit } : {})}
      explained={explained({ title, note: t(`outreach.rowMeaning.${row}`), values, term })}
      onChange={(chosen) => onChange({ [row]: chosen })}
    />
  );
}

function Language({ draft, settings, onChange }: RowsProps) {
  const { t, language } = useWords();
  const explained = useExplained();
  const names = new Intl.DisplayNames([language], { type: 'language' });
  const isOther = (value: string) => otherLanguages.some((other) => other === value) || value === 'unknown';
  const term = (value: string) =>
    isOther(value)
      ? t(`outreach.choice.language.${value}` as 'outreach.choice.language.other')
      : (names.of(value) ?? value);
  const values: string[] = [...new Set([...languages, ...settings.languages, ...otherLanguages, 'unknown'])];
  const title = t('outreach.row.language');
  return (
    <ChooseOne
      legend={title}
      options={values.map((value) => ({ value, label: capital(term(value), language) }))}
      value={draft.language ?? 'unknown'}
      explained={explained({ title, note: t('outreach.rowMeaning.language'), values, term })}
      onChange={(value) => onChange({ language: value === 'unknown' ? undefined : value })}
    />
  );
}

function Note({ draft, onChange, onNoteWritten }: RowProps) {
  const { t } = useWords();
  return (
    <div onFocusOut={onNoteWritten}>
      <FreeTextField
        label={t('outreach.row.note')}
        limit={noteLimit}
        value={draft.note ?? ''}
        onInput={(note) => onChange({ note })}
        long
      />
    </div>
  );
}
