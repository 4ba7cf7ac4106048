/** Whatever an organisation has switched on, an encounter comes through the record, the form and the numbers as it was. */
import { readFileSync } from 'node:fs';
import type { TFunction } from 'i18next';
import { describe, expect, test } from 'vitest';
import { Encounter } from '../../src/outreach/encounter.ts';
import { draftFrom, EncounterDrafts, emptyRows, fieldsFrom, isSame } from '../../src/outreach/encounter-draft.ts';
import { cardsOf } from '../../src/outreach/numbers/cards.ts';
import { count } from '../../src/outreach/numbers/counted.ts';
import { factsOf } from '../../src/outreach/numbers/facts.ts';
import { publish } from '../../src/outreach/numbers/publish.ts';
import { countedCodes, countedRows } from '../../src/outreach/numbers/subjects.ts';
import { isOfOne, type OptionalRow, optionalRows, rows, rowValues } from '../../src/outreach/rows.ts';
import { depths } from '../../src/outreach/values.ts';
import { fc } from '../support/property.ts';

/** What a record may hold in a row. */
const said = (name: OptionalRow): fc.Arbitrary<unknown> => {
  const row = rows[name];
  if (row.is === 'text') return fc.constantFrom('Kysyi yöpaikkaa.', 'Palasi.');
  if (row.is === 'one') return fc.constantFrom(...row.codes);
  const { codes } = rowValues(name as 'done', {}, ((key: string) => key) as TFunction, 'fi');
  return fc.uniqueArray(fc.constantFrom(...codes), { minLength: 1, maxLength: row.limit ?? codes.length });
};
const anEncounter = fc
  .tuple(
    fc.constantFrom(...depths),
    fc.record(Object.fromEntries(optionalRows.map((row) => [row, said(row)])), { requiredKeys: [] }),
  )
  .map(([depth, given]) =>
    Encounter.parse({
      kind: 'encounter',
      id: '019ac000-0000-7000-8000-000000000001',
      rev: 1,
      at: '2026-11-21T12:20:00.000Z',
      v: Encounter.version,
      unit: 'oma',
      device: '00000000-0000-4000-8000-000000000000',
      outingId: '019ac000-0000-7000-8000-000000000002',
      place: 'Kirjasto',
      people: '1',
      depth,
      topics: [],
      ...given,
    }),
  );
const factsFrom = (encounters: Encounter[]) => factsOf({ encounters, tallies: [], guidances: [], unmets: [] });

describe('an encounter with any of the rows', () => {
  test('is read from what was sent, and kept from the form, as it was', () =>
    fc.assert(
      fc.property(anEncounter, (encounter) => {
        expect(Encounter.read(JSON.parse(JSON.stringify(encounter)))).toEqual(encounter);
        const draft = draftFrom(encounter);
        expect(EncounterDrafts.read(JSON.parse(JSON.stringify(draft)))).toEqual({ data: draft, isWhole: true });
        expect(Encounter.parse({ ...encounter, ...fieldsFrom(draft) })).toEqual(encounter);
      }),
    ));

  test('has none of them once each was emptied again, and is another one than before', () =>
    fc.assert(
      fc.property(anEncounter, (encounter) => {
        const draft = draftFrom(encounter);
        const emptied = { ...draft, ...emptyRows };
        const kept = Encounter.parse({ ...encounter, ...fieldsFrom(emptied) });
        expect(optionalRows.filter((row) => kept[row] !== undefined)).toEqual([]);
        expect(isSame(draft, emptied)).toBe(optionalRows.every((row) => encounter[row] === undefined));
      }),
    ));

  test('counts once under each row of one that was met, not known where nothing was said, and once for each of several', () =>
    fc.assert(
      fc.asyncProperty(anEncounter, async (encounter) => {
        const adds = (await factsFrom([encounter])).flatMap((fact) => fact.adds);
        const isMet = adds.some(([key]) => key === 'met');
        for (const row of countedRows) {
          const given = encounter[row];
          const wanted = isOfOne(row) ? [given ?? rows[row].unchosen] : (given ?? []);
          const counted = adds.filter(([key]) => key.startsWith(`${row}:`)).map(([key]) => key.slice(row.length + 1));
          expect(counted.sort()).toEqual(isMet ? [...wanted].sort() : []);
          expect(countedCodes(row)).toEqual(expect.arrayContaining(counted));
        }
      }),
    ));

  test.each(countedRows)('has a card of its own in the numbers where %s was asked, and none elsewhere', async (row) => {
    const [code] = countedCodes(row);
    const asked = Array.from({ length: 40 }, () =>
      fc.sample(anEncounter, { numRuns: 1, seed: 1 }).map((one) => ({
        ...one,
        ...emptyRows,
        depth: 'brief' as const,
        guidance: undefined,
        [row]: isOfOne(row) ? code : [code],
      })),
    ).flat();
    const published = await publish(await count(await factsFrom(asked), {}, {}, () => undefined), () => undefined);
    const cards = cardsOf(published, published.all).map(({ subject }) => subject);
    expect(optionalRows.filter((one) => cards.some((card) => card === one))).toEqual([row]);
  });

  test.each(['fi', 'sv', 'en'])('says each value in words in %s, and no key of a text', async (language) => {
    const words: unknown = JSON.parse(readFileSync(`locales/${language}.json`, 'utf8'));
    const t = ((key: string) => key.split('.').reduce((at, part) => (at as never)?.[part], words)) as TFunction;
    for (const row of optionalRows) {
      if (rows[row].is === 'text') continue;
      const values = rowValues(row as 'done', {}, t, language);
      for (const code of values.codes) expect(values.say(code), `${row}: ${code}`).toMatch(/^(?!outreach\.)\S/);
    }
  });
});
