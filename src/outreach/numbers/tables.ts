/** The numbers as tables to give out: one long table for machines, and one a subject for people. Told numbers only. */
import type { TFunction } from 'i18next';
import type { PublishedNumber } from '../../disclosure/suppression.ts';
import type { Column, DataTable, Value } from '../../files/data-table.ts';
import { daysOn } from '../../i18n/wall-time.ts';
import type { Period } from '../../periods/periods.ts';
import { cardsOf } from './cards.ts';
import { type Breakdown, breakdowns, codeOfKey } from './counted.ts';
import { type Published, type ToldNumbers, toldOf } from './publish.ts';
import type { Sayer } from './say.ts';
import { keyOf } from './subjects.ts';

interface OfPeriod {
  period: Period;
  published: Published;
  say: Sayer;
  t: TFunction;
}

/** The keys that are on the screen: the sums, and every line of every card. */
const keysOf = (published: Published): string[] => [
  'met',
  'guided',
  'need',
  ...cardsOf(published, published.all).flatMap(({ lines }) => lines.map(({ key }) => key)),
];

/** Every told number of a period, one a row. */
export function longTable({ period, published, say, t }: OfPeriod): DataTable {
  const column = (
    name: 'from' | 'to' | 'by' | 'part' | 'subject' | 'code' | 'label',
    values?: Column['values'],
  ): Column => ({
    name,
    type: name === 'from' || name === 'to' ? 'date' : 'string',
    description: t(`outreach.numbers.column.${name}`),
    ...(values ? { values } : {}),
  });
  const last = daysOn(period.to, -1);
  const keys = keysOf(published);
  const rowsOf = (way: string, part: string, numbers: ToldNumbers): Value[][] =>
    keys.map((key) => {
      const told = toldOf(numbers, key);
      const n = told.is === 'shown' ? told.n : undefined;
      return [period.from, last, way, part, keyOf(key), codeOfKey(key), say.key(key), n, told.is];
    });
  return {
    name: 'outreach-numbers',
    title: t('outreach.numbers.export.numbers'),
    columns: [
      column('from'),
      column('to'),
      column(
        'by',
        breakdowns.map((value) => ({ value, label: t(`outreach.numbers.by.${value}`) })),
      ),
      column('part'),
      column('subject'),
      column('code'),
      column('label'),
      { name: 'n', type: 'integer', description: t('outreach.numbers.column.n') },
      {
        name: 'shown',
        type: 'string',
        description: t('outreach.numbers.column.shown'),
        values: [
          { value: 'shown', label: t('outreach.numbers.column.isShown') },
          { value: 'few', label: t('outreach.numbers.column.isFew') },
          { value: 'guard', label: t('outreach.numbers.column.isGuard') },
        ],
      },
    ],
    rows: [
      ...rowsOf('all', '', published.all),
      ...breakdowns.flatMap((way) =>
        [...(published.by.get(way) ?? [])].flatMap(([part, numbers]) => rowsOf(way, say.part(way, part), numbers)),
      ),
    ],
  };
}

/** A table for each card: its lines, and a column for each part and for all. */
export function subjectTables({ published, say, t }: OfPeriod, way: Breakdown): DataTable[] {
  const parts = [...(published.by.get(way) ?? [])];
  const cell = (told: PublishedNumber): Value => (told.is === 'shown' ? told.n : say.told(told));
  const column = (name: string, description: string): Column => ({ name, type: 'string', description });
  return cardsOf(published, published.all).map(({ subject, lines }) => {
    const title = t(`outreach.numbers.subject.${subject}`);
    return {
      name: subject,
      title,
      columns: [
        column(t('outreach.numbers.thing'), title),
        ...parts.map(([part]) => column(say.part(way, part), t(`outreach.numbers.byTitle.${way}`))),
        column(t('outreach.numbers.total'), t('outreach.numbers.column.n')),
      ],
      rows: lines.map(({ key, told }) => [
        say.key(key),
        ...parts.map(([, numbers]) => cell(toldOf(numbers, key))),
        cell(told),
      ]),
    };
  });
}

/** The meanings of the long table's columns, as a table of its own. */
export const dictionaryOf = (table: DataTable, t: TFunction): DataTable => ({
  name: `${table.name}-dictionary`,
  title: t('outreach.numbers.export.sheet'),
  columns: [
    { name: 'column', type: 'string', description: t('outreach.numbers.export.column') },
    { name: 'value', type: 'string', description: t('outreach.numbers.column.code') },
    { name: 'meaning', type: 'string', description: t('outreach.numbers.export.meaning') },
  ],
  rows: table.columns.flatMap(({ name, description, values = [] }) => [
    [name, '', description],
    ...values.map(({ value, label }) => [name, value, label]),
  ]),
});
