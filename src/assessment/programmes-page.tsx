/** Osallisuusohjelmat: those that were written, and the way to begin one. */
import { useWords } from '../i18n/words.ts';
import { KeptList } from './kept-list.tsx';
import { ProgrammeDrafts, programmeForm, programmeProgress } from './programme-draft.ts';
import { Programme } from './programme-record.ts';

export function ProgrammesPage() {
  const { t } = useWords();
  return (
    <KeptList
      title={t('programme.title')}
      at="/assessment/programme"
      words={{
        lead: t('programme.lead'),
        start: t('programme.start'),
        empty: t('programme.empty'),
        unnamed: t('programme.unnamed'),
      }}
      kind={Programme}
      drafts={ProgrammeDrafts}
      formOf={programmeForm}
      nameOf={({ name }) => name}
      tell={(data) => [
        t('programme.needsOf', { count: programmeProgress(data).needs }),
        t('programme.goalsOf', { count: data.goals.length }),
      ]}
    />
  );
}
