/** Jalkautuminen: the outing that runs, those that are planned, then the earlier ones. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { countBelonging, newest, since } from '../store/find.ts';
import { useLive } from '../store/live.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { Empty } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Encounter } from './encounter.ts';
import { times } from './in-words.ts';
import { currentPlace, isPlanned, isRunning, notAhead, Outing, placesOf } from './outing.ts';
import { forgetOld } from './plan/beside-plan.tsx';
import './outreach.css';
import './plan/plan.css';
import { FromNetwork } from './calendar/from-network.tsx';
import { PlanRow } from './plan/plan-row.tsx';
import { isAhead } from './plan/week.ts';

/** How many outings are shown at once. */
const pageful = 20;

export function Outings() {
  const { t } = useWords();
  const [limit, setLimit] = useState(pageful);
  const outings = useLive(() => newest(Outing, limit + 1, notAhead()), [limit]);
  const ahead = useLive(plansAhead);
  const shown = useMemo(
    () => outings?.slice(0, limit).filter((outing) => !isAhead(outing, Date.now())),
    [outings, limit],
  );
  const counts = useCounts(shown);
  useEffect(() => void forgetOld(), []);
  if (!outings || !shown || !ahead) return null;
  const running = shown.filter(isRunning);
  const earlier = shown.filter((outing) => !isRunning(outing));
  const runs = running.length > 0;
  return (
    <Page
      title={t('outreach.title')}
      action={
        <LinkButton look="primary" href={runs ? '/outreach/encounter' : '/outreach/start'}>
          {t(runs ? 'outreach.log' : 'outreach.start')}
        </LinkButton>
      }
    >
      <div class="plan-ways">
        <LinkButton href="/outreach/plan">{t('outreach.plan.begin')}</LinkButton>
        <LinkButton href="/outreach/week">{t('outreach.week.open')}</LinkButton>
        <LinkButton href="/outreach/follow-up">{t('outreach.followUp.title')}</LinkButton>
        <LinkButton href="/outreach/import">{t('outreach.toImport')}</LinkButton>
        <LinkButton href="/outreach/numbers">{t('outreach.toNumbers')}</LinkButton>
      </div>
      <FromNetwork />
      {shown.length + ahead.length === 0 && (
        <Empty>
          <p>{t('outreach.empty')}</p>
        </Empty>
      )}
      {running.map((outing) => (
        <Running key={outing.id} outing={outing} count={counts && (counts.get(outing.id) ?? 0)} />
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
                <Earlier key={outing.id} outing={outing} count={counts && (counts.get(outing.id) ?? 0)} />
              ),
            )}
          </ul>
        </section>
      )}
      {outings.length > limit && <Button onClick={() => setLimit(limit + pageful)}>{t('outreach.older')}</Button>}
    </Page>
  );
}

/** The outings that are planned, the next one first. */
const plansAhead = async () => {
  const now = Date.now();
  const recent = await since(Outing, new Date(now - 2 * 86_400_000).toISOString());
  return recent.filter(isPlanned).filter((outing) => isAhead(outing, now));
};

/** How many encounters each outing has: none is opened for it, and the list does not wait. */
function useCounts(outings: readonly Outing[] | undefined): Map<string, number> | undefined {
  const ids = outings?.map(({ id }) => id) ?? [];
  return useLive(() => countBelonging(Encounter.name, ids), [ids.join()]);
}

interface OutingProps {
  outing: Outing;
  /** How many encounters; undefined until they are counted. */
  count: number | undefined;
}

function Running({ outing, count }: OutingProps) {
  const { t, clock } = useWords();
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

function Earlier({ outing, count }: OutingProps) {
  const { t, language } = useWords();
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
