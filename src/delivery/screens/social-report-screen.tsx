import { type FormProps, formPage } from '../../assessment/form-page.tsx';
import { SocialReport } from '../../assessment/social-reports/social-report.ts';
import { SocialReportForm } from '../../assessment/social-reports/social-report-form.tsx';
import { readPhenomena } from '../reading/pull-outcomes.ts';

/** The page of a report, with the way to read what other devices logged. New, or one that is kept. */
export const SocialReportScreen = formPage(SocialReport, (props: FormProps<SocialReport>) => (
  <SocialReportForm {...props} read={readPhenomena} />
));
