import { amount } from '../../i18n/numbers.ts';
import { useWords } from '../../i18n/words.ts';
import { hoursOf, type OutingCounted } from './gathered.ts';

/** How many outings, how long, and with whom. Of our own work, not of people: told as it is. */
export function OutingsCard({ outings }: { outings: readonly OutingCounted[] }) {
  const { t, language } = useWords();
  const { count, hours, workerHours, along } = hoursOf(outings);
  const write = (n: number) => amount(n, language);
  const inHours = (n: number) => t('outreach.numbers.outings.hoursValue', { hours: write(n) });
  return (
    <section class="card numbers-card" aria-labelledby="numbers-outings">
      <h2 id="numbers-outings">{t('outreach.numbers.outings.title')}</h2>
      <dl class="numbers-facts number">
        <div>
          <dt>{t('outreach.numbers.outings.count')}</dt>
          <dd>{write(count)}</dd>
        </div>
        <div>
          <dt>{t('outreach.numbers.outings.hours')}</dt>
          <dd>{inHours(hours)}</dd>
        </div>
        <div>
          <dt>
            {t('outreach.numbers.outings.workerHours')}
            <span class="muted small">{t('outreach.numbers.outings.workerHoursHelp')}</span>
          </dt>
          <dd>{inHours(workerHours)}</dd>
        </div>
        {along.map(({ name, count: times }) => (
          <div key={name}>
            <dt>{`${t('outreach.numbers.outings.along')}: ${name}`}</dt>
            <dd>{write(times)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
