/** Pienet onnistumistarinat: those that were written down here, the way to another, and the way to withdraw one. */
import { useWords } from '../../i18n/words.ts';
import { LinkButton } from '../../ui/button.tsx';
import { KeptList } from '../kept-list.tsx';
import { Story } from './story.ts';
import { StoryDrafts, storyForm } from './story-draft.ts';

export function StoryList() {
  const { t } = useWords();
  return (
    <KeptList
      title={t('stories.title')}
      at="/assessment/stories"
      words={{
        lead: t('stories.lead'),
        start: t('stories.start'),
        empty: t('stories.empty'),
        unnamed: t('stories.unnamed'),
      }}
      kind={Story}
      drafts={StoryDrafts}
      formOf={storyForm}
      nameOf={({ name }) => name}
      tell={({ outcome }) => [t(`stories.outcomes.${outcome}`)]}
    >
      <p>
        <LinkButton href="/assessment/stories/withdraw">{t('stories.withdraw')}</LinkButton>
      </p>
    </KeptList>
  );
}
