import type { FunderReportDraft } from '../../assessment/funder-report/funder-report-draft.ts';
import { periodOfReport } from '../../assessment/funder-report/funder-report-draft.ts';
import { dayAt } from '../../assessment/use-round.ts';
import { wallDate } from '../../i18n/wall-time.ts';
import { useWords } from '../../i18n/words.ts';
import { shownSubjects } from '../../outreach/numbers/cards.ts';
import { toldIn } from '../../outreach/numbers/releases-store.ts';
import { isEnded } from '../../periods/grid.ts';
import { periodNumerals } from '../../periods/names.ts';
import { Button } from '../../ui/button.tsx';
import { ChooseSome } from '../../ui/choice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { instrumentText } from '../in-words.ts';
import { partsGone } from './funder-report-document.ts';
import { type Sources, useSources } from './use-sources.ts';

interface PartsProps {
  data: FunderReportDraft;
  onChange: (some: Partial<FunderReportDraft>) => void;
}

/** Which numbers and which of the team's own work the report has, of what there is on this device. */
export function ChooseParts(props: PartsProps) {
  const sources = useSources();
  if (!sources) return null;
  return (
    <>
      <Numbers {...props} sources={sources} />
      <Work {...props} sources={sources} />
    </>
  );
}

function Numbers({ data, onChange, sources: { outreach, surveys } }: PartsProps & { sources: Sources }) {
  const { t, language } = useWords();
  const period = periodOfReport(data);
  const name = periodNumerals(period, language);
  const isOver = isEnded(period, wallDate(Date.now()));
  return (
    <section class="stack">
      <h2>{t('funderReport.numbers')}</h2>
      <p class="muted">{t('funderReport.numbersLead')}</p>
      {!isOver && <p>{t('funderReport.notEnded', { period: name })}</p>}
      {isOver && !toldIn(outreach, period) && <p>{t('funderReport.notClosed.outreach', { period: name })}</p>}
      <ChooseSome
        legend={t('funderReport.outreach')}
        options={shownSubjects.map((value) => ({ value, label: t(`outreach.numbers.subject.${value}`) }))}
        values={shownSubjects.filter((subject) => data.outreach.includes(subject))}
        onChange={(chosen) => onChange({ outreach: chosen })}
      />
      {surveys.length === 0 ? (
        <p class="muted">{t('funderReport.surveysNone')}</p>
      ) : (
        <ChooseSome
          legend={t('funderReport.surveys')}
          options={surveys.map(({ about, results, version }) => {
            const { language: spoken, text } = instrumentText(results.instrument, language);
            const label = (
              <>
                <bdi lang={spoken}>{text.title}</bdi>
                {version && ` · ${t('report.version', { version })}`}
              </>
            );
            return { value: about, label };
          })}
          values={data.surveys.filter((about) => surveys.some((one) => one.about === about))}
          onChange={(chosen) => onChange({ surveys: chosen })}
        />
      )}
    </section>
  );
}

function Work({ data, onChange, sources: { joinable } }: PartsProps & { sources: Sources }) {
  const { t, day } = useWords();
  const gone = partsGone(data.parts, joinable);
  const offered = joinable.filter(({ candidates }) => candidates.length > 0);
  return (
    <section class="stack">
      <h2>{t('funderReport.work')}</h2>
      <p class="muted">{t('funderReport.workLead')}</p>
      {gone.length > 0 && (
        <Notice tone="look" title={t('funderReport.partsGone', { count: gone.length })}>
          <p>
            <Button onClick={() => onChange({ parts: data.parts.filter((part) => !gone.includes(part)) })}>
              {t('funderReport.partsAway')}
            </Button>
          </p>
        </Notice>
      )}
      {offered.length === 0 && <p class="muted">{t('funderReport.workNone')}</p>}
      {offered.map(({ joinable: { kind, title }, candidates }) => (
        <ChooseSome
          key={kind}
          legend={title(t)}
          options={candidates.map(({ id, name, day: of }) => ({
            value: id,
            label: [name ?? title(t), of && day(dayAt(of))].filter(Boolean).join(' · '),
          }))}
          values={data.parts.filter((part) => part.kind === kind).map(({ id }) => id)}
          onChange={(chosen) =>
            onChange({
              parts: [...data.parts.filter((part) => part.kind !== kind), ...chosen.map((id) => ({ kind, id }))],
            })
          }
        />
      ))}
    </section>
  );
}
