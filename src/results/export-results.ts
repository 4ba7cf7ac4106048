/** The results as tables to give out: groups only, each score with the rule it was made by, and why a group is withheld. */

import type { ToldMean } from '../disclosure/told-mean.ts';
import type { Column, DataTable, Value } from '../files/data-table.ts';
import { periodCode } from '../periods/names.ts';
import { periodOf } from '../periods/periods.ts';
import type { Estimate } from '../statistics/estimates.ts';
import type { Instrument, InstrumentText } from '../survey/instrument/instrument.ts';
import { labelsOf } from '../survey/instrument/instrument.ts';
import { columnMeaning } from './column-words.ts';
import { scoringsOf } from './counted.ts';
import { digitsOf, instrumentText } from './in-words.ts';
import type { ItemStatistics } from './item-statistics.ts';
import type { Quality } from './quality.ts';
import type { Results } from './results.ts';
import type { ResultGroup } from './wave-results.ts';

/** Says why a group is withheld, in the language of the interface, and what the organisation calls a unit. */
export interface ExportWords {
  language: string;
  withheld(standing: ResultGroup['standing'], least: number): string;
  unit(id: string): string;
}

const kinds = {
  instrument: 'string',
  version: 'string',
  rule: 'string',
  time: 'integer',
  time_later: 'integer',
  unit: 'string',
  period: 'string',
  counted: 'integer',
  incomplete: 'integer',
  twice: 'integer',
  unfit: 'integer',
  mean: 'number',
  mean_low: 'number',
  mean_high: 'number',
  mean_bound: 'string',
  mean_step: 'number',
  mark: 'string',
  mark_count: 'integer',
  mark_share: 'number',
  mark_low: 'number',
  mark_high: 'number',
  alpha: 'number',
  alpha_low: 'number',
  alpha_high: 'number',
  withheld: 'string',
  item: 'string',
  item_text: 'string',
  codes: 'string',
  label: 'string',
  statement: 'string',
  statement_text: 'string',
  count: 'integer',
  share: 'number',
  share_least: 'number',
  paired: 'integer',
  lost: 'integer',
  fresh: 'integer',
  shown_counted: 'integer',
  shown_mean: 'number',
  shown_mean_bound: 'string',
  stayed_mean: 'number',
  stayed_mean_bound: 'string',
  lost_mean: 'number',
  lost_mean_bound: 'string',
  about: 'string',
  measure: 'string',
  way: 'string',
  minutes: 'string',
} as const;
type ColumnName = keyof typeof kinds;

type Cells = { [name in ColumnName]?: Value };

function table(
  name: string,
  title: string,
  names: readonly ColumnName[],
  rows: readonly Cells[],
  words: ExportWords,
): DataTable {
  const columns = names.map(
    (column): Column => ({ name: column, type: kinds[column], description: columnMeaning(column, words.language) }),
  );
  return { name, title, columns, rows: rows.map((row) => names.map((column) => asFine(column, row[column]))) };
}

/** Shares and coefficients have two decimals, as the screen tells whole per cents; a mean is as fine as its step. */
const ofTwo: readonly ColumnName[] = [
  ...(['mark_share', 'mark_low', 'mark_high', 'alpha', 'alpha_low', 'alpha_high', 'share', 'share_least'] as const),
];
const asFine = (column: ColumnName, value: Value): Value =>
  typeof value === 'number' && ofTwo.includes(column) ? to(2, value) : value;
const to = (digits: number, value: number) => Number(value.toFixed(digits));

const ends = (
  name: 'mean' | 'mark' | 'alpha',
  estimate: Estimate | undefined,
  write = (value: number) => value,
): Cells => ({
  [`${name}_low`]: estimate?.interval && write(estimate.interval[0]),
  [`${name}_high`]: estimate?.interval && write(estimate.interval[1]),
});

const bound = (mean: ToldMean | undefined) => mean?.is && { 'at-least': '≥', 'at-most': '≤' }[mean.is];

/** A value of a mean, as fine as the mean is told. */
const fine = ({ step }: ToldMean) => {
  const digits = digitsOf(step);
  return (value: number) => to(digits, value);
};
const valueAsTold = (mean: ToldMean | undefined) => mean && fine(mean)(mean.value);

/** A mean with all that says how it is told: `≥` and `≤` where it is only known to be at least or at most that. */
const meanCells = (mean: ToldMean | undefined): Cells => ({
  mean: valueAsTold(mean),
  mean_bound: bound(mean),
  mean_step: mean?.step,
  ...ends('mean', mean, mean && fine(mean)),
});
const meanNames = ['mean', 'mean_bound', 'mean_low', 'mean_high', 'mean_step'] as const;

const about = (instrument: Instrument): Cells => ({ instrument: instrument.id, version: instrument.version });

/** Months since the person's first day; empty for responses that cannot be paired. */
const time = (wave: number | null): Value => wave ?? undefined;

/** Every group there is, one row for each rule of the instrument. */
export function groupsTable(results: Results, title: string, words: ExportWords): DataTable {
  const { instrument, choices, waves } = results;
  const rules = Math.max(1, scoringsOf(instrument).length);
  const rows = waves.flatMap(({ wave, groups }) =>
    groups.flatMap((group) => Array.from({ length: rules }, (_, rule) => ({ wave, group, rule }))),
  );
  const cells = rows.map(({ wave, group, rule }): Cells => {
    const { unit, period, n, left, standing, statistics, ofShown, least = choices.least } = group;
    const scores = statistics?.scores[rule];
    const mark = scores?.mark;
    return {
      ...about(instrument),
      rule: scores?.rule,
      time: time(wave),
      unit: unit && words.unit(unit),
      period: periodCode(period),
      counted: n,
      ...left,
      ...meanCells(scores?.mean),
      mark: mark?.name,
      mark_count: mark?.count,
      mark_share: mark?.share?.value,
      ...ends('mark', mark?.share),
      alpha: scores?.alpha?.value,
      ...ends('alpha', scores?.alpha),
      withheld: standing === 'shown' ? undefined : words.withheld(standing, least),
      shown_counted: ofShown?.n,
      shown_mean: valueAsTold(ofShown?.means[rule]),
      shown_mean_bound: bound(ofShown?.means[rule]),
    };
  });
  const names: ColumnName[] = [
    ...([
      'instrument',
      'version',
      'rule',
      'time',
      'unit',
      'period',
      'counted',
      'incomplete',
      'twice',
      'unfit',
    ] as const),
    ...meanNames,
    ...(['mark', 'mark_count', 'mark_share', 'mark_low', 'mark_high', 'alpha', 'alpha_low', 'alpha_high'] as const),
    ...(['withheld', 'shown_counted', 'shown_mean', 'shown_mean_bound'] as const),
  ];
  return table('results', title, names, cells, words);
}

/** What is told of each item, and how scores are spread, in the groups that are shown. A part has the codes that it puts together. */
export function itemsTable({ instrument, waves }: Results, title: string, words: ExportWords): DataTable {
  const { text } = instrumentText(instrument, words.language);
  const rows = waves.flatMap(({ wave, groups }) =>
    groups.flatMap(({ unit, period, n, statistics }) => {
      const group: Cells = {
        ...about(instrument),
        time: time(wave),
        unit: unit && words.unit(unit),
        period: periodCode(period),
        counted: n,
      };
      const spread = (statistics?.scores ?? []).flatMap(({ rule, parts = [] }) =>
        parts.map(({ from, to, count }): Cells => ({ item: rule, codes: `${from}–${to}`, count, share: count / n! })),
      );
      const items = (statistics?.items ?? []).flatMap((item) => itemCells(instrument, text, item, n!));
      return [...spread, ...items].map((cells): Cells => ({ ...group, ...cells }));
    }),
  );
  const names = ['instrument', 'version', 'time', 'unit', 'period', 'counted', 'item', 'item_text'] as const;
  return table(
    'items',
    title,
    [
      ...names,
      ...meanNames.filter((name) => name !== 'mean_low' && name !== 'mean_high'),
      'codes',
      'label',
      'count',
      'share',
      'share_least',
    ],
    rows,
    words,
  );
}

function itemCells(instrument: Instrument, text: InstrumentText, told: ItemStatistics, n: number): Cells[] {
  const place = instrument.items.findIndex(({ id }) => id === told.item);
  const labels = labelsOf(text, instrument.items[place]!);
  const { mean, parts = [], others, mostly, skipped, unasked } = told;
  const asked = n - (unasked ?? 0);
  const named = (codes: readonly number[]): Cells => ({
    codes: codes.join(' '),
    label: codes.map((code) => labels[code] ?? code).join(' / '),
  });
  const { mean_low: _, mean_high: __, ...cells } = meanCells(mean);
  return [
    ...(mean ? [cells] : []),
    ...parts.map(({ codes, count }): Cells => ({ ...named(codes), count, share: count / asked })),
    ...(others ? [{ codes: '*', count: others, share: others / asked }] : []),
    ...(mostly ? [{ ...named(mostly.codes), share_least: mostly.share }] : []),
    ...(skipped
      ? [
          'count' in skipped
            ? { codes: '-', count: skipped.count, share: skipped.count / asked }
            : { codes: '-', share_least: skipped.atLeast },
        ]
      : []),
    ...(unasked ? [{ codes: '/', count: unasked, share: unasked / n }] : []),
  ].map((one): Cells => ({ item: told.item, item_text: text.items[place], ...one }));
}

/** How the paired people's scores changed, with how many were lost. */
export function changesTable({ instrument, choices, changes }: Results, title: string, words: ExportWords): DataTable {
  const rules = scoringsOf(instrument);
  const rows = changes.flatMap(
    ({ year, from, to, unit, paired, lost, fresh, standing, means, began, least = choices.least }) =>
      rules.map((rule, index): Cells => {
        const mean = means?.[index];
        return {
          ...about(instrument),
          rule: mean && `${rule.name} v${rule.version}`,
          time: time(from),
          time_later: time(to),
          unit: unit && words.unit(unit),
          period: periodCode(periodOf('year', year)),
          paired,
          lost,
          fresh,
          ...meanCells(mean),
          stayed_mean: valueAsTold(began?.stayed[index]),
          stayed_mean_bound: bound(began?.stayed[index]),
          lost_mean: valueAsTold(began?.lost[index]),
          lost_mean_bound: bound(began?.lost[index]),
          withheld: standing === 'shown' ? undefined : words.withheld(standing, least),
        };
      }),
  );
  const names: ColumnName[] = [
    ...(['instrument', 'version', 'rule', 'time', 'time_later', 'unit', 'period', 'paired', 'lost', 'fresh'] as const),
    ...meanNames,
    ...(['stayed_mean', 'stayed_mean_bound', 'lost_mean', 'lost_mean_bound', 'withheld'] as const),
  ];
  return table('changes', title, names, rows, words);
}

/** Scores by what people said of their background, of all units in a half-year: one row for each answer and rule, and for each answer and statement. */
export function backgroundTable(
  { instrument, waves }: Results,
  instruments: readonly Instrument[],
  title: string,
  words: ExportWords,
): DataTable {
  const rules = scoringsOf(instrument);
  const { text: asked } = instrumentText(instrument, words.language);
  const rows = waves.flatMap(({ wave, groups }) =>
    groups.flatMap(({ period, byBackground = [] }) =>
      byBackground.flatMap((one) => {
        const of = instruments.find(({ id }) => id === one.instrument);
        const place = of?.items.findIndex(({ id }) => id === one.item) ?? -1;
        const text = of && instrumentText(of, words.language).text;
        const labels = of && text ? labelsOf(text, of.items[place]!) : {};
        return one.rows.flatMap(({ codes: [code], means }, row) => {
          const inRow = {
            ...about(instrument),
            time: time(wave),
            period: periodCode(period),
            about: one.instrument,
            item: one.item,
            item_text: text?.items[place],
            codes: code === undefined ? '*' : String(code),
            label: code === undefined ? undefined : labels[code],
          };
          return [
            ...rules.map(
              (rule, index): Cells => ({ ...inRow, rule: `${rule.name} v${rule.version}`, ...meanCells(means[index]) }),
            ),
            ...(one.items ?? []).map(
              ({ item: statement, means }): Cells => ({
                ...inRow,
                statement,
                statement_text: asked.items[instrument.items.findIndex(({ id }) => id === statement)],
                ...meanCells(means[row]),
              }),
            ),
          ];
        });
      }),
    ),
  );
  const names = [
    'instrument',
    'version',
    'rule',
    'time',
    'period',
    'about',
    'item',
    'item_text',
    'codes',
    'label',
    'statement',
    'statement_text',
  ] as const;
  return table('background', title, [...names, ...meanNames], rows, words);
}

/** How good the data is, of all units in a half-year: one row for each figure. */
export function qualityTable({ instrument, waves }: Results, title: string, words: ExportWords): DataTable {
  const { text } = instrumentText(instrument, words.language);
  const rows = waves.flatMap(({ wave, groups }) =>
    groups.flatMap(({ unit, period, n, left, standing, quality }) =>
      [
        ...(unit === undefined && period.length === 'half' && standing === 'shown' ? wholeCells(n!, left) : []),
        ...(quality ? qualityCells(instrument, text, quality, n!) : []),
      ].map(
        (cells): Cells => ({
          ...about(instrument),
          time: time(wave),
          period: periodCode(period),
          counted: n,
          ...cells,
        }),
      ),
    ),
  );
  const names = ['instrument', 'version', 'time', 'period', 'counted', 'measure', 'way', 'minutes'] as const;
  return table('quality', title, [...names, 'item', 'item_text', 'count', 'share'], rows, words);
}

/** How many are counted and how many are not, where that is told: they are of one half-year's responses and nobody's share. */
const wholeCells = (n: number, left: ResultGroup['left']): Cells[] => [
  { measure: 'counted', count: n },
  ...(['incomplete', 'twice', 'unfit'] as const).flatMap((measure) =>
    left[measure] === undefined ? [] : [{ measure, count: left[measure] }],
  ),
];

function qualityCells(instrument: Instrument, text: InstrumentText, told: Quality, n: number): Cells[] {
  const { ways = [], took = [], checked, differed, alike, skipped } = told;
  const sum = (parts: readonly { count: number }[]) => parts.reduce((total, { count }) => total + count, 0);
  return [
    ...ways.map(({ modes, count }) => ({ measure: 'ways', way: modes.join(' '), count, share: count / sum(ways) })),
    ...took.map(({ bands, count }) => ({ measure: 'took', minutes: bands.join(' '), count, share: count / sum(took) })),
    ...(checked === undefined ? [] : [{ measure: 'checked', way: 'paper', count: checked }]),
    ...(differed === undefined
      ? []
      : [{ measure: 'differed', way: 'paper', count: differed, share: differed / checked! }]),
    ...(alike === undefined ? [] : [{ measure: 'alike', count: alike, share: alike / n }]),
    ...skipped.flatMap(({ item, count, of, byWay = [] }) => {
      const item_text = text.items[instrument.items.findIndex(({ id }) => id === item)];
      const left = { measure: 'skipped', item, item_text };
      return [
        { ...left, count, share: count / of },
        ...byWay.map(({ modes, share }) => ({ ...left, way: modes.join(' '), share })),
      ];
    }),
  ];
}
