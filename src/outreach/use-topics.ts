import { useWords } from '../i18n/words.ts';
import { useExplained } from './use-explained.ts';
import { useValues } from './use-values.ts';
import { needInAct, topics } from './values.ts';

/** The topics as the organisation has them, each explained with the need of the Social Welfare Act that it speaks of. */
export function useTopics() {
  const { t } = useWords();
  const explained = useExplained();
  const list = useValues('topics');
  const meaning = (topic: string) => {
    const known = topics.find((one) => one === topic);
    if (!known) return undefined;
    const item = needInAct[known];
    const told = t(`outreach.topicMeaning.${known}`);
    return item ? `${told} ${t('outreach.explain.act', { item })}` : told;
  };
  return {
    ...list,
    explained: (title: string) => explained({ title, values: list.codes, term: list.say, meaning }),
  };
}
