/** Vienti: results of groups as tables, and responses one by one for research, each with what its columns mean. */
import { useState } from 'preact/hooks';
import { useCsvForm } from '../files/csv-form.tsx';
import { FileButton, fileMaker } from '../files/file-button.tsx';
import { saveFile } from '../files/save-file-dom.ts';
import { wallDate } from '../i18n/wall-time.ts';
import { useWords } from '../i18n/words.ts';
import type { Instrument } from '../survey/instrument/instrument.ts';
import { Empty, Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { unitName } from './choices-store.ts';
import { collected } from './collected-store.ts';
import { responsesIn } from './collection.ts';
import type { DataTable, ExportWords } from './export-files.ts';
import { instrumentText } from './in-words.ts';
import { aboutOf } from './release-shape.ts';
import { type ResearchRows, unmarkedItems } from './research-rows.ts';
import { type Results, versionBeside, versionTold } from './results.ts';
import { SourceNotice } from './source-notice.tsx';
import { type AllResults, releasesFrom, useResults } from './use-results.ts';
import './report.css';

export function ExportPage() {
  const { t } = useWords();
  const results = useResults();
  return (
    <Page title={t('report.export.title')} back={{ href: '/surveys/results', label: t('common.back') }}>
      {!results && <p role="status">{t('report.counting')}</p>}
      {results && <SourceNotice source={results.source} />}
      {results?.all.length === 0 && (
        <Empty>
          <p>{t('report.empty')}</p>
        </Empty>
      )}
      {[...(results?.all ?? []), ...(results?.earlier ?? [])].map((one, _, every) => (
        <OfInstrument
          key={aboutOf(one.instrument)}
          results={one}
          version={versionBeside(one, every)}
          versionName={versionTold(one, every)}
          instruments={results!.all.map(({ instrument }) => instrument)}
          choices={results!.choices}
        />
      ))}
    </Page>
  );
}

interface OfInstrumentProps {
  results: Results;
  /** Where another version of the instrument stands beside. */
  version: string | undefined;
  /** How that version is called. */
  versionName: string | undefined;
  /** Of all that anybody answered. */
  instruments: readonly Instrument[];
  choices: AllResults['choices'];
}

function OfInstrument(props: OfInstrumentProps) {
  const { results, version, versionName, instruments, choices } = props;
  const { t, language } = useWords();
  const { language: lang, text } = instrumentText(results.instrument, language);
  return (
    <section class="stack">
      <h2>
        <span lang={lang}>{text.title}</span>
        {versionName && ` · ${t('report.version', { version: versionName })}`}
      </h2>
      <Groups {...{ results, version, instruments }} least={choices.least} />
      {choices.rows && <RowsIfMarked {...props} />}
    </section>
  );
}

/** Everything that makes files. */
const exportFiles = () => fileMaker(() => import('./export-files.ts'));

const json = (content: unknown) => JSON.stringify(content, null, 2);
const asCsv = 'text/csv;charset=utf-8';
const asJson = 'application/json';

function Groups({
  results,
  version,
  instruments,
  least,
}: Pick<OfInstrumentProps, 'results' | 'version' | 'instruments'> & { least: number }) {
  const { t, language } = useWords();
  const id = [results.instrument.id, version].filter(Boolean).join('-');
  const { form, nameOf, choice } = useCsvForm();
  const words: ExportWords = {
    language,
    unit: unitName,
    withheld: (standing, count) => (standing === 'shown' ? '' : t(`report.withheld.${standing}`, { count })),
  };
  const tables = async (): Promise<DataTable[]> => {
    const { groupsTable, itemsTable, changesTable, qualityTable, backgroundTable } = await exportFiles();
    return [
      groupsTable(results, t('report.export.groups'), words),
      itemsTable(results, t('report.export.items'), words),
      changesTable(results, t('report.export.changes'), words),
      qualityTable(results, t('quality.page'), words),
      backgroundTable(results, instruments, t('byBackground.title'), words),
    ].map((table) => ({ ...table, name: `${id}-${table.name}` }));
  };
  const [isEmpty, setEmpty] = useState(false);
  const giveCsv = async (place: number) => {
    const { csv } = await exportFiles();
    const table = (await tables())[place]!;
    setEmpty(table.rows.length === 0);
    if (table.rows.length > 0) await saveFile(csv(table, form), nameOf(table.name), asCsv);
  };
  const giveXlsx = async () => {
    const { xlsx, reportSheet } = await exportFiles();
    const head = [t('report.export.table'), t('report.export.column'), t('report.export.meaning')] as const;
    const report = reportSheet(results, { t, language }, unitName);
    const file = await xlsx(await tables(), { name: t('report.export.dictionary'), head }, report);
    await saveFile(file, `${id}-results-${wallDate(Date.now())}.xlsx`);
  };
  const giveDictionary = async () => {
    const { dataPackage } = await exportFiles();
    const dictionary = dataPackage(`${id}-results`, t('report.export.groups'), await tables());
    await saveFile(json(dictionary), `${id}-results.datapackage.json`, asJson);
  };
  return (
    <section class="card">
      <h3>{t('report.export.groupsTitle')}</h3>
      <p>{t('report.export.groupsHelp', { count: least })}</p>
      {choice}
      <div class="row">
        <FileButton onMake={giveXlsx}>XLSX</FileButton>
        <FileButton onMake={() => giveCsv(0)}>{t('report.export.groupsCsv')}</FileButton>
        <FileButton onMake={() => giveCsv(1)}>{t('report.export.itemsCsv')}</FileButton>
        <FileButton onMake={() => giveCsv(2)}>{t('report.export.changesCsv')}</FileButton>
        <FileButton onMake={() => giveCsv(3)}>{t('report.export.qualityCsv')}</FileButton>
        <FileButton onMake={() => giveCsv(4)}>{t('report.export.backgroundCsv')}</FileButton>
        <FileButton onMake={giveDictionary}>{t('report.export.dictionaryJson')}</FileButton>
      </div>
      {isEmpty && <Notice>{t('report.export.noneTold')}</Notice>}
    </section>
  );
}

/** Rows one by one; before every own question is marked, what is missing. */
function RowsIfMarked(props: OfInstrumentProps) {
  const { t, language } = useWords();
  const { instrument } = props.results;
  const missing = unmarkedItems(instrument, props.choices.rowItems[instrument.id] ?? {});
  if (missing.length === 0) return <Rows {...props} />;
  const { text } = instrumentText(instrument, language);
  const names = missing.map((item) => text.items[instrument.items.findIndex(({ id }) => id === item)] ?? item);
  return (
    <section class="card">
      <h3>{t('report.export.rowsTitle')}</h3>
      <p>{t('report.export.rowsUnmarked', { items: names.join(' · ') })}</p>
    </section>
  );
}

function Rows({ results: { instrument }, version, choices }: OfInstrumentProps) {
  const { t, language } = useWords();
  const [made, setMade] = useState<ResearchRows>();
  /** Not all that was released is at hand as it was counted. */
  const [isLacking, setLacking] = useState(false);
  const { form, nameOf, choice } = useCsvForm();
  const name = [instrument.id, version, 'responses'].filter(Boolean).join('-');
  const rows = async () => {
    const { rowsTold } = await exportFiles();
    const from = await collected();
    const releases = await releasesFrom(from, instrument, choices);
    const random = () => crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32;
    const marks = choices.rowItems[instrument.id] ?? {};
    const given = rowsTold(instrument, marks, releases, responsesIn(from.collection), choices.least, random);
    setLacking(given.isLacking);
    setMade(given);
    return given.rows;
  };
  const title = t('report.export.rowsTable');
  const giveCsv = async () => {
    const { csv, rowsTable } = await exportFiles();
    await saveFile(
      csv(rowsTable(instrument, await rows(), title, { language, unit: unitName }), form),
      nameOf(name),
      asCsv,
    );
  };
  const giveXlsx = async () => {
    const { rowsTable, xlsx } = await exportFiles();
    const head = [t('report.export.table'), t('report.export.column'), t('report.export.meaning')] as const;
    const table = rowsTable(instrument, await rows(), title, { language, unit: unitName });
    await saveFile(await xlsx([table], { name: t('report.export.dictionary'), head }), `${name}.xlsx`);
  };
  const giveSyntax = async () => {
    const { rowsTable, spssSyntax } = await exportFiles();
    await saveFile(
      spssSyntax(instrument, rowsTable(instrument, await rows(), title, { language, unit: unitName })),
      `${name}.sps`,
      'text/plain;charset=utf-8',
    );
  };
  const giveDictionary = async () => {
    const { rowsTable, dataPackage } = await exportFiles();
    await saveFile(
      json(dataPackage(name, title, [rowsTable(instrument, [], title, { language, unit: unitName })])),
      `${name}.datapackage.json`,
      asJson,
    );
  };
  const giveFhir = async () => {
    const { fhirBundle } = await exportFiles();
    const bundle = fhirBundle(instrument, await rows(), language, t('report.export.masked', { count: choices.least }));
    await saveFile(json(bundle), `${name}.fhir.json`, 'application/fhir+json');
  };
  return (
    <section class="card">
      <h3>{t('report.export.rowsTitle')}</h3>
      <p>{t('report.export.rowsHelp', { count: choices.least })}</p>
      {choice}
      <div class="row">
        <FileButton onMake={giveXlsx}>{t('report.export.rowsXlsx')}</FileButton>
        <FileButton onMake={giveCsv}>{t('report.export.rowsCsv')}</FileButton>
        <FileButton onMake={giveSyntax}>{t('report.export.spss')}</FileButton>
        <FileButton onMake={giveFhir}>{t('report.export.fhir')}</FileButton>
        <FileButton onMake={giveDictionary}>{t('report.export.dictionaryJson')}</FileButton>
      </div>
      {made && isLacking && <Notice>{t('report.export.notAllHere')}</Notice>}
      {made?.rows.length === 0 && <Notice>{t('report.export.noRows', { count: choices.least })}</Notice>}
      {made && made.rows.length > 0 && made.leftOut.length > 0 && (
        <Notice>{t('report.export.leftOut', { columns: made.leftOut.join(', '), count: choices.least })}</Notice>
      )}
    </section>
  );
}
