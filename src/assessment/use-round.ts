import { useWords } from '../i18n/words.ts';
import { useLive } from '../store/live.ts';
import type { BesideAnswer } from './beside.tsx';
import { earlierRounds, type RoundHead } from './round.ts';
import { allRounds } from './round-store.ts';
import { viewName } from './view-name.ts';

/** What stands beside the answers of a round: what others said in it, and what was said the time before. */
export function useBeside(head: RoundHead, own: string, part: 'common' | 'view'): BesideAnswer[] {
  const { t, day } = useWords();
  const rounds = useLive(allRounds);
  if (!rounds) return [];
  const here = rounds.find(({ round }) => round === head.round);
  const [before] = earlierRounds(rounds, head);
  const earlier = before?.common.slice(0, 1) ?? [];
  // Who answers alone is told of the others' views afterwards.
  const others = part === 'view' || !here ? [] : [...here.views, ...here.common].filter(({ id }) => id !== own);
  return [
    ...others.map((record) => ({
      record,
      name:
        record.part === 'common'
          ? t('rounds.otherCommon', { time: day(record.at) })
          : viewName(record.role, here!.views.indexOf(record) + 1, t),
    })),
    ...earlier.map((record) => ({ record, name: t('rounds.before', { day: day(dayAt(record.begun)) }) })),
  ];
}

/** A calendar day as a time, for writing it in words. */
export const dayAt = (date: string): number => new Date(`${date}T12:00`).getTime();
