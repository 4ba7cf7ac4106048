/** A survey's results, its parts one after the other, and what is made of them for others. */
import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { useWords } from '../i18n/words.ts';
import { periodNumerals } from '../periods/names.ts';
import { scoringName } from '../survey/instrument/score.ts';
import { Button } from '../ui/button.tsx';
import { LinkRow } from '../ui/link-row.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Select } from '../ui/select.tsx';
import { AskedTable } from './asked-table.tsx';
import { unitName } from './choices-store.ts';
import { ChooseLooked } from './choose-looked.tsx';
import { scoringsOf } from './counted.ts';
import { instrumentText } from './in-words.ts';
import { Protecting } from './protecting.tsx';
import { linesOf } from './references.ts';
import { aboutOf } from './release-shape.ts';
import { ReportFrame } from './report-frame.tsx';
import { ReportPart } from './report-part.tsx';
import { versionTold } from './results.ts';
import { SourceNotice } from './source-notice.tsx';
import { askedOfLooked, isListed } from './summary-page.tsx';
import { useLookedAt } from './use-looked-at.ts';
import { type Report, useReport } from './use-report.ts';
import './report.css';

export function ReportPage() {
  const { t } = useWords();
  const id = useRoute().params.id ?? '';
  const report = useReport(id);
  return (
    <ReportFrame title={t('report.title')} report={report}>
      {(of) => <Told key={id} report={of} />}
    </ReportFrame>
  );
}

function Told({ report }: { report: Report }) {
  const { t, language } = useWords();
  const at = useLookedAt(report)!;
  const [reference, setReference] = useState('');
  const { unit, period } = at.looked;
  const { form, parts, choices } = report;
  const { text, language: lang } = instrumentText(form, language);
  const newest = parts.filter(
    ({ instrument: { id } }, at) => parts.findIndex(({ instrument }) => instrument.id === id) === at,
  );
  const lines = newest.flatMap(({ instrument }) =>
    scoringsOf(instrument)
      .slice(0, 1)
      .flatMap((rule) =>
        linesOf(scoringName(rule), choices.references, (name) => t(`report.reference.${name}`)).map((line) => ({
          ...line,
          key: `${instrument.id} ${line.key}`,
        })),
      ),
  );
  const asked = askedOfLooked(report, at.looked);
  return (
    <Page
      title={t('report.title')}
      heading={<bdi lang={lang}>{text.title}</bdi>}
      back={{ href: '/surveys/results', label: t('common.back') }}
    >
      <SourceNotice source={report.source} />
      <p class="only-printed">
        <strong>{unit === undefined ? t('report.allUnits') : unitName(unit)}</strong> ·{' '}
        {periodNumerals(period, language)}
      </p>
      {parts[0] && <Protecting results={parts[0]} />}
      <div class="stack unprinted">
        <ul class="list">
          <LinkRow href={`/surveys/summary/${form.id}`} name={t('summary.make')} help={t('summary.makeHelp')} />
          <LinkRow href={`/surveys/give-back/${form.id}`} name={t('giveBack.make')} help={t('giveBack.makeHelp')} />
          <LinkRow href={`/surveys/quality/${form.id}`} name={t('quality.make')} help={t('quality.makeHelp')} />
        </ul>
        <ChooseLooked {...at} />
        {lines.length > 0 && (
          <Select
            label={t('report.reference.label')}
            value={reference}
            onChange={setReference}
            options={[
              { value: '', label: t('report.reference.none') },
              ...lines.map(({ key, group }) => ({ value: key, label: group })),
            ]}
          />
        )}
        <p>
          <Button onClick={() => print()}>{t('documents.print')}</Button>
        </p>
      </div>
      {!isListed(unit) && <Notice>{t('summary.unlisted', { unit: unitName(unit!) })}</Notice>}
      {asked.length > 0 && <AskedTable told={asked} heading="h2" />}
      {parts.map((results) => {
        const { id } = results.instrument;
        const about = aboutOf(results.instrument);
        const line = lines.find(({ key }) => key === reference && key.startsWith(`${id} `));
        return (
          <ReportPart
            key={about}
            {...{ results, unit, period }}
            version={versionTold(results, parts)}
            across={report.across.get(about)}
            isAskedElsewhere={report.elsewhere.has(id)}
            instruments={report.instruments}
            open={report.open.filter((one) => one.about === about)}
            line={line && { at: line.mean, label: t('report.line', line) }}
          />
        );
      })}
    </Page>
  );
}
