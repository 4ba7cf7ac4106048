/**
 * What other programs read of us stands as it stood, to the letter: the published shape of an organisation's document, a kept
 * encounter, what it counts as, and the file that numbers are given out in. What is wanted otherwise: `npx vitest -u`, and
 * the difference is read like code.
 */
import type { TFunction } from 'i18next';
import { expect, test } from 'vitest';
import { organisationSchema } from '../../src/build/organisation-schema.ts';
import { csv } from '../../src/files/data-table.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { draftFrom, EncounterDrafts, fieldsFrom } from '../../src/outreach/encounter-draft.ts';
import { count } from '../../src/outreach/numbers/counted.ts';
import { factsOf } from '../../src/outreach/numbers/facts.ts';
import { waysOf } from '../../src/outreach/numbers/parts.ts';
import { publish } from '../../src/outreach/numbers/publish.ts';
import { sayer } from '../../src/outreach/numbers/say.ts';
import { longTable, subjectTables } from '../../src/outreach/numbers/tables.ts';
import { periodOf } from '../../src/periods/periods.ts';
import { sumOf } from '../../src/setup/read-document.ts';
import { random } from '../support/random.ts';
import { standardDocument } from '../support/setup.ts';

const golden = (name: string) => `../golden/${name}`;

test('the published shape of an organisation’s document', async () => {
  const schema = organisationSchema();
  // The settings of each kind of server are its dialect's, and are tested there.
  const { endpoints } = schema.properties as { endpoints: { items: { allOf?: unknown } } };
  endpoints.items.allOf = [];
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(golden('organisation.schema.json'));
});

/** The rows of an encounter and their values in November 2026, written out: what is added later is not among them. */
const values = {
  people: ['1', '2', '3', '4', '5-9', '10+'],
  depth: ['observed', 'brief', 'conversation', 'guidance', 'declined', 'not-reached'],
  familiarity: ['new', 'seen', 'unknown'],
  age: ['-17', '18-24', '25-28', '29-64', '65+', 'not-assessed'],
  gender: ['woman', 'man', 'other', 'not-assessed'],
  language: ['fi', 'sv', 'en', 'other', 'interpreter', 'uk', 'own-rromani'],
  initiative: ['worker', 'person', 'close-one', 'professional', 'concern', 'agreed'],
  duration: ['-5', '5-15', '15-30', '30+'],
  guidance: ['information', 'contact-details', 'called-together', 'accompanied', 'warm-handover', 'own-bus'],
  note: ['Kysyi yöpaikkaa.'],
};
const optional = ['guidance', 'familiarity', 'age', 'gender', 'language', 'initiative', 'duration', 'note'] as const;
const topics = ['daily-life', 'housing', 'money', 'loneliness', 'crisis', 'health', 'other', 'own-pets'];
const deeds = ['advice', 'support', 'errands', 'supplies', 'health', 'contact', 'accompanied', 'presence', 'own-tea'];
/** What is counted of them. */
const subjects = [
  ...['met', 'depth', 'other', 'topic', 'done', 'age', 'gender', 'language', 'familiarity', 'initiative', 'duration'],
  ...['guided', 'way', 'outcome', 'target', 'need'],
];

/** Encounters of November 2026, the same ones each time. */
function encounters(howMany: number): Encounter[] {
  const next = random(11);
  const below = (n: number) => Math.floor(next() * n);
  const one = (of: readonly string[]) => of[below(of.length)]!;
  const some = (of: readonly string[], most: number) => [
    ...new Set(Array.from({ length: below(most + 1) }, () => one(of))),
  ];
  const number = (at: number) => String(at).padStart(12, '0');
  return Array.from({ length: howMany }, (_, at) =>
    Encounter.parse({
      kind: 'encounter',
      id: `019ac000-0000-7000-8000-${number(at)}`,
      rev: 1,
      at: new Date(Date.parse('2026-11-02T07:00:00Z') + below(26 * 24) * 3_600_000).toISOString(),
      v: 2,
      unit: one(['etsiva', 'paivakeskus']),
      device: '00000000-0000-4000-8000-000000000000',
      outingId: `019ac000-0000-7000-9000-${number(below(9))}`,
      place: one(['Asema', 'Kirjasto']),
      people: one(values.people),
      depth: one(values.depth),
      topics: some(topics, 3),
      ...Object.fromEntries(optional.flatMap((row) => (next() < 0.6 ? [[row, one(values[row])]] : []))),
      ...(next() < 0.5 ? { done: some(deeds, 4) } : {}),
      ...(next() < 0.4 ? { unmet: some(topics, 3) } : {}),
    }),
  );
}
const logged = (of: readonly Encounter[]) => ({ encounters: of, tallies: [], guidances: [], unmets: [] });
const lines = (of: readonly unknown[]) => `${of.map((one) => JSON.stringify(one)).join('\n')}\n`;

test('an encounter: as it is sent, as the form keeps what it was opened with, and what it counts as', async () => {
  const seen = await Promise.all(
    encounters(25).map(async (encounter) => {
      const draft = draftFrom(encounter);
      expect(EncounterDrafts.read(draft)).toEqual({ data: draft, isWhole: true });
      const facts = await factsOf(logged([encounter]));
      const adds = facts.flatMap((one) => one.adds).filter(([key]) => subjects.includes(key.split(':')[0]!));
      return { sent: encounter, kept: fieldsFrom(draft), adds };
    }),
  );
  await expect(lines(seen)).toMatchFileSnapshot(golden('encounters.txt'));
});

test('numbers: the long table over all, its parts by their checksum, and a table for each subject', async () => {
  const t = ((key: string) => key) as TFunction;
  const period = periodOf('month', '2026-11-21');
  const { partOf, parts } = waysOf(period, new Map());
  const counted = await count(await factsOf(logged(encounters(900))), partOf, parts, () => undefined);
  const published = await publish(counted, () => undefined);
  const of = {
    period,
    published,
    say: { ...sayer(t, 'fi', standardDocument, period), part: (_: string, part: string) => part },
    t,
  };
  const long = longTable(of);
  const overAll = csv({ ...long, rows: long.rows.filter(([, , by]) => by === 'all') });
  const bySubject = subjectTables(of, 'where').map((table) => `${table.name}\n${csv(table)}`);
  const seen = [overAll, `every part: ${await sumOf(csv(long))}\n`, ...bySubject].join('\n');
  await expect(seen.replace(/[\r\uFEFF]/g, '')).toMatchFileSnapshot(golden('numbers.txt'));
});
