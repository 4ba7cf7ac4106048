import { useWords } from '../../i18n/words.ts';
import { WrittenDocumentPage } from '../written-document-page.tsx';
import { ProjectCard } from './project-card.ts';
import { projectCardDocument } from './project-card-document.ts';
import { ProjectCardDrafts, projectCardForm } from './project-card-draft.ts';

/** A project card as a document of one page. */
export function ProjectCardDocumentPage() {
  const { t } = useWords();
  return (
    <WrittenDocumentPage
      kind={ProjectCard}
      drafts={ProjectCardDrafts}
      formOf={projectCardForm}
      title={t('projectCard.one')}
      at="/assessment/project-card"
      file="hankekortti"
      write={(data, _, words) => projectCardDocument(data, words)}
    />
  );
}
