import { useWords } from '../i18n/words.ts';
import { useFirst } from '../outreach/use-first.ts';
import { useTopics } from '../outreach/use-topics.ts';
import { periodName } from '../periods/names.ts';
import { Button } from '../ui/button.tsx';
import type { NeedSource } from './need-source.ts';
import { needSources } from './need-source-store.ts';
import { dayAt } from './use-round.ts';

interface SourcesProps {
  /** What stands already of where the need is known from. */
  known: string;
  onTake: (line: string) => void;
}

/** What is known on this device, each to be taken by one tap as that from which a need is known. */
export function NeedSources({ known, onTake }: SourcesProps) {
  const { t } = useWords();
  const sources = useFirst(needSources);
  const lineOf = useLines();
  if (!sources) return null;
  return (
    <div class="stack tight">
      <p class="muted small">{t('programme.sourcesLead')}</p>
      {sources.length === 0 && <p class="muted">{t('programme.sourcesNone')}</p>}
      <ul class="list">
        {[...new Set(sources.map(lineOf))].map((line) => {
          const isTaken = known.includes(line);
          return (
            <li key={line} class="row apart">
              <span class="source">{line}</span>
              <Button disabled={isTaken} onClick={() => onTake(line)}>
                {t(isTaken ? 'programme.taken' : 'programme.take')}
              </Button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** A source as the line that is kept with a need. */
function useLines(): (source: NeedSource) => string {
  const { t, day, language } = useWords();
  const topics = useTopics();
  return (source) => {
    if (source.is === 'phenomenon') {
      const month = periodName(source.month, language, String);
      return t('programme.source.phenomenon', { text: source.text, topic: topics.say(source.topic), month });
    }
    if (source.is === 'unmet') {
      const period = periodName(source.period, language, String);
      return t('programme.source.unmet', { topic: topics.say(source.topic), period, count: source.count });
    }
    const { is, activity, begun, question, text } = source;
    return t(`programme.source.${is}`, { text, activity, question, day: day(dayAt(begun)) });
  };
}
