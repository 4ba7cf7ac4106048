/** Whatever a survey's results tell stands alike on the screen, on paper, in the file to edit further and in the spreadsheet. */
import * as i18next from 'i18next';
import mammoth from 'mammoth';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import finnish from '../../locales/fi.json';
import { docx } from '../../src/documents/docx.ts';
import type { TextDocument } from '../../src/documents/text-document.ts';
import type { DataTable } from '../../src/files/data-table.ts';
import { xlsx } from '../../src/files/xlsx.ts';
import { number, percent } from '../../src/i18n/numbers.ts';
import { periodCode } from '../../src/periods/names.ts';
import { periodOf } from '../../src/periods/periods.ts';
import type { Answered } from '../../src/results/answered.ts';
import { backgroundItems } from '../../src/results/by-background.ts';
import { saidByBackground } from '../../src/results/by-background-words.ts';
import { reportSheet } from '../../src/results/export-report.ts';
import {
  backgroundTable,
  changesTable,
  type ExportWords,
  groupsTable,
  qualityTable,
} from '../../src/results/export-results.ts';
import { saidMean, writer } from '../../src/results/in-words.ts';
import { ItemBars } from '../../src/results/item-bars.tsx';
import type { ItemStatistics } from '../../src/results/item-statistics.ts';
import { qualityDocument } from '../../src/results/quality-document.ts';
import { closeMonths, resultsOf } from '../../src/results/results.ts';
import { summaryDocument } from '../../src/results/summary.ts';
import { groupOf } from '../../src/results/wave-results.ts';
import { background } from '../../src/survey/instruments/background.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { readPlain } from '../support/plain-xlsx.ts';
import { response } from '../support/responses.ts';
import { documentWords, textsOf } from '../support/written-documents.ts';

const words = documentWords();
const { t, language } = words;
const least = 10;
const half = periodOf('half', '2025-01-01');
const instruments = [esis, background];
const given: ExportWords = { language, unit: (unit) => unit, withheld: (standing) => standing };

/** People who answered at these times with one step, and said so of themselves. */
const people = (
  count: number,
  name: string,
  times: Record<number, number>,
  more: Partial<Answered> & { gender?: number },
) =>
  Array.from({ length: count }, (_, index) =>
    Object.entries(times).flatMap(([wave, step]): Answered[] => {
      const { gender = null, ...changes } = more;
      const scale = response({
        ...{ code: `${name}${index}`, wave: Number(wave), at: `2025-${wave === '0' ? '03' : '09'}-10T12:00:00.000Z` },
        ...{ answers: Array(10).fill(step), ...changes },
      });
      const about = background.items.map(({ id }) => (id === 'gender' ? gender : null));
      return [scale, { ...scale, instrument: 'background', instrumentVersion: background.version, answers: about }];
    }),
  ).flat();

const all = [
  ...people(30, 'stay a', { 0: 3, 3: 4 }, { unit: 'A', gender: 1, took: '2-5' }),
  ...people(13, 'stay b', { 0: 4, 3: 4 }, { unit: 'B', gender: 2, mode: 'paper', checked: true, differed: true }),
  ...people(12, 'stay c', { 0: 4, 3: 4 }, { unit: 'B', gender: 2, mode: 'paper', checked: true, differed: false }),
  ...people(14, 'lost', { 0: 2 }, { unit: 'A', gender: 1, took: '10-20' }),
];
const few = people(4, 'few', { 0: 3 }, { unit: 'Pieni', gender: 2, took: '10-20' });
const resultsFor = async (answered: Answered[]) => {
  const releases = await closeMonths(esis, answered, [], {
    ...{ least, today: '2026-01-01', toProtect: 'whole' },
    backgrounds: backgroundItems(instruments, { background: ['gender'] }),
  });
  return resultsOf(esis, releases, [], { least, period: 'half' });
};
const results = await resultsFor(all);
/** Both answers in both units. */
const mixed = await resultsFor(
  ['A', 'B'].flatMap((unit) =>
    [1, 2].flatMap((gender) => people(15, `${unit} ${gender}`, { 0: 1 + gender }, { unit, gender })),
  ),
);
const withFew = await resultsFor([...all, ...few]);
const summary = (period = half, main = results) =>
  summaryDocument(
    {
      ...{ title: 'Kysely', unit: undefined, period, main, others: [], quotes: [], changed: [], instruments },
      ...{ nameOf: (unit: string) => unit, isListed: true, isAskedElsewhere: false },
    },
    words,
  );

/** What of a document stands in the file to edit further. */
const inDocx = async (document: TextDocument) =>
  (await mammoth.extractRawText({ buffer: Buffer.from(await (await docx(document)).arrayBuffer()) })).value;

/** The rows of a table as a spreadsheet holds them, by their columns' names. */
async function inXlsx(table: DataTable): Promise<Record<string, string>[]> {
  const file = await xlsx([table], { name: 'Muuttujat', head: ['a', 'b', 'c'] });
  const sheets = readPlain(new Uint8Array(await file.arrayBuffer()));
  const [head = [], ...rows] = Object.values(sheets)[0]!;
  return rows.map((row) => Object.fromEntries(head.map((name, at) => [String(name), String(row[at] ?? '')])));
}

describe('every number that is told', () => {
  test('of the quality of answers', async () => {
    const document = qualityDocument({ title: 'Kysely', half, parts: [results] }, words);
    const said = textsOf(document);
    const file = await inDocx(document);
    const rows = await inXlsx(qualityTable(results, 'Laatu', given));
    const { quality } = groupOf(results.waves[0]!, half)!;
    expect(quality?.ways).toHaveLength(2);
    for (const { count } of [...quality!.ways!, ...quality!.took!]) {
      const [row] = rows.filter((one) => one.period === periodCode(half) && one.count === String(count));
      expect(said).toContain(`${count} (${percent(Number(row!.share), language)})`);
    }
    for (const text of said) expect(file).toContain(text);
    expect(rows.filter(({ measure }) => measure === 'checked').map(({ count }) => count)).toContain(
      String(quality!.checked),
    );
    expect(said).toContain(t('quality.checked', { count: quality!.checked! }));
    const [differed] = rows.filter(({ measure }) => measure === 'differed');
    expect(differed).toMatchObject({ count: '13' });
    const share = percent(Number(differed!.share), language);
    expect(said).toContain(t('quality.differed', { count: quality!.differed!, share }));
  });

  test('by background', async () => {
    const said = textsOf(summary());
    const rows = await inXlsx(backgroundTable(results, instruments, 'Tausta', given));
    const told = groupOf(results.waves[0]!, half)!.byBackground![0]!.rows;
    expect(told.map(({ codes }) => codes)).toEqual([[1], [2]]);
    const inHalf = rows.filter(({ time, period }) => time === '0' && period === periodCode(half));
    expect(inHalf.filter(({ statement }) => statement === '').map(({ label, mean }) => [label, mean])).toEqual(
      told.map(({ codes: [code], means: [mean] }) => [['', 'nainen', 'mies'][code!], String(mean!.value)]),
    );
    for (const { label, mean } of inHalf.filter(({ statement }) => statement === ''))
      expect(said[said.findIndex((text) => text.endsWith(` ${label}`)) + 1]).toBe(mean!.replace('.', ','));
    expect(await inDocx(summary())).toContain('nainen');
  });

  test('of statements by background', async () => {
    const [table] = groupOf(mixed.waves[0]!, half)!.byBackground!;
    const said = saidByBackground(table!, esis, instruments, words);
    const rows = await inXlsx(backgroundTable(mixed, instruments, 'Tausta', given));
    expect(said.items.map(({ words }) => words)).toEqual(esis.texts.fi!.items);
    for (const { words: statement, said: means } of said.items)
      expect(
        rows
          .filter((one) => one.statement_text === statement)
          .map(({ label, mean }) => [label, mean!.replace('.', ',')]),
      ).toEqual(said.rows.map(({ name }, row) => [name, means[row]!.replace(/,0$/, '')]));
  });

  test('of where those who stayed and those who were lost had begun', async () => {
    const change = results.changes.find(({ unit }) => unit === undefined)!;
    expect(change).toMatchObject({ standing: 'shown', lost: 14 });
    const [stayed, lost] = [change.began!.stayed[0]!, change.began!.lost[0]!];
    const [row] = (await inXlsx(changesTable(results, 'Muutokset', given))).filter(({ unit }) => unit === '');
    expect(row).toMatchObject({ stayed_mean: String(stayed.value), lost_mean: String(lost.value) });
    const said = textsOf(summary(periodOf('year', '2025-01-01')));
    const at = said.indexOf('Kaikki yksiköt · alussa → 3 kk alusta · 2025');
    expect(said.slice(at + 1, at + 3)).toEqual([stayed, lost].map((mean) => saidMean(mean, language, t)));
  });

  test('of scores on the sheet to print: with as many decimals as the screen writes', () => {
    const { columns, rows } = reportSheet(results, words, (unit) => unit);
    const [mean, low] = ['report.mean', 'report.export.low'].map((key) =>
      columns.findIndex(({ head }) => head === t(key as 'report.mean')),
    );
    const written = rows.flatMap((row) =>
      [row[mean!], row[low!]].flatMap((cell) =>
        typeof cell === 'object' ? number(cell.value, language, cell.decimals) : [],
      ),
    );
    const shown = results.waves.flatMap(({ groups }) =>
      groups.flatMap(({ statistics }) =>
        (statistics?.scores ?? []).flatMap(({ mean }) => [mean.value, mean.interval![0]].map(writer(mean, language))),
      ),
    );
    expect(written.length).toBeGreaterThan(4);
    expect(written.sort()).toEqual(shown.sort());
  });

  test('of how whole the answers are: the file has a row for each number of the document, also where nothing else is told', () => {
    const group = groupOf(results.waves[0]!, half)!;
    const { quality: _, ...bare } = { ...group, left: { incomplete: 13 } };
    const rows = qualityTable({ ...results, waves: [{ wave: 0, groups: [bare] }] }, 'Laatu', given).rows;
    const [measure, count] = ['measure', 'count'].map((name) =>
      qualityTable(results, 'Laatu', given).columns.findIndex((column) => column.name === name),
    );
    expect(rows.map((row) => [row[measure!], row[count!]])).toEqual([
      ['counted', group.n],
      ['incomplete', 13],
    ]);
  });

  test('of the units that are shown, in the place of all', async () => {
    const month = periodOf('month', '2025-03-01');
    const { ofShown, standing } = groupOf(withFew.waves[0]!, month)!;
    expect([standing, ofShown?.units]).toEqual(['guard', ['A', 'B']]);
    const mean = saidMean(ofShown!.means[0]!, language, t);
    const text = `Näytettävät yksiköt yhdessä (A, B): keskiarvo ${mean}, vastauksia ${ofShown!.n}`;
    expect(textsOf(summary(month, withFew))).toContain(text);
    const { rows } = reportSheet(withFew, words, (unit) => unit);
    expect(rows.flat()).toContainEqual(expect.stringContaining(text));
    const groups = await inXlsx(groupsTable(withFew, 'Tulokset', given));
    expect(
      groups.filter((one) => one.period === periodCode(month) && one.time === '0' && one.unit === ''),
    ).toMatchObject([{ shown_counted: String(ofShown!.n), shown_mean: String(ofShown!.means[0]!.value), mean: '' }]);
  });
});

test('a time at which nobody answered has words, and no picture', () => {
  const nobody = summary(periodOf('month', '2025-05-01'));
  expect(textsOf(nobody)).toContain('Ei vastauksia.');
  const pictures = nobody.blocks.flatMap((block) => (block.is === 'chart' ? [block.picture] : []));
  expect(pictures.filter(({ rows }) => !rows.some(({ estimate }) => estimate))).toEqual([]);
  expect(nobody.blocks.filter(({ is }) => is === 'paragraph').length).toBeGreaterThan(1);
  const quality = qualityDocument({ title: 'Kysely', half: periodOf('half', '2024-01-01'), parts: [results] }, words);
  expect(textsOf(quality)).toContain('Ei vastauksia.');
  expect(quality.blocks.filter(({ is }) => is === 'table')).toEqual([]);
});

test('the words of a scale stand above bars of it, and where none is drawn they do not', async () => {
  await i18next.init({ lng: 'fi', resources: { fi: { translation: finnish } }, initAsync: false });
  const of = { instrument: esis, n: 40, least, isWhole: true };
  const parts = [
    { codes: [1, 2], count: 20 },
    { codes: [3, 4, 5], count: 20 },
  ];
  const told = { item: esis.items[0]!.id };
  const drawn = (item: ItemStatistics) => renderToString(h(ItemBars, { ...of, items: [item] }));
  expect(drawn({ ...told, parts })).toContain('report-key');
  expect(drawn({ ...told, skipped: { count: 12 } })).not.toContain('report-key');
});
