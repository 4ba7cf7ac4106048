import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { LocationProvider, Route, Router, useLocation } from 'preact-iso';
import { WaitingLine } from '../delivery/screens/waiting.tsx';
import { addDeskWords } from '../i18n/i18n.ts';
import { useWords } from '../i18n/words.ts';
import { HelpLine } from '../outreach/in-need/help-line.tsx';
import { OverdueNotice } from '../outreach/plan/overdue-notice.tsx';
import { isPractising } from '../store/practice.ts';
import { LinkButton } from '../ui/button.tsx';
import { Boundary } from './boundary.tsx';
import { Navigation } from './navigation.tsx';
import { lazy, MissingPart } from './part.tsx';
import { PracticeLine } from './practice.tsx';
import { ReadyLine } from './ready-line.tsx';
import { Today } from './today.tsx';
import { UpdateNotice } from './update.tsx';

/** A page for a desk, which `src/build/later.ts` knows: its words come with it. */
const atDesk = <Props extends object>(load: () => Promise<ComponentType<Props>>) =>
  lazy<Props>(() => Promise.all([load(), addDeskWords()]).then(([page]) => page));

const Outings = lazy(() => import('../outreach/outings.tsx').then((file) => file.Outings));
const StartOuting = lazy(() => import('../outreach/start-outing.tsx').then((file) => file.StartOuting));
const OutingPage = lazy(() => import('../outreach/outing-page.tsx').then((file) => file.OutingPage));
const LogEncounter = lazy(() => import('../outreach/log-encounter.tsx').then((file) => file.LogEncounter));
const EncounterPage = lazy(() => import('../outreach/encounter-page.tsx').then((file) => file.EncounterPage));
const PlanForm = atDesk(() => import('../outreach/plan/plan-form.tsx').then((file) => file.PlanForm));
const PlanWeek = atDesk(() => import('../outreach/plan/plan-week.tsx').then((file) => file.PlanWeek));
const PlanLeave = lazy(() => import('../outreach/plan/leave.tsx').then((file) => file.PlanLeave));
const SharePlan = atDesk(() => import('../outreach/calendar/share-page.tsx').then((file) => file.SharePlan));
const CalendarImport = atDesk(() => import('../outreach/calendar/import-page.tsx').then((file) => file.CalendarImport));
const GuidancePage = lazy(() => import('../outreach/follow-up/pages.ts').then((file) => file.GuidancePage));
const UnmetPage = lazy(() => import('../outreach/follow-up/pages.ts').then((file) => file.UnmetPage));
const PromisePage = lazy(() => import('../outreach/follow-up/pages.ts').then((file) => file.PromisePage));
const PhenomenonPage = lazy(() => import('../outreach/follow-up/pages.ts').then((file) => file.PhenomenonPage));
const FollowUp = lazy(() => import('../outreach/follow-up/pages.ts').then((file) => file.FollowUp));
const NumbersPage = atDesk(() => import('../delivery/screens/numbers.tsx').then((file) => file.NumbersPage));
const InNeed = lazy(() => import('../outreach/in-need/in-need.tsx').then((file) => file.InNeed));
const ContactPage = atDesk(() => import('../outreach/in-need/contact-page.tsx').then((file) => file.ContactPage));
const GuidePage = atDesk(() => import('../outreach/in-need/guide-page.tsx').then((file) => file.GuidePage));
const Surveys = lazy(() => import('../survey/surveys.tsx').then((file) => file.Surveys));
const ResultsPage = atDesk(() => import('../results/results-page.tsx').then((file) => file.ResultsPage));
const CollectPage = atDesk(() => import('../results/collect-page.tsx').then((file) => file.CollectPage));
const AnswersPage = atDesk(() => import('../results/answers-page.tsx').then((file) => file.AnswersPage));
const ExportPage = atDesk(() => import('../results/export-page.tsx').then((file) => file.ExportPage));
const DiscussPage = atDesk(() => import('../results/discuss-page.tsx').then((file) => file.DiscussPage));
const CodesPage = atDesk(() => import('../survey/waves/codes-page.tsx').then((file) => file.CodesPage));
const NewCode = atDesk(() => import('../survey/waves/new-code.tsx').then((file) => file.NewCode));
const CodePage = atDesk(() => import('../survey/waves/code-page.tsx').then((file) => file.CodePage));
const CardsPage = atDesk(() => import('../survey/waves/cards-page.tsx').then((file) => file.CardsPage));
const PlansPage = atDesk(() => import('../survey/waves/plans-page.tsx').then((file) => file.PlansPage));
const PacePage = atDesk(() => import('../results/pace-page.tsx').then((file) => file.PacePage));
const DevicesPage = atDesk(() => import('../results/devices-page.tsx').then((file) => file.DevicesPage));
const HandOver = lazy(() => import('../survey/hand-over/hand-over.tsx').then((file) => file.HandOver));
const Instruments = atDesk(() => import('../survey/instrument/instruments-page.tsx').then((file) => file.Instruments));
const PrintForm = atDesk(() => import('../survey/paper/print-form.tsx').then((file) => file.PrintForm));
const PaperEntry = atDesk(() => import('../survey/paper/paper-entry.tsx').then((file) => file.PaperEntry));
const RemoteLink = atDesk(() => import('../survey/remote/remote-link.tsx').then((file) => file.RemoteLink));
const Assessments = atDesk(() => import('../assessment/assessments.tsx').then((file) => file.Assessments));
const AssessmentPage = atDesk(() => import('../assessment/assessment-page.tsx').then((file) => file.AssessmentPage));
const More = lazy(() => import('./more.tsx').then((file) => file.More));
const OrganisationPage = atDesk(() => import('../setup/organisation-page.tsx').then((file) => file.OrganisationPage));
const LoadOrganisation = atDesk(() =>
  import('../delivery/screens/load-organisation.tsx').then((file) => file.LoadOrganisation),
);
const SharePage = atDesk(() => import('../setup/share-page.tsx').then((file) => file.SharePage));
const Delivery = atDesk(() => import('../delivery/screens/delivery.tsx').then((file) => file.Delivery));
const Endpoints = atDesk(() => import('../delivery/endpoints/endpoints.tsx').then((file) => file.Endpoints));
const EndpointPage = atDesk(() => import('../delivery/endpoints/endpoint-page.tsx').then((file) => file.EndpointPage));

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
  import('./background.ts').then(
    ({ pullSoon }) => pullSoon(isAsked),
    () => undefined,
  );

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
        {isPractising && mayNeedHelp(path) && <HelpLine />}
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
          <Router>
            <Route path="/" component={Today} />
            <Route path="/outreach" component={Outings} />
            <Route path="/outreach/start" component={StartOuting} />
            <Route path="/outreach/outing/:id" component={OutingPage} />
            <Route path="/outreach/encounter" component={LogEncounter} />
            <Route path="/outreach/encounter/:id" component={EncounterPage} />
            <Route path="/outreach/plan" component={PlanForm} />
            <Route path="/outreach/week" component={PlanWeek} />
            <Route path="/outreach/leave/:id" component={PlanLeave} />
            <Route path="/outreach/share/:id" component={SharePlan} />
            <Route path="/outreach/import" component={CalendarImport} />
            <Route path="/outreach/guidance/:id" component={GuidancePage} />
            <Route path="/outreach/unmet/:id" component={UnmetPage} />
            <Route path="/outreach/promise/:id" component={PromisePage} />
            <Route path="/outreach/phenomenon/:id" component={PhenomenonPage} />
            <Route path="/outreach/follow-up" component={FollowUp} />
            <Route path="/outreach/numbers" component={NumbersPage} />
            <Route path="/outreach/in-need" component={InNeed} />
            <Route path="/outreach/in-need/contact/:id" component={ContactPage} />
            <Route path="/outreach/in-need/guide/:id" component={GuidePage} />
            <Route path="/surveys" component={Surveys} />
            <Route path="/surveys/results" component={ResultsPage} />
            <Route path="/surveys/collect" component={CollectPage} />
            <Route path="/surveys/answers" component={AnswersPage} />
            <Route path="/surveys/export" component={ExportPage} />
            <Route path="/surveys/discuss" component={DiscussPage} />
            <Route path="/surveys/codes" component={CodesPage} />
            <Route path="/surveys/codes/new" component={NewCode} />
            <Route path="/surveys/codes/cards" component={CardsPage} />
            <Route path="/surveys/codes/devices" component={DevicesPage} />
            <Route path="/surveys/codes/:id" component={CodePage} />
            <Route path="/surveys/plans" component={PlansPage} />
            <Route path="/surveys/pace" component={PacePage} />
            <Route path="/surveys/hand-over/:id" component={HandOver} />
            <Route path="/surveys/instruments" component={Instruments} />
            <Route path="/surveys/print/:id" component={PrintForm} />
            <Route path="/surveys/paper/:id" component={PaperEntry} />
            <Route path="/surveys/link/:id" component={RemoteLink} />
            <Route path="/assessment" component={Assessments} />
            <Route path="/assessment/:id" component={AssessmentPage} />
            <Route path="/more" component={More} />
            <Route path="/more/organisation" component={OrganisationPage} />
            <Route path="/more/organisation/load" component={LoadOrganisation} />
            <Route path="/more/organisation/share" component={SharePage} />
            <Route path="/more/delivery" component={Delivery} />
            <Route path="/more/endpoint" component={Endpoints} />
            <Route path="/more/endpoint/:id" component={EndpointPage} />
            <Route default component={NotFound} />
          </Router>
        </Boundary>
      </main>
      <Navigation />
    </div>
  );
}

function NotFound() {
  const { t } = useWords();
  return (
    <div class="page stack">
      <h1>{t('shell.notFound')}</h1>
      <p>{t('shell.notFoundHelp')}</p>
      <p>
        <a href="/">{t('nav.today')}</a>
      </p>
    </div>
  );
}
