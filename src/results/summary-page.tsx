/** Yhteenveto: a manager's two pages on a unit's results, to print and to edit further. */
import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { DocumentPage } from '../documents/document-page.tsx';
import { useWords } from '../i18n/words.ts';
import { organisation } from '../setup/organisation-store.ts';
import { isText, questionsIn } from '../survey/instrument/instrument.ts';
import { ChooseSome } from '../ui/choice.tsx';
import { reportChoices, unitName } from './choices-store.ts';
import { ChooseLooked } from './choose-looked.tsx';
import { instrumentText } from './in-words.ts';
import { isToldItem } from './item-statistics.ts';
import { aboutOf } from './release-shape.ts';
import { ReportFrame } from './report-frame.tsx';
import { type Results, versionTold } from './results.ts';
import { changedWords, type SummaryOf, summaryDocument } from './summary.ts';
import { type LookedAt, partsLookedAt, quotesIn, scoredParts, useLookedAt } from './use-looked-at.ts';
import { type Report, useReport } from './use-report.ts';
import { groupOf } from './wave-results.ts';
import './report.css';

/** So many of each have room on two pages. */
const most = { items: 6, quotes: 4, changed: 6 };

export function SummaryPage() {
  const { t } = useWords();
  const id = useRoute().params.id ?? '';
  const report = useReport(id);
  return (
    <ReportFrame title={t('summary.title')} report={report}>
      {(of) => <Summary key={id} report={of} />}
    </ReportFrame>
  );
}

function Summary({ report }: { report: Report }) {
  const { t, language } = useWords();
  const at = useLookedAt(report)!;
  const [items, setItems] = useState<string[]>();
  const [quotes, setQuotes] = useState<string[]>([]);
  const [changed, setChanged] = useState<string[]>([]);
  const { looked } = at;
  const offered = otherItems(report, looked, (version) => t('report.version', { version }));
  const chosen = items ?? firstChosen(offered, looked);
  const canQuote = quotesIn(report, looked);
  const { form, actions } = report;
  const of: SummaryOf = {
    ...looked,
    scored: scoredParts(report, looked),
    title: instrumentText(form, language).text.title,
    others: partsLookedAt(report.parts, looked)
      .filter((part) => part !== looked.main)
      .map((results) => ({
        results,
        version: versionTold(results, report.parts),
        items: offered.filter((one) => one.results === results && chosen.includes(one.key)).map(({ item }) => item),
      })),
    quotes: canQuote.filter((quote) => quotes.includes(quote)),
    changed: actions.filter(({ uid }) => changed.includes(uid)),
    asked: askedOfLooked(report, looked),
    nameOf: unitName,
    instruments: report.instruments,
    isListed: isListed(looked.unit),
    isAskedElsewhere: report.elsewhere.has(looked.main.instrument.id),
  };
  return (
    <DocumentPage
      title={t('summary.title')}
      back={{ href: `/surveys/report/${form.id}`, label: t('common.back') }}
      file="yhteenveto"
      choices={
        <section class="stack" aria-label={t('summary.choose')}>
          <h2>{t('summary.choose')}</h2>
          <ChooseLooked {...at} />
          <Chosen
            legend={t('summary.chooseItems', { count: most.items })}
            options={offered.map(({ key, words }) => ({ value: key, label: words }))}
            values={chosen}
            limit={most.items}
            onChange={setItems}
          />
          <Chosen
            legend={t('summary.chooseQuotes', { count: most.quotes })}
            options={canQuote.map((quote) => ({ value: quote, label: quote }))}
            values={quotes}
            limit={most.quotes}
            onChange={setQuotes}
            none={t('summary.noQuotes')}
          />
          <Chosen
            legend={t('summary.chooseChanged', { count: most.changed })}
            options={actions.map((action) => ({ value: action.uid, label: changedWords(action, { t, language }) }))}
            values={changed}
            limit={most.changed}
            onChange={setChanged}
            none={t('summary.noChanged')}
          />
        </section>
      }
      write={(words) => summaryDocument({ ...of, title: instrumentText(form, words.language).text.title }, words)}
    />
  );
}

interface ChosenProps {
  legend: string;
  options: readonly { value: string; label: string }[];
  values: readonly string[];
  limit: number;
  onChange: (values: string[]) => void;
  /** What is said where there is nothing to choose; without it nothing is. */
  none?: string;
}

/** What goes into the summary, of what may; of the choices that are no longer offered none counts. */
function Chosen({ options, values, none, ...more }: ChosenProps) {
  if (options.length === 0) return none ? <p class="muted small">{none}</p> : null;
  const there = values.filter((value) => options.some((option) => option.value === value));
  return <ChooseSome options={options} values={there} {...more} />;
}

/** Questions of the other parts, of which results can tell: no text to read is one. */
export function otherItems(
  { parts }: Pick<Report, 'parts'>,
  { main, ...looked }: LookedAt,
  versionName: (version: string) => string,
) {
  return partsLookedAt(parts, looked)
    .filter((part) => part !== main)
    .flatMap((results: Results) => {
      const { instrument } = results;
      const { text } = instrumentText(instrument, '');
      const version = versionTold(results, parts);
      return questionsIn(instrument.items)
        .filter((item) => !isText(item))
        .map(({ id }) => {
          const question = text.items[instrument.items.findIndex((item) => item.id === id)] ?? id;
          const words = version === undefined ? question : `${question} (${versionName(version)})`;
          return { results, item: id, key: `${aboutOf(instrument)} ${id}`, words };
        });
    });
}

/** What is chosen until somebody chooses: questions of which something is told, in their order; where it is of none, the first. */
export function firstChosen(
  offered: ReturnType<typeof otherItems>,
  { period, unit }: Pick<LookedAt, 'period' | 'unit'>,
): string[] {
  const told = offered.filter(({ results, item }) => {
    const group = results.waves.flatMap((wave) => groupOf(wave, period, unit) ?? []).at(-1);
    return group?.statistics?.items.some((one) => one.item === item && isToldItem(one));
  });
  return (told.length > 0 ? told : offered).slice(0, most.items).map(({ key }) => key);
}

/** How it went with those of a unit who were asked by code, in the half-years of a period. */
export const askedOfLooked = ({ asked }: Pick<Report, 'asked'>, { unit, period }: Pick<LookedAt, 'unit' | 'period'>) =>
  asked.unit === unit ? asked.told.filter(({ half }) => half.from >= period.from && half.to <= period.to) : [];

/** Whether the organisation names a unit; where it names none, every unit is as good. */
export function isListed(unit: string | undefined): boolean {
  const { units } = organisation();
  const { together } = reportChoices();
  return (
    unit === undefined ||
    units.length === 0 ||
    units.some(({ id }) => id === unit) ||
    together.some(({ name }) => name === unit)
  );
}
