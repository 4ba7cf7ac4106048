import { useWords } from '../i18n/words.ts';
import { FreeTextField } from '../store/free-text-field.tsx';
import { ChooseOne, ChooseSome } from '../ui/choice.tsx';
import type { EncounterDraft } from './encounter-draft.ts';
import { capital } from './in-words.ts';
import { isOfOne, isOfSeveral, noteLimit, optionalRows, type RowOfOne, type RowOfSeveral, rows } from './rows.ts';
import type { OutreachSettings } from './settings.ts';
import { useExplained } from './use-explained.ts';
import { useRow } from './use-values.ts';

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
      if (isOfOne(row)) return <One key={row} row={row} {...props} />;
      if (isOfSeveral(row)) return <Several key={row} row={row} {...props} />;
      return <Note key={row} {...props} />;
    });

type RowProps<R> = Omit<RowsProps, 'settings'> & { row: R };

function One({ row, draft, onChange }: RowProps<RowOfOne>) {
  const { t, language } = useWords();
  const explained = useExplained();
  const list = useRow(row);
  const { unchosen } = rows[row];
  const codes: readonly string[] = rows[row].codes;
  const values = list.with([draft[row]]);
  const title = t(`outreach.row.${row}`);
  return (
    <ChooseOne
      legend={title}
      options={values.map((value) => ({ value, label: capital(list.say(value), language) }))}
      value={draft[row] ?? unchosen}
      explained={explained({ title, note: t(`outreach.rowMeaning.${row}`), values, term: list.say })}
      onChange={(value) => onChange({ [row]: value === unchosen && !codes.includes(value) ? undefined : value })}
    />
  );
}

function Several({ row, draft, onChange }: RowProps<RowOfSeveral>) {
  const { t, language } = useWords();
  const explained = useExplained();
  const list = useRow(row);
  const chosen = draft[row] ?? [];
  const title = t(`outreach.row.${row}`);
  return (
    <ChooseSome
      legend={title}
      options={list.with(chosen).map((value) => ({ value, label: capital(list.say(value), language) }))}
      values={chosen}
      limit={rows[row].limit}
      explained={explained({ title, note: t(`outreach.rowMeaning.${row}`), values: list.codes, term: list.say })}
      onChange={(values) => onChange({ [row]: values })}
    />
  );
}

function Note({ draft, onChange, onNoteWritten }: Omit<RowsProps, 'settings'>) {
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
