/** Tilastot: what a period came to. Encounters, never people; no number under five, nor one that it could be worked out from. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { Hatching } from '../../charts/bars.tsx';
import { wallDate } from '../../i18n/wall-time.ts';
import { useWords } from '../../i18n/words.ts';
import { SecondPlaceNotice } from '../../releases/second-place-notice.tsx';
import { isPractising } from '../../store/practice.ts';
import { Empty } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { type NumbersQuery, queryAddress, queryOf } from './asked.ts';
import { Elsewhere, type Server } from './elsewhere.tsx';
import { PeriodFilter } from './filters.tsx';
import { NumbersShown } from './shown.tsx';
import { useNumbers } from './use-numbers.ts';
import './numbers.css';
import { useOutreach } from '../use-settings.ts';

export function NumbersPage({ server }: { server: Server }) {
  const { t } = useWords();
  return (
    <Page title={t('outreach.numbers.title')} back={{ href: '/outreach', label: t('common.back') }}>
      {isPractising ? (
        <Empty>
          <strong>{t('outreach.numbers.practice')}</strong>
          <p>{t('outreach.numbers.practiceHelp')}</p>
        </Empty>
      ) : (
        <Numbers server={server} />
      )}
    </Page>
  );
}

function Numbers({ server }: { server: Server }) {
  const { t } = useWords();
  const { query, route } = useLocation();
  const { places } = useOutreach();
  const [read, setRead] = useState({ isWhole: false, version: 0 });
  const asked = queryOf(query, wallDate(Date.now()));
  const areas = useMemo(
    () => new Map(places.flatMap(({ name, area }) => (area ? [[name.toLocaleLowerCase('fi'), area] as const] : []))),
    [places],
  );
  const now = useNumbers({
    period: asked.period,
    areas,
    place: server.place,
    isRead: read.isWhole,
    version: read.version,
  });
  const [isHere, setHere] = useState(false);
  useEffect(() => void server.place().then((place) => setHere(place === 'device')), []);
  const ask = (next: NumbersQuery) => route(queryAddress(next), true);
  return (
    <>
      <Hatching />
      <PeriodFilter asked={asked} onAsk={ask} />
      {isHere && (
        <SecondPlaceNotice onGoingOn={() => setRead(({ isWhole, version }) => ({ isWhole, version: version + 1 }))} />
      )}
      {now.is === 'counting' ? (
        <p role="status" class="number">
          {t('outreach.numbers.counting', { count: now.read })}
        </p>
      ) : (
        <NumbersShown asked={asked} onAsk={ask} counting={now.counting} areas={areas} />
      )}
      <p class="muted small">{t('outreach.numbers.lead')}</p>
      <Elsewhere
        server={server}
        areas={areas}
        isRead={read.isWhole}
        onRead={(isWhole) => setRead(({ version }) => ({ isWhole, version: version + 1 }))}
      />
    </>
  );
}
