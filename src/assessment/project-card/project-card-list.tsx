/** Hankekortit: the cards that were written, and the way to begin one. */
import { useWords } from '../../i18n/words.ts';
import { KeptList } from '../kept-list.tsx';
import { ProjectCard } from './project-card.ts';
import { ProjectCardDrafts, projectCardForm, tooManyForPage } from './project-card-draft.ts';

export function ProjectCardList() {
  const { t } = useWords();
  return (
    <KeptList
      title={t('projectCard.title')}
      at="/assessment/project-card"
      words={{
        lead: t('projectCard.lead'),
        start: t('projectCard.start'),
        empty: t('projectCard.empty'),
        unnamed: t('projectCard.unnamed'),
      }}
      kind={ProjectCard}
      drafts={ProjectCardDrafts}
      formOf={projectCardForm}
      nameOf={({ name }) => name}
      tell={(card) => (tooManyForPage(card) > 0 ? [t('projectCard.longer')] : [])}
    />
  );
}
