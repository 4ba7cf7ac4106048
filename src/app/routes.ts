import type { FunctionComponent } from 'preact';
import { Today } from './today.tsx';

/** A screen. Where its address names one thing, it is given the `id`. */
type Screen = FunctionComponent<{ id: string }>;

/**
 * `start`: what is drawn first comes with the app. `field`: it is on the device before the app counts as ready for use without
 * a network. `desk`: it is fetched after that, when the browser is idle, and the words of the desk come with it.
 */
export type Route = { path: string } & (
  | { need: 'start'; screen: Screen }
  | { need: 'field' | 'desk'; load: () => Promise<Screen> }
);

const start = (path: string, screen: Screen): Route => ({ path, need: 'start', screen });
const field = (path: string, load: () => Promise<Screen>): Route => ({ path, need: 'field', load });
const desk = (path: string, load: () => Promise<Screen>): Route => ({ path, need: 'desk', load });

/** Every screen of the worker's app: of two that fit an address, the first. The build reads here what is fetched when. */
export const routes: readonly Route[] = [
  start('/', Today),
  field('/outreach', () => import('../outreach/outings.tsx').then((file) => file.Outings)),
  field('/outreach/start', () => import('../outreach/start-outing.tsx').then((file) => file.StartOuting)),
  field('/outreach/outing/:id', () => import('../outreach/outing-page.tsx').then((file) => file.OutingPage)),
  field('/outreach/encounter', () => import('../outreach/log-encounter.tsx').then((file) => file.LogEncounter)),
  field('/outreach/encounter/:id', () => import('../outreach/encounter-page.tsx').then((file) => file.EncounterPage)),
  desk('/outreach/plan', () => import('../outreach/plan/plan-form.tsx').then((file) => file.PlanForm)),
  desk('/outreach/week', () => import('../outreach/plan/plan-week.tsx').then((file) => file.PlanWeek)),
  field('/outreach/leave/:id', () => import('../outreach/plan/leave.tsx').then((file) => file.PlanLeave)),
  desk('/outreach/share/:id', () => import('../outreach/calendar/share-page.tsx').then((file) => file.SharePlan)),
  desk('/outreach/import', () => import('../outreach/calendar/import-page.tsx').then((file) => file.CalendarImport)),
  field('/outreach/guidance/:id', () =>
    import('../outreach/follow-up/guidance-page.tsx').then((file) => file.GuidancePage),
  ),
  field('/outreach/unmet/:id', () => import('../outreach/follow-up/unmet-page.tsx').then((file) => file.UnmetPage)),
  field('/outreach/promise/:id', () =>
    import('../outreach/follow-up/promise-page.tsx').then((file) => file.PromisePage),
  ),
  field('/outreach/phenomenon/:id', () =>
    import('../outreach/follow-up/phenomenon-page.tsx').then((file) => file.PhenomenonPage),
  ),
  field('/outreach/follow-up', () => import('../outreach/follow-up/follow-up-page.tsx').then((file) => file.FollowUp)),
  desk('/outreach/numbers', () => import('../delivery/screens/numbers.tsx').then((file) => file.NumbersScreen)),
  field('/outreach/in-need', () => import('../outreach/in-need/in-need.tsx').then((file) => file.InNeed)),
  desk('/outreach/in-need/contact/:id', () =>
    import('../outreach/in-need/contact-page.tsx').then((file) => file.ContactPage),
  ),
  desk('/outreach/in-need/guide/:id', () =>
    import('../outreach/in-need/guide-page.tsx').then((file) => file.GuidePage),
  ),
  field('/surveys', () => import('../survey/surveys.tsx').then((file) => file.Surveys)),
  desk('/surveys/results', () => import('../results/results-page.tsx').then((file) => file.ResultsPage)),
  desk('/surveys/collect', () => import('../results/collect-page.tsx').then((file) => file.CollectPage)),
  desk('/surveys/report/:id', () => import('../results/report-page.tsx').then((file) => file.ReportPage)),
  desk('/surveys/summary/:id', () => import('../results/summary-page.tsx').then((file) => file.SummaryPage)),
  desk('/surveys/give-back/:id', () => import('../results/give-back-page.tsx').then((file) => file.GiveBackPage)),
  desk('/surveys/quality/:id', () => import('../results/quality-page.tsx').then((file) => file.QualityPage)),
  desk('/surveys/answers', () => import('../results/answers-page.tsx').then((file) => file.AnswersPage)),
  desk('/surveys/export', () => import('../results/export-page.tsx').then((file) => file.ExportPage)),
  desk('/surveys/discuss', () => import('../results/discuss-page.tsx').then((file) => file.DiscussPage)),
  desk('/surveys/codes', () => import('../survey/waves/codes-page.tsx').then((file) => file.CodesPage)),
  desk('/surveys/codes/new', () => import('../survey/waves/new-code.tsx').then((file) => file.NewCode)),
  desk('/surveys/codes/cards', () => import('../survey/waves/cards-page.tsx').then((file) => file.CardsPage)),
  desk('/surveys/codes/turns', () => import('../survey/waves/turns-page.tsx').then((file) => file.TurnsPage)),
  desk('/surveys/codes/devices', () => import('../results/devices-page.tsx').then((file) => file.DevicesPage)),
  desk('/surveys/codes/:id', () => import('../survey/waves/code-page.tsx').then((file) => file.CodePage)),
  desk('/surveys/plans', () => import('../survey/waves/plans-page.tsx').then((file) => file.PlansPage)),
  desk('/surveys/pace', () => import('../results/pace-page.tsx').then((file) => file.PacePage)),
  field('/surveys/hand-over/:id', () => import('../survey/hand-over/hand-over.tsx').then((file) => file.HandOver)),
  desk('/surveys/instruments', () =>
    import('../survey/instrument/instruments-page.tsx').then((file) => file.Instruments),
  ),
  desk('/surveys/sound/:id', () => import('../survey/sound/sounds-page.tsx').then((file) => file.SoundsPage)),
  desk('/surveys/build', () => import('../survey/builder/builder-start.tsx').then((file) => file.BuilderStart)),
  desk('/surveys/build/:id', () => import('../survey/builder/builder-page.tsx').then((file) => file.BuilderPage)),
  desk('/surveys/print/:id', () => import('../survey/paper/print-form.tsx').then((file) => file.PrintForm)),
  desk('/surveys/paper/:id', () => import('../survey/paper/paper-entry.tsx').then((file) => file.PaperEntry)),
  desk('/surveys/poster/:id', () => import('../survey/remote/poster-page.tsx').then((file) => file.PosterPage)),
  desk('/surveys/posters', () => import('../results/posters-page.tsx').then((file) => file.PostersPage)),
  desk('/surveys/on-server', () => import('../survey/remote/on-server-page.tsx').then((file) => file.OnServerPage)),
  desk('/surveys/link/:id', () => import('../survey/remote/remote-link.tsx').then((file) => file.RemoteLink)),
  desk('/assessment', () => import('../assessment/assessments.tsx').then((file) => file.Assessments)),
  desk('/assessment/actions', () => import('../actions/actions-page.tsx').then((file) => file.ActionsPage)),
  desk('/assessment/principles', () => import('../assessment/principles-page.tsx').then((file) => file.PrinciplesPage)),
  desk('/assessment/principles/:id', () =>
    import('../assessment/principles-form.tsx').then((file) => file.PrinciplesFormPage),
  ),
  desk('/assessment/programme', () => import('../assessment/programmes-page.tsx').then((file) => file.ProgrammesPage)),
  desk('/assessment/programme/:id', () =>
    import('../assessment/programme-form.tsx').then((file) => file.ProgrammeFormPage),
  ),
  desk('/assessment/principles/:id/document', () =>
    import('../assessment/principles-document-page.tsx').then((file) => file.PrinciplesDocumentPage),
  ),
  desk('/assessment/programme/:id/document', () =>
    import('../assessment/programme-document-page.tsx').then((file) => file.ProgrammeDocumentPage),
  ),
  desk('/assessment/round/:id/document', () =>
    import('../assessment/round-document-page.tsx').then((file) => file.RoundDocumentPage),
  ),
  desk('/assessment/co-development', () =>
    import('../assessment/co-development/co-development-list.tsx').then((file) => file.CoDevelopmentList),
  ),
  desk('/assessment/co-development/:id', () =>
    import('../assessment/co-development/co-development-form.tsx').then((file) => file.CoDevelopmentFormPage),
  ),
  desk('/assessment/co-development/:id/document', () =>
    import('../assessment/co-development/co-development-document-page.tsx').then(
      (file) => file.CoDevelopmentDocumentPage,
    ),
  ),
  desk('/assessment/inclusion-practice', () =>
    import('../assessment/inclusion-practice/inclusion-practice-list.tsx').then((file) => file.InclusionPracticeList),
  ),
  desk('/assessment/inclusion-practice/:id', () =>
    import('../assessment/inclusion-practice/inclusion-practice-form.tsx').then(
      (file) => file.InclusionPracticeFormPage,
    ),
  ),
  desk('/assessment/inclusion-practice/:id/document', () =>
    import('../assessment/inclusion-practice/inclusion-practice-document-page.tsx').then(
      (file) => file.InclusionPracticeDocumentPage,
    ),
  ),
  desk('/assessment/inclusion-practice/:id/innokyla', () =>
    import('../assessment/inclusion-practice/innokyla-page.tsx').then((file) => file.InnokylaPage),
  ),
  desk('/assessment/project-card', () =>
    import('../assessment/project-card/project-card-list.tsx').then((file) => file.ProjectCardList),
  ),
  desk('/assessment/project-card/:id', () =>
    import('../assessment/project-card/project-card-form.tsx').then((file) => file.ProjectCardFormPage),
  ),
  desk('/assessment/project-card/:id/document', () =>
    import('../assessment/project-card/project-card-document-page.tsx').then((file) => file.ProjectCardDocumentPage),
  ),
  desk('/assessment/social-reports', () =>
    import('../assessment/social-reports/social-report-list.tsx').then((file) => file.SocialReportList),
  ),
  desk('/assessment/social-reports/:id', () =>
    import('../delivery/screens/social-report-screen.tsx').then((file) => file.SocialReportScreen),
  ),
  desk('/assessment/social-reports/:id/document', () =>
    import('../assessment/social-reports/social-report-document-page.tsx').then(
      (file) => file.SocialReportDocumentPage,
    ),
  ),
  desk('/assessment/stories', () => import('../assessment/stories/story-list.tsx').then((file) => file.StoryList)),
  desk('/assessment/stories/withdraw', () =>
    import('../delivery/screens/withdraw-story.tsx').then((file) => file.WithdrawScreen),
  ),
  desk('/assessment/stories/:id', () =>
    import('../assessment/stories/story-form.tsx').then((file) => file.StoryFormPage),
  ),
  desk('/assessment/stories/:id/document', () =>
    import('../assessment/stories/story-document-page.tsx').then((file) => file.StoryDocumentPage),
  ),
  desk('/assessment/funder-report', () =>
    import('../results/funder-report/funder-report-list.tsx').then((file) => file.FunderReportList),
  ),
  desk('/assessment/funder-report/:id', () =>
    import('../results/funder-report/funder-report-form.tsx').then((file) => file.FunderReportFormPage),
  ),
  desk('/assessment/funder-report/:id/document', () =>
    import('../results/funder-report/funder-report-document-page.tsx').then((file) => file.FunderReportDocumentPage),
  ),
  desk('/assessment/join', () => import('../delivery/screens/round-join.tsx').then((file) => file.JoinScreen)),
  desk('/assessment/together/:id', () =>
    import('../delivery/screens/round-together.tsx').then((file) => file.TogetherScreen),
  ),
  desk('/assessment/kiosk/:id', () => import('../assessment/kiosk-page.tsx').then((file) => file.KioskPage)),
  desk('/assessment/round/:id', () => import('../assessment/round-page.tsx').then((file) => file.RoundPage)),
  desk('/assessment/:id', () => import('../assessment/assessment-page.tsx').then((file) => file.AssessmentPage)),
  desk('/more', () => import('./more.tsx').then((file) => file.More)),
  desk('/more/organisation', () => import('./organisation/page.tsx').then((file) => file.OrganisationScreen)),
  desk('/more/organisation/load', () => import('./organisation/load.tsx').then((file) => file.LoadOrganisationScreen)),
  desk('/more/organisation/share', () => import('../setup/share-page.tsx').then((file) => file.SharePage)),
  desk('/more/lock', () => import('./lock/lock-page.tsx').then((file) => file.LockPage)),
  desk('/more/retention', () => import('./retention/retention-page.tsx').then((file) => file.RetentionPage)),
  desk('/more/wipe/order', () => import('./wipe/order-page.tsx').then((file) => file.OrderPage)),
  desk('/more/workers', () => import('./lock/workers-page.tsx').then((file) => file.WorkersPage)),
  desk('/more/wipe', () => import('./wipe/wipe-page.tsx').then((file) => file.WipePage)),
  desk('/more/backup', () => import('../backup/backup-page.tsx').then((file) => file.BackupPage)),
  desk('/recovery', () => import('./recovery.tsx').then((file) => file.Recovery)),
  desk('/more/key', () => import('../setup/link-key-page.tsx').then((file) => file.LinkKeyPage)),
  desk('/more/delivery', () => import('../delivery/screens/delivery.tsx').then((file) => file.DeliveryPage)),
  desk('/more/endpoint', () => import('../delivery/endpoints/endpoints.tsx').then((file) => file.Endpoints)),
  desk('/more/endpoint/:id', () => import('../delivery/endpoints/endpoint-page.tsx').then((file) => file.EndpointPage)),
];
