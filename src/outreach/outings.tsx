/** Jalkautuminen: the outing that runs, those that are planned, then the earlier ones. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { newestThat, since, underWay } from '../store/find.ts';
import { useLive } from '../store/live.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { Empty } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { times } from './in-words.ts';
import { currentPlace, isPlanned, isRunning, Outing, placesOf } from './outing.ts';
import { forgetOld } from './plan/beside-plan-store.ts';
import './outreach.css';
import './plan/plan.css';
import { FromNetwork } from './calendar/from-network.tsx';
import { isAhead } from './plan/ahead.ts';
import { PlanRow } from './plan/plan-row.tsx';
import { NowAction, useNow } from './plan/planned-today.tsx';
import { uidsBegun } from './plan/today.ts';
import { useMet } from './tally/use-met.ts';

/** How many outings are shown at once. */
const pageful = 20;

export function Outings() {
  const { t } = useWords();
  const [limit, setLimit] = useState(pageful);
  const outings = useLive(() => newestThat(Outing, limit + 1, isEarlier), [limit]);
  const running = useLive(() => underWay(Outing));
  const ahead = useLive(plansAhead);
  const now = useNow();
  const earlier = useMemo(() => outings?.slice(0, limit), [outings, limit]);
  // Where nothing can be written now, the next visit does it.
  useEffect(() => void forgetOld().catch(() => undefined), []);
  if (!outings || !earlier || !running || !ahead || !now) return null;
  const runs = running.length > 0;
  return (
    <Page title={t('outreach.title')} action={<NowAction now={now} />}>
      <div class="plan-ways">
        {now.next && <LinkButton href="/outreach/start">{t('outreach.begin.unplanned')}</LinkButton>}
        <LinkButton href="/outreach/plan">{t('outreach.plan.begin')}</LinkButton>
        <LinkButton href="/outreach/week">{t('outreach.week.open')}</LinkButton>
        <LinkButton href="/outreach/follow-up">{t('outreach.followUp.title')}</LinkButton>
        <LinkButton href="/outreach/import">{t('outreach.toImport')}</LinkButton>
        <LinkButton href="/outreach/numbers">{t('outreach.toNumbers')}</LinkButton>
      </div>
      <FromNetwork />
      {running.length + earlier.length + ahead.length === 0 && (
        <Empty>
          <p>{t('outreach.empty')}</p>
        </Empty>
      )}
      {running.map((outing) => (
        <Running key={outing.id} outing={outing} />
      ))}
      {ahead.length > 0 && (
        <section class="stack tight">
          <h2>{t('outreach.plan.ahead')}</h2>
          <ul class="list">
            {ahead.map((outing) => (
              <PlanRow key={outing.id} outing={outing} />
            ))}
          </ul>
        </section>
      )}
      {earlier.length > 0 && (
        <section class="stack tight">
          {(runs || ahead.length > 0) && <h2>{t('outreach.earlier')}</h2>}
          <ul class="list">
            {earlier.map((outing) =>
              isPlanned(outing) ? (
                <PlanRow key={outing.id} outing={outing} />
              ) : (
                <Earlier key={outing.id} outing={outing} />
              ),
            )}
          </ul>
        </section>
      )}
      {outings.length > limit && <Button onClick={() => setLimit(limit + pageful)}>{t('outreach.older')}</Button>}
    </Page>
  );
}

/** What has begun and runs no more, and plans that nobody left for; a clock that is wrong hides none that has begun. */
const isEarlier = (outing: Outing): boolean => !isRunning(outing) && !isAhead(outing, Date.now());

/** The outings that are planned, the next one first; one that another took on while it ran is planned no more. */
const plansAhead = async () => {
  const now = Date.now();
  const [recent, running] = await Promise.all([
    since(Outing, new Date(now - 2 * 86_400_000).toISOString()),
    underWay(Outing),
  ]);
  const begun = uidsBegun([...running, ...recent]);
  return recent.filter(isPlanned).filter((outing) => isAhead(outing, now) && !begun.has(outing.plan.uid));
};

function Running({ outing }: { outing: Outing }) {
  const { t, clock } = useWords();
  const count = useMet(outing.id);
  const told = [t('outreach.began', { time: clock(outing.at) })];
  if (count !== undefined) told.push(t('outreach.encounters', { count }));
  return (
    <a class="card" href={`/outreach/outing/${outing.id}`}>
      <span class="outreach-now">{t('outreach.running')}</span>
      <h2>{currentPlace(outing)}</h2>
      <span class="number">{told.join(' · ')}</span>
      {outing.organisations.length > 0 && <span class="muted small">{outing.organisations.join(', ')}</span>}
    </a>
  );
}

function Earlier({ outing }: { outing: Outing }) {
  const { t, language } = useWords();
  const count = useMet(outing.id);
  const told = [times(outing, language), ...outing.organisations];
  return (
    <li>
      <a class="whole" href={`/outreach/outing/${outing.id}`}>
        <span class="row apart">
          <strong>{placesOf(outing).join(', ')}</strong>
          {count !== undefined && <span class="number">{t('outreach.encounters', { count })}</span>}
        </span>
        <span class="muted small number">{told.join(' · ')}</span>
      </a>
    </li>
  );
}
