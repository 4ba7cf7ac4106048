import { useWords } from '../i18n/words.ts';
import { Empty } from '../ui/notice.tsx';
import { countByDepth } from './count.ts';
import type { Encounter } from './encounter.ts';
import { capital } from './in-words.ts';
import { TallyStrokes } from './tally/strokes.tsx';
import { useValues } from './use-values.ts';

interface EncounterListProps {
  /** The newest first. */
  encounters: readonly Encounter[];
  /** What stands here when there are none. */
  empty: string;
}

/** The encounters of an outing: how many went how far, then each one. */
export function EncounterList({ encounters, empty }: EncounterListProps) {
  const { t, language } = useWords();
  if (encounters.length === 0) {
    return (
      <Empty>
        <p>{empty}</p>
      </Empty>
    );
  }
  return (
    <section class="stack">
      <h2 class="number">{t('outreach.logged', { count: encounters.length })}</h2>
      <ul class="outreach-counts">
        {countByDepth(encounters).map(({ depth, count }) => (
          <li key={depth}>
            <span>{capital(t(`outreach.depth.${depth}`), language)}</span>
            <TallyStrokes count={count} />
            <strong class="number">{count}</strong>
          </li>
        ))}
      </ul>
      <ul class="list">
        {encounters.map((encounter) => (
          <One key={encounter.id} encounter={encounter} />
        ))}
      </ul>
    </section>
  );
}

function One({ encounter }: { encounter: Encounter }) {
  const { t, clock, language } = useWords();
  const list = useValues('topics');
  const ways = useValues('guidanceWays');
  const { id, at, people, depth, topics, guidance } = encounter;
  const met = t('outreach.met', { count: people === '1' ? 1 : 2, people: t(`outreach.people.${people}`) });
  const about = topics.map(list.say);
  if (guidance) about.push(ways.say(guidance));
  return (
    <li>
      <a class="whole outreach-one" href={`/outreach/encounter/${id}`}>
        <span class="muted number">{clock(at)}</span>
        <strong>{capital(t(`outreach.depth.${depth}`), language)}</strong>
        <span class="muted small">{[met, ...about].join(' · ')}</span>
      </a>
    </li>
  );
}
