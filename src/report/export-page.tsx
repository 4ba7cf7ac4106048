/** Vienti: results of groups as tables, and responses one by one for research, each with what its columns mean. */
import { useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { Button } from '../ui/button.tsx';
import { Empty, Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { collected } from './collected.ts';
import { responsesIn } from './collection.ts';
import { csv, type DataTable, dataPackage } from './data-table.ts';
import { changesTable, type ExportWords, groupsTable, itemsTable } from './export-results.ts';
import { fhirBundle, type RowWords, rowsTable, spssSyntax } from './export-rows.ts';
import { giveFile, today } from './give-file.tsx';
import { textOf } from './in-words.ts';
import { researchRows } from './research-rows.ts';
import type { Results } from './results.ts';
import { type AllResults, useResults } from './use-results.ts';
import './report.css';

export function ExportPage() {
  const { t } = useWords();
  const results = useResults();
  return (
    <Page title={t('report.export.title')} back={{ href: '/surveys/results', label: t('common.back') }}>
      {!results && <p role="status">{t('report.counting')}</p>}
      {results?.all.length === 0 && (
        <Empty>
          <p>{t('report.empty')}</p>
        </Empty>
      )}
      {results?.all.map((one) => (
        <OfInstrument key={one.instrument.id} results={one} choices={results.choices} />
      ))}
    </Page>
  );
}

interface OfInstrumentProps {
  results: Results;
  choices: AllResults['choices'];
}

function OfInstrument({ results, choices }: OfInstrumentProps) {
  const { language } = useWords();
  const { language: lang, text } = textOf(results.instrument, language);
  return (
    <section class="stack">
      <h2 lang={lang}>{text.title}</h2>
      <Groups results={results} least={choices.least} />
      {choices.rows && <Rows results={results} choices={choices} />}
    </section>
  );
}

const json = (content: unknown) => JSON.stringify(content, null, 2);
const asCsv = 'text/csv;charset=utf-8';

function Groups({ results, least }: { results: Results; least: number }) {
  const { t, language } = useWords();
  const words: ExportWords = {
    language,
    column: (name) => t(`report.column.${name}`),
    withheld: (standing, count) => (standing === 'shown' ? '' : t(`report.withheld.${standing}`, { count })),
  };
  const tables = (): DataTable[] => [
    groupsTable(results, t('report.export.groups'), words),
    itemsTable(results, t('report.export.items'), words),
    changesTable(results, t('report.export.changes'), words),
  ];
  const name = (end: string) => `${results.instrument.id}-${end}`;
  const give = ([table]: (DataTable | undefined)[]) => table && giveFile(csv(table), name(`${table.name}.csv`), asCsv);
  const asXlsx = async () => {
    const { xlsx } = await import('./export-xlsx.ts').catch(() => Promise.reject(new NotHere()));
    const head = [t('report.export.table'), t('report.export.column'), t('report.export.meaning')] as const;
    giveFile(await xlsx(tables(), { name: t('report.export.dictionary'), head }), name(`results-${today()}.xlsx`));
  };
  const dictionary = () => dataPackage(name('results'), t('report.export.groups'), tables().map(named(results)));
  return (
    <section class="card">
      <h3>{t('report.export.groupsTitle')}</h3>
      <p>{t('report.export.groupsHelp', { count: least })}</p>
      <div class="row">
        <Give onGive={asXlsx}>XLSX</Give>
        <Give onGive={() => give(tables().slice(0, 1))}>{t('report.export.groupsCsv')}</Give>
        <Give onGive={() => give(tables().slice(1, 2))}>{t('report.export.itemsCsv')}</Give>
        <Give onGive={() => give(tables().slice(2, 3))}>{t('report.export.changesCsv')}</Give>
        <Give onGive={() => giveFile(json(dictionary()), name('results.datapackage.json'), 'application/json')}>
          {t('report.export.dictionaryJson')}
        </Give>
      </div>
    </section>
  );
}

/** A table by the name of its file. */
const named =
  ({ instrument }: Results) =>
  (table: DataTable): DataTable => ({ ...table, name: `${instrument.id}-${table.name}` });

function Rows({ results, choices }: OfInstrumentProps) {
  const { t, language } = useWords();
  const { instrument } = results;
  const [leftOut, setLeftOut] = useState<number>();
  const words: RowWords = { language, column: (name) => t(`report.column.${name}`) };
  const rows = async () => {
    const mine = responsesIn(await collected()).filter(
      (one) => one.instrument === instrument.id && one.instrumentVersion === instrument.version,
    );
    const made = researchRows(mine, choices, () => crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32);
    setLeftOut(made.leftOut);
    return made.rows;
  };
  const table = async () => rowsTable(instrument, await rows(), t('report.export.rowsTable'), words);
  const giveCsv = async () => {
    const made = await table();
    giveFile(csv(made), `${made.name}.csv`, asCsv);
  };
  const giveSyntax = () => {
    const made = rowsTable(instrument, [], t('report.export.rowsTable'), words);
    giveFile(spssSyntax(instrument, made), `${made.name}.sps`, 'text/plain;charset=utf-8');
  };
  const giveDictionary = () => {
    const made = rowsTable(instrument, [], t('report.export.rowsTable'), words);
    giveFile(json(dataPackage(made.name, made.title, [made])), `${made.name}.datapackage.json`, 'application/json');
  };
  const giveFhir = async () => {
    const bundle = fhirBundle(instrument, await rows(), language, t('report.export.masked', { count: choices.least }));
    giveFile(json(bundle), `responses-${instrument.id}.fhir.json`, 'application/fhir+json');
  };
  return (
    <section class="card">
      <h3>{t('report.export.rowsTitle')}</h3>
      <p>{t('report.export.rowsHelp', { count: choices.least })}</p>
      <div class="row">
        <Give onGive={giveCsv}>{t('report.export.rowsCsv')}</Give>
        <Give onGive={giveSyntax}>{t('report.export.spss')}</Give>
        <Give onGive={giveFhir}>{t('report.export.fhir')}</Give>
        <Give onGive={giveDictionary}>{t('report.export.dictionaryJson')}</Give>
      </div>
      {leftOut !== undefined && leftOut > 0 && <Notice>{t('report.export.leftOut', { count: leftOut })}</Notice>}
    </section>
  );
}

/** What writes spreadsheets is not kept on the device: it could not be fetched. */
class NotHere extends Error {
  override name = 'NotHere';
}

/** A button that makes a file; while it is made it says so, and what failed is said beside it. */
function Give({ onGive, children }: { onGive: () => unknown; children: string }) {
  const { t } = useWords();
  const [state, setState] = useState<'busy' | 'failed' | 'notHere'>();
  const give = async () => {
    setState('busy');
    try {
      await onGive();
      setState(undefined);
    } catch (error) {
      console.error('A file was not made', error instanceof Error ? error.name : '');
      setState(error instanceof NotHere ? 'notHere' : 'failed');
    }
  };
  return (
    <>
      <Button busy={state === 'busy'} onClick={give}>
        {children}
      </Button>
      {(state === 'failed' || state === 'notHere') && <Notice tone="danger">{t(`report.export.${state}`)}</Notice>}
    </>
  );
}
