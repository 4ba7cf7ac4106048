import { useWords } from '../../i18n/words.ts';
import type { Encounter } from '../encounter.ts';
import { type Outing, placesOf } from '../outing.ts';
import { useSettings } from '../use-settings.ts';
import { CounterCard } from './counter-card.tsx';
import { SplitRows } from './split-rows.tsx';
import { countedAt, countedIn, type Sums, stopsOf, sums } from './sums.ts';
import { useCounters } from './use-counters.ts';
import type { OpenTally } from './use-tally.ts';

interface TallyOfOutingProps {
  outing: Outing;
  tally: OpenTally;
  encounters: readonly Encounter[];
}

/** `Kohdattu 17 · Keskusteltu 6`: the counters that are not zero. */
export function useSumsInWords(): (counted: Sums) => string {
  const counters = useCounters();
  return (counted) =>
    counters
      .with(counted)
      .filter((counter) => counted[counter])
      .map((counter) => `${counters.say(counter)} ${counted[counter]}`)
      .join(' · ');
}

/** What was counted in the whole outing, stop by stop where there were several. */
export function TallyOfOuting({ outing, tally, encounters }: TallyOfOutingProps) {
  const { t } = useWords();
  const inWords = useSumsInWords();
  const { marks } = tally;
  if (!marks) return null;
  const whole = inWords(countedIn(marks, encounters));
  if (!whole) return null;
  const stops = stopsOf(placesOf(outing), [...marks, ...encounters])
    .map((place) => ({ place, words: inWords(countedAt(place, marks, encounters)) }))
    .filter(({ words }) => words);
  return (
    <section class="stack tight">
      <h2>{t('outreach.tally.whole')}</h2>
      <p class="number">{whole}</p>
      {stops.length > 1 && (
        <ul class="list">
          {stops.map(({ place, words }) => (
            <li key={place}>
              <strong>{place}</strong>
              <br />
              <span class="muted small number">{words}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** After the outing: a quick estimate of who was met, and the counters to put right. Both can be left alone. */
export function TallyAfterwards({ outing, tally, encounters }: TallyOfOutingProps) {
  const { t } = useWords();
  const { splits } = useSettings();
  const { marks } = tally;
  if (!marks) return null;
  const met = stopsOf(placesOf(outing), marks).filter(
    (place) => sums(marks.filter((mark) => mark.place === place)).met > 0,
  );
  return (
    <>
      {met.length > 0 && splits.length > 0 && (
        <details>
          <summary>{t('outreach.tally.split')}</summary>
          <div class="stack">
            <p class="muted">{t('outreach.tally.splitHelp')}</p>
            {met.map((place) => splits.map((by) => <SplitRows key={place + by} place={place} by={by} tally={tally} />))}
          </div>
        </details>
      )}
      <details>
        <summary>{t('outreach.tally.correct')}</summary>
        <div class="stack">
          {placesOf(outing).map((place) => (
            <CounterCard
              key={place}
              title={place}
              outingId={outing.id}
              place={place}
              tally={tally}
              encounters={encounters.filter((encounter) => encounter.place === place)}
            />
          ))}
        </div>
      </details>
    </>
  );
}
