import { wallDate } from '../../i18n/wall-time.ts';
import { useWords } from '../../i18n/words.ts';
import { isAnswerDue, type SocialReport } from './social-report.ts';

interface DueSocialReportsProps {
  /** Those of this device that were not answered yet. */
  open: readonly SocialReport[];
  /** Those of others of which the outcome was not read here. */
  outcomes: readonly SocialReport[];
}

/** On Tänään: a body that is to be asked for its answer; and what came of that which was logged here. */
export function DueSocialReports({ open, outcomes }: DueSocialReportsProps) {
  const { t } = useWords();
  const today = wallDate(Date.now());
  const due = open.filter((report) => isAnswerDue(report, today));
  return (
    <>
      <Lines
        title={t('socialReports.due')}
        lines={due.map(({ id, name, recipient }) => ({
          href: `/assessment/social-reports/${id}?step=3`,
          name,
          said: recipient ?? '',
        }))}
      />
      <Lines
        title={t('socialReports.outcome')}
        lines={outcomes.map(({ id, name, answeredOn }) => ({
          href: `/assessment/social-reports/${id}/document`,
          name,
          said: t(answeredOn ? 'socialReports.outcomeAnswered' : 'socialReports.outcomeClosed'),
        }))}
      />
    </>
  );
}

function Lines({ title, lines }: { title: string; lines: { href: string; name: string; said: string }[] }) {
  if (lines.length === 0) return null;
  return (
    <section class="stack tight">
      <h2>{title}</h2>
      <ul class="list">
        {lines.map(({ href, name, said }) => (
          <li key={href}>
            <a class="whole" href={href}>
              <strong>{name}</strong>
              <br />
              <span class="muted small">{said}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
