import { ChartCard } from '../../charts/chart-card.tsx';
import { useWords } from '../../i18n/words.ts';
import { periodName } from '../../periods/names.ts';
import { Empty } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { capital } from '../in-words.ts';
import { useOutreach } from '../use-settings.ts';
import type { NumbersQuery } from './asked.ts';
import { cardsOf, isSeveral, largestFirst, numbersOfPart, type SubjectCard, unitOf } from './cards.ts';
import { breakdowns } from './counted.ts';
import { Export } from './export.tsx';
import { JointOutings } from './joint.tsx';
import { OutingsCard } from './outings-card.tsx';
import { isOfPart, partMark } from './parts.ts';
import { toldOf } from './publish.ts';
import { sayer } from './say.ts';
import type { Counting } from './use-numbers.ts';

interface ShownProps {
  asked: NumbersQuery;
  onAsk: (asked: NumbersQuery) => void;
  counting: Counting;
  /** The area of each place that has one. */
  areas: ReadonlyMap<string, string>;
}

/** What there is to see of a period, once it is counted: of encounters where it has ended, of the team's own work always. */
export function NumbersShown({ asked, onAsk, counting, areas }: ShownProps) {
  const { t, language } = useWords();
  const organisation = useOutreach();
  const { period, way, mark } = asked;
  const { told: published } = counting;
  if (typeof published === 'string') {
    return (
      <>
        <Empty>
          <strong>{t(`outreach.numbers.${published}`)}</strong>
          <p>{t(`outreach.numbers.${published}-help`)}</p>
        </Empty>
        <OutingsCard outings={counting.outings} />
      </>
    );
  }
  const say = sayer(t, language, organisation, period);
  const parts = [...(published.by.get(way)?.keys() ?? [])];
  const part = parts.find((one) => partMark(one) === mark);
  const numbers = numbersOfPart(published, way, part);
  const name = periodName(period, language, (number) => t('outreach.numbers.week', { number }));
  const note = [capital(name, language), part !== undefined && say.part(way, part)].filter(Boolean).join(' · ');
  const lines = parts.map((one) => ({ key: one, told: toldOf(published.by.get(way)?.get(one), 'met') }));
  const isOrdered = way === 'time' || way === 'hour';
  const cards = cardsOf(published, numbers);
  const isFew = ({ lines: of }: SubjectCard) => of.every(({ told }) => told.is === 'few');
  const met = toldOf(numbers, 'met');
  const outings =
    part === undefined ? counting.outings : counting.outings.filter((one) => isOfPart(one, way, part, period, areas));
  return (
    <>
      <p class="numbers-met number">
        {t(met.is === 'shown' ? 'outreach.numbers.met' : 'outreach.numbers.metHidden', { told: say.told(met) })}
      </p>
      <div class="numbers-ways unprinted">
        <Select
          label={t('outreach.numbers.by.legend')}
          options={breakdowns.map((value) => ({ value, label: capital(t(`outreach.numbers.by.${value}`), language) }))}
          value={way}
          onChange={(next) => onAsk({ period, way: next })}
        />
        <Select
          label={t('outreach.numbers.only')}
          value={part === undefined ? '' : partMark(part)}
          options={[
            { value: '', label: capital(t('outreach.numbers.everything'), language) },
            ...parts.map((one) => ({ value: partMark(one), label: say.part(way, one) })),
          ]}
          onChange={(next) => onAsk({ period, way, mark: next || undefined })}
        />
      </div>
      <div class="numbers-cards">
        {part === undefined && parts.length > 1 && (
          <ChartCard
            title={t(`outreach.numbers.byTitle.${way}`)}
            head={[t('outreach.numbers.part'), t('outreach.numbers.sum.met')]}
            bars={(isOrdered ? lines : largestFirst(lines)).map(({ key, told }) => ({
              key,
              told,
              label: say.part(way, key),
              value: say.told(told),
            }))}
            isOrdered={isOrdered}
            file={`numbers-${period.from}-${way}`}
            note={note}
          />
        )}
        {cards
          .filter((card) => !isFew(card))
          .map(({ subject, lines: of }) => (
            <ChartCard
              key={subject}
              title={t(`outreach.numbers.subject.${subject}`)}
              hint={isSeveral(subject) ? t('outreach.numbers.several') : undefined}
              head={[t('outreach.numbers.thing'), t(`outreach.numbers.sum.${unitOf(subject)}`)]}
              bars={of.map(({ key, told }) => ({ key, told, label: say.key(key), value: say.told(told) }))}
              file={`numbers-${period.from}-${subject}`}
              note={note}
            />
          ))}
        {cards.some(isFew) && (
          <section class="card numbers-card" aria-labelledby="numbers-small">
            <h2 id="numbers-small">{t('outreach.numbers.allFew')}</h2>
            <ul class="numbers-few">
              {cards.filter(isFew).map(({ subject }) => (
                <li key={subject}>{t(`outreach.numbers.subject.${subject}`)}</li>
              ))}
            </ul>
          </section>
        )}
        <OutingsCard outings={outings} />
        <JointOutings joint={counting.joint} say={say} />
      </div>
      <Export period={period} published={published} say={say} way={way} />
    </>
  );
}
