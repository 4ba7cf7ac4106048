import { useMemo } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { newId } from '../../store/id.ts';
import { NotKeptNotice } from '../../store/not-kept.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { explain } from '../../ui/explain.ts';
import { Stepper } from '../../ui/stepper.tsx';
import type { Encounter } from '../encounter.ts';
import { plus, sums, sumsOf } from './sums.ts';
import { useCounters } from './use-counters.ts';
import type { OpenTally } from './use-tally.ts';

interface CounterCardProps {
  title: string;
  outingId: string;
  place: string;
  tally: OpenTally;
  /** Those logged by themselves at this stop: they count too, so that nobody is tapped and logged. */
  encounters: readonly Encounter[];
}

/** The counters of one stop: a tap is one encounter more. */
export function CounterCard({ title, outingId, place, tally, encounters }: CounterCardProps) {
  const { t } = useWords();
  const counters = useCounters();
  const last = tally.last?.place === place ? tally.last : undefined;
  const fresh = useMemo(newId, [last?.add]);
  const marks = tally.marks?.filter((mark) => mark.place === place);
  if (!marks) return null;
  const tapped = sums(marks);
  const shown = plus(tapped, sumsOf(encounters));
  const { say } = counters;
  const what = (counter: string) =>
    void explain({
      title: say(counter),
      note: counters.meaning(counter),
      meanings: [],
      close: t('outreach.explain.close'),
    });
  return (
    <section class="card counters" aria-label={`${title} ${place}`}>
      <div class="counters-head">
        <h2>{title}</h2>
        <LastTapped tally={tally} place={place} />
      </div>
      {counters.with(shown).map((counter) => (
        <Stepper
          key={counter}
          label={say(counter)}
          value={shown[counter] ?? 0}
          less={t('outreach.tally.less', { what: say(counter) })}
          more={t('outreach.tally.more', { what: say(counter) })}
          onLess={(tapped[counter] ?? 0) > 0 ? () => tally.tap(place, counter, -1) : undefined}
          onMore={() => tally.tap(place, counter, 1)}
          onExplain={() => what(counter)}
        />
      ))}
      {tally.error !== undefined && <NotKeptNotice error={tally.error} />}
      {last?.counter === 'guided' && last.by > 0 && (
        <LinkButton href={`/outreach/guidance/${fresh}?outing=${outingId}`}>
          {t('outreach.guided.tellTarget')}
        </LinkButton>
      )}
      {encounters.length > 0 && (
        <p class="muted small number">{t('outreach.tally.withLogged', { count: encounters.length })}</p>
      )}
    </section>
  );
}

/** What was tapped last, with its undo; it stands in the heading, so that nothing moves under the thumb. */
function LastTapped({ tally, place }: Pick<CounterCardProps, 'tally' | 'place'>) {
  const { t, clock } = useWords();
  const { say } = useCounters();
  const last = tally.last?.place === place ? tally.last : undefined;
  const { counter, by = 1, keptAt } = last ?? {};
  return (
    <>
      <span class="small number" role="status">
        {counter ? (
          <>
            <span>{`${by > 0 ? '+1' : '−1'} ${say(counter)}`}</span>{' '}
            <span class="muted">{keptAt !== undefined && t('outreach.tally.kept', { time: clock(keptAt) })}</span>
          </>
        ) : (
          <span class="muted help">{t('outreach.tally.help')}</span>
        )}
      </span>
      {last && (
        <Button look="bare" onClick={tally.undo}>
          {t('common.undo')}
        </Button>
      )}
    </>
  );
}
