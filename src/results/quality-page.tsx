/** Vastausten laatu: how good the data of a survey is, of all units in a half-year, to read, to print and to edit further. */
import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { DocumentPage } from '../documents/document-page.tsx';
import { useWords } from '../i18n/words.ts';
import { periodNumerals } from '../periods/names.ts';
import { Empty } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Select } from '../ui/select.tsx';
import { instrumentText } from './in-words.ts';
import { halvesTold, qualityDocument } from './quality-document.ts';
import { ReportFrame } from './report-frame.tsx';
import { type Report, useReport } from './use-report.ts';

export function QualityPage() {
  const { t } = useWords();
  const id = useRoute().params.id ?? '';
  const report = useReport(id);
  return (
    <ReportFrame title={t('quality.page')} report={report}>
      {(of) => <QualityOfSurvey key={id} report={of} />}
    </ReportFrame>
  );
}

function QualityOfSurvey({ report: { form, parts } }: { report: Report }) {
  const { t, language } = useWords();
  const halves = halvesTold(parts);
  const [from, setFrom] = useState(halves[0]?.from);
  const half = halves.find((one) => one.from === from);
  const back = { href: `/surveys/report/${form.id}`, label: t('common.back') };
  if (!half)
    return (
      <Page title={t('quality.page')} back={back}>
        <Empty>
          <p>{t('quality.notYet')}</p>
        </Empty>
      </Page>
    );
  return (
    <DocumentPage
      title={t('quality.page')}
      back={back}
      file="vastausten-laatu"
      choices={
        <Select
          label={t('report.period')}
          value={half.from}
          onChange={setFrom}
          options={halves.map((one) => ({ value: one.from, label: periodNumerals(one, language) }))}
        />
      }
      write={(words) => qualityDocument({ title: instrumentText(form, words.language).text.title, half, parts }, words)}
    />
  );
}
