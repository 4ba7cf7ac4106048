import { useWords } from '../i18n/words.ts';
import { useOrganisation } from '../setup/kept.ts';
import { listCodes, ownWord } from '../setup/value-lists.ts';
import { FreeTextField } from '../store/free-text-field.tsx';
import { ChooseOne, ChooseSome } from '../ui/choice.tsx';
import { noteLimit } from './encounter.ts';
import type { EncounterDraft } from './encounter-draft.ts';
import { capital } from './in-words.ts';
import { hasOwnWord, type OutreachSettings, talkLanguages } from './settings.ts';
import { useExplained } from './use-explained.tsx';
import { useValues } from './use-values.tsx';
import { ages, durations, familiarities, genders, initiatives, optionalRows, topicLimit } from './values.ts';

/** Rows in which one is chosen, and what stands there while nothing is: not known is a value, and never an error. */
const singles = {
  familiarity: { values: familiarities, none: 'unknown' },
  age: { values: ages, none: 'not-assessed' },
  gender: { values: genders, none: 'not-assessed' },
  initiative: { values: [...initiatives, 'unknown'], none: 'unknown' },
  duration: { values: [...durations, 'unknown'], none: 'unknown' },
} as const;

interface RowsProps {
  draft: EncounterDraft;
  settings: OutreachSettings;
  onChange: (some: Partial<EncounterDraft>) => void;
  /** The note's field was left. */
  onNoteWritten: () => void;
}

/** The rows that the organisation has switched on, in the order of the list. */
export const EncounterRows = ({ settings, ...props }: RowsProps) =>
  optionalRows
    .filter((row) => settings.rows.includes(row))
    .map((row) => {
      if (row === 'language') return <Language key={row} {...props} />;
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
      onChange={(value) => onChange({ [row]: value === 'unknown' && row !== 'familiarity' ? undefined : value })}
    />
  );
}

function Several({ row, draft, onChange }: RowProps & { row: 'done' | 'unmet' }) {
  const { t, language } = useWords();
  const explained = useExplained();
  const list = useValues(row === 'done' ? 'done' : 'topics');
  const chosen = draft[row] ?? [];
  const title = t(`outreach.row.${row}`);
  return (
    <ChooseSome
      legend={title}
      options={list.with(chosen).map((value) => ({ value, label: capital(list.say(value), language) }))}
      values={chosen}
      {...(row === 'unmet' ? { limit: topicLimit } : {})}
      explained={explained({ title, note: t(`outreach.rowMeaning.${row}`), values: list.codes, term: list.say })}
      onChange={(values) => onChange({ [row]: values })}
    />
  );
}

function Language({ draft, onChange }: RowProps) {
  const { t, language } = useWords();
  const explained = useExplained();
  const own = useOrganisation().valueLists.talkLanguages;
  const names = new Intl.DisplayNames([language], { type: 'language' });
  const term = (value: string) => {
    if (hasOwnWord(value) || value === 'unknown') {
      return t(`outreach.choice.language.${value}` as 'outreach.choice.language.other');
    }
    // A code of the organisation's is no language tag: the browser would throw at it.
    return value.startsWith('own-') ? (ownWord(own, value, language) ?? value) : (names.of(value) ?? value);
  };
  const chosen = draft.language ?? 'unknown';
  const values = [...new Set([...listCodes(talkLanguages, own), chosen, 'unknown'])];
  const title = t('outreach.row.language');
  return (
    <ChooseOne
      legend={title}
      options={values.map((value) => ({ value, label: capital(term(value), language) }))}
      value={chosen}
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
