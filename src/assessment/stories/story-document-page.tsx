import { useWords } from '../../i18n/words.ts';
import { WrittenDocumentPage } from '../written-document-page.tsx';
import { storyTaken } from './stories-store.ts';
import { Story } from './story.ts';
import { storyDocument } from './story-document.ts';
import { storyForm } from './story-draft.ts';

/** A story as a document, as it was kept: that it left the device is noted, for whoever withdraws it later. */
export function StoryDocumentPage() {
  const { t } = useWords();
  return (
    <WrittenDocumentPage
      kind={Story}
      formOf={storyForm}
      title={t('stories.one')}
      at="/assessment/stories"
      file="onnistumistarina"
      write={(story, _, words) => storyDocument(story, words)}
      onTaken={storyTaken}
    />
  );
}
