import { useWords } from '../i18n/words.ts';
import { useExplained } from './use-explained.tsx';
import { needInAct, topics } from './values.ts';

/** What the topics mean, each with the need of the Social Welfare Act that it speaks of. */
export function useTopicsExplained() {
  const { t } = useWords();
  const explained = useExplained();
  return (title: string) =>
    explained({
      title,
      values: topics,
      term: (topic) => t(`outreach.topic.${topic}`),
      meaning: (topic) => {
        const item = needInAct[topic];
        const meaning = t(`outreach.topicMeaning.${topic}`);
        return item ? `${meaning} ${t('outreach.explain.act', { item })}` : meaning;
      },
    });
}
