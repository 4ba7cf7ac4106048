/** Yhteiskehittäminen: the events that were planned, and the way to begin one. */

import { useWords } from '../../i18n/words.ts';
import { KeptList } from '../kept-list.tsx';
import { CoDevelopment, itemCount } from './co-development.ts';
import { CoDevelopmentDrafts, coDevelopmentForm } from './co-development-draft.ts';

export function CoDevelopmentList() {
  const { t, day } = useWords();
  return (
    <KeptList
      title={t('coDevelopment.title')}
      at="/assessment/co-development"
      words={{
        lead: t('coDevelopment.lead'),
        start: t('coDevelopment.start'),
        empty: t('coDevelopment.empty'),
        unnamed: t('coDevelopment.unnamed'),
      }}
      kind={CoDevelopment}
      drafts={CoDevelopmentDrafts}
      formOf={coDevelopmentForm}
      nameOf={({ name }) => name}
      tell={({ state, from, toldOn, considered }) => [
        from && state === 'planned'
          ? t('coDevelopment.plannedFor', { day: day(new Date(`${from}T12:00`).getTime()) })
          : t(`coDevelopment.state.${state}`),
        toldOn
          ? t('coDevelopment.wasTold')
          : t('assessment.progress', { answered: considered.length, total: itemCount }),
      ]}
    />
  );
}
