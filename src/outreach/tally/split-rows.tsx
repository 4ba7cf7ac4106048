import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { Stepper } from '../../ui/stepper.tsx';
import { capital } from '../in-words.ts';
import type { SplitBy } from '../rows.ts';
import { splitOf, splitTap, sums } from './sums.ts';
import type { OpenTally } from './use-tally.ts';

interface SplitRowsProps {
  place: string;
  by: SplitBy;
  tally: OpenTally;
}

/** Those who were met at a stop, split by an estimate. The rest stays not assessed, so the parts are always the whole. */
export function SplitRows({ place, by, tally }: SplitRowsProps) {
  const { t, language } = useWords();
  const marks = (tally.marks ?? []).filter((mark) => mark.place === place);
  const split = splitOf(marks, by);
  const rest = split.at(-1)!.count;
  const title = `${place}: ${t(`outreach.row.${by}`)}`;
  // Each split has its own words, and only those.
  const say = (part: string) => capital(t(`outreach.choice.${by}.${part}` as 'outreach.choice.age.65+'), language);
  const move = (part: string, count: number) => void tally.mark(place, splitTap(marks, by, part, count));
  return (
    <section class="card counters split" aria-label={title}>
      <h3>{title}</h3>
      {split.slice(0, -1).map(({ part, count }) => (
        <Stepper
          key={part}
          label={say(part)}
          value={count}
          less={t('outreach.tally.less', { what: say(part) })}
          more={t('outreach.tally.more', { what: say(part) })}
          onLess={count > 0 ? () => move(part, -1) : undefined}
          onMore={rest > 0 ? () => move(part, 1) : undefined}
        >
          <Button
            look="bare"
            onClick={() => move(part, rest)}
            disabled={rest === 0}
            aria-label={t('outreach.tally.restTo', { part: say(part) })}
          >
            {t('outreach.tally.rest')}
          </Button>
        </Stepper>
      ))}
      <p class="number row apart" role="status">
        <span>{`${say('not-assessed')} ${rest}`}</span>
        <span class="muted">{t('outreach.tally.total', { count: sums(marks).met })}</span>
      </p>
    </section>
  );
}
