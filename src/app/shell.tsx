import { useEffect } from 'preact/hooks';
import { LocationProvider, Route, Router, useLocation } from 'preact-iso';
import { WaitingLine } from '../delivery/screens/waiting.tsx';
import { dateIn } from '../i18n/dates.ts';
import { addDeskWords } from '../i18n/i18n.ts';
import { wallDate } from '../i18n/wall-time.ts';
import { useWords } from '../i18n/words.ts';
import { HelpLine } from '../outreach/in-need/help-line.tsx';
import { OverdueNotice } from '../outreach/plan/overdue-notice.tsx';
import { useOrganisation } from '../setup/organisation-store.ts';
import { WhileElsewhere } from '../store/open-elsewhere.tsx';
import { isPractising } from '../store/practice.ts';
import { LinkButton } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { AsksToKeep } from './asks-to-keep.tsx';
import { Boundary } from './boundary.tsx';
import { quietly } from './load-part.ts';
import { Navigation } from './navigation.tsx';
import { lazy, MissingPart } from './part.tsx';
import { PracticeLine } from './practice.tsx';
import { ReadyLine } from './ready-line.tsx';
import { routes, type Route as Screen } from './routes.ts';
import { UpdateNotice } from './update.tsx';

const screenOf = (route: Screen) => {
  if (route.need === 'start') return route.screen;
  const { load, need } = route;
  return lazy(need === 'field' ? load : () => Promise.all([load(), addDeskWords()]).then(([screen]) => screen));
};
const screens = routes.map((route) => ({ path: route.path, Screen: screenOf(route) }));

/** The respondent's pages are documents of their own: links to them leave this one. */
const scope = /^\/(?!answer\/)/;

/** Every screen of the worker's app with what is around it: what waits, the navigation, an update when there is one. */
export const Shell = () => (
  <LocationProvider scope={scope}>
    <Around />
  </LocationProvider>
);

/** Where the emergency number stands above the screen: on Tänään and everywhere in outreach. */
const mayNeedHelp = (path: string) => path === '/' || path.startsWith('/outreach');

/** Without its part there is no network either: it is read the next time. */
const readCodes = (isAsked: boolean) =>
  quietly(() => import('./background.ts')).then((background) => background?.pullSoon(isAsked));

/** Said to a screen reader while the screen before stands until the next one has come. */
function setBusy(isBusy: boolean): void {
  const main = document.getElementById('main');
  if (isBusy) main?.setAttribute('aria-busy', 'true');
  else main?.removeAttribute('aria-busy');
}

function Around() {
  const { path } = useLocation();
  const { t, language } = useWords();
  useEffect(() => {
    if (path === '/' || path.startsWith('/surveys')) void readCodes(path !== '/');
  }, [path]);
  return (
    <div class="shell" key={language}>
      <a class="skip button" href="#main">
        {t('shell.skip')}
      </a>
      <header class={isPractising ? 'top practice' : 'top'}>
        {!isPractising && mayNeedHelp(path) && <HelpLine />}
        <Boundary page={path} quiet>
          {isPractising ? <PracticeLine /> : <WaitingLine />}
        </Boundary>
      </header>
      <main id="main">
        <PaperHead />
        {isPractising && mayNeedHelp(path) && <HelpLine />}
        <AsksToKeep />
        <ReadyLine />
        <UpdateNotice />
        <MissingPart />
        <Boundary page={path} quiet>
          <OverdueNotice />
        </Boundary>
        <Boundary
          page={path}
          meanwhile={
            (path === '/' || path === '/outreach') && (
              <LinkButton look="primary" href="/outreach/start">
                {t('outreach.start')}
              </LinkButton>
            )
          }
        >
          <WhileElsewhere>
            <Router onLoadStart={() => setBusy(true)} onLoadEnd={() => setBusy(false)}>
              {/* Without keys, as if written out: with them the router keeps drawing a screen that has not come. */}
              {screens.map(({ path, Screen }) => (
                <Route path={path} component={Screen} />
              ))}
              <Route default component={NotFound} />
            </Router>
          </WhileElsewhere>
        </Boundary>
      </main>
      <Navigation />
    </div>
  );
}

/** Whose a printed screen is, and of which day. */
function PaperHead() {
  const { language } = useWords();
  const { organisation, example } = useOrganisation();
  const today = dateIn(wallDate(Date.now()), language, { day: 'numeric', month: 'numeric', year: 'numeric' });
  return (
    <p class="paper-head only-printed muted small number">
      {[!example && organisation.name, today].filter(Boolean).join(' · ')}
    </p>
  );
}

function NotFound() {
  const { t } = useWords();
  return (
    <Page title={t('shell.notFound')}>
      <p>{t('shell.notFoundHelp')}</p>
      <p>
        <a href="/">{t('nav.today')}</a>
      </p>
    </Page>
  );
}
