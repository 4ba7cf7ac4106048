import { useEffect, useState } from 'preact/hooks';
import { type SortGoes, whatGoes } from '../../delivery/engine/what-goes.ts';
import { wallDate } from '../../i18n/wall-time.ts';
import { useWords } from '../../i18n/words.ts';
import { useOrganisation } from '../../setup/organisation-store.ts';
import { OwnAlone } from '../../store/own-alone.tsx';
import { isPractising } from '../../store/practice.ts';
import { Page } from '../../ui/page.tsx';
import { countedHere } from './counted-store.ts';
import { EverythingElse } from './everything-else.tsx';
import { UnfinishedForms } from './unfinished-forms.tsx';

/** Lisää → Säilytys: what leaves this device next, how many of which sort and when; what stays and why. */
export function RetentionPage() {
  const { t } = useWords();
  const { retention } = useOrganisation();
  const [sorts, setSorts] = useState<SortGoes[]>();
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    // In practice nothing was sent, so nothing goes.
    if (!isPractising) whatGoes(countedHere(false), wallDate).then(setSorts, setError);
  }, [retention]);
  if (error !== undefined) throw error;
  return (
    <Page title={t('retention.title')} back={{ href: '/more', label: t('common.back') }}>
      <p>{t('retention.lead')}</p>
      <OwnAlone />
      {isPractising && <p>{t('retention.practice')}</p>}
      {!isPractising && !sorts && <p role="status">{t('retention.looking')}</p>}
      {sorts?.map((one) => (
        <Sort key={one.sort} {...one} />
      ))}
      {sorts && <UnfinishedForms />}
      {sorts && <EverythingElse />}
    </Page>
  );
}

/** So many days are told one by one. */
const daysTold = 3;

function Sort({ sort, days, all, goes, stays }: SortGoes) {
  const { t } = useWords();
  const soon = goes.slice(0, daysTold);
  const later = goes.slice(daysTold).reduce((sum, { count }) => sum + count, 0);
  return (
    <section class="stack tight">
      <h2>{t(`retention.sort.${sort}`)}</h2>
      <p class="muted">
        {days === undefined ? t('retention.noDays') : t('retention.rule', { count: days })}{' '}
        {all === 0 ? t('retention.none') : t('retention.here', { count: all })}
      </p>
      {soon.length + stays.size > 0 && (
        <ul class="list">
          {soon.map(({ at, count }) => (
            <Goes key={at} at={at} count={count} />
          ))}
          {later > 0 && <Line words={t('retention.later')} count={later} />}
          {[...stays].map(([why, count]) => (
            <Line key={why} words={t(`retention.why.${why}`)} count={count} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Goes({ at, count }: { at: number; count: number }) {
  const { t, day } = useWords();
  return (
    <Line
      words={at <= Date.now() ? t('retention.next') : t('retention.onDay', { day: day(at) })}
      count={count}
      isGoing
    />
  );
}

function Line({ words, count, isGoing }: { words: string; count: number; isGoing?: true }) {
  return (
    <li class="row apart">
      {isGoing ? <strong>{words}</strong> : <span class="muted">{words}</span>}
      <span class="number">{count}</span>
    </li>
  );
}
