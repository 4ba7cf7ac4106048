import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import i18next from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import finnish from '../../locales/fi.json';
import { safely } from '../../src/disclosure/safely.ts';
import { smallest } from '../../src/disclosure/suppression.ts';
import { summaryOf } from '../../src/outreach/debrief/summary.ts';
import type { Encounter } from '../../src/outreach/encounter.ts';
import { Outing } from '../../src/outreach/outing.ts';
import { ValueLists } from '../../src/outreach/value-list.ts';
import { newId } from '../../src/store/id.ts';

beforeAll(() =>
  i18next.init({
    lng: 'fi',
    resources: { fi: { translation: finnish } },
    interpolation: { escapeValue: false },
    returnNull: false,
  }),
);

/** Every count that a reader may still take for the true one who knows how numbers are told. */
const possible = (told: ReturnType<typeof safely>, whole: number): number[] =>
  Array.from({ length: whole + 1 }, (_, n) => n).filter((n) => isDeepStrictEqual(safely(n, whole), told));

describe('a number that leaves the team', () => {
  test('is told as it is where neither it nor what is left of the whole is small', () => {
    expect(safely(6, 17)).toEqual({ is: 'exact', n: 6 });
    expect(safely(17, 17)).toEqual({ is: 'exact', n: 17 });
    expect(safely(0, 17)).toEqual({ is: 'exact', n: 0 });
    expect(safely(3, 17)).toEqual({ is: 'few' });
    expect(safely(16, 17)).toEqual({ is: 'at-least', n: 10 });
    expect(safely(8, 9)).toEqual({ is: 'some' });
    expect(safely(2, 9)).toEqual({ is: 'some' });
    expect(safely(16, 16, 17)).toEqual({ is: 'at-least', n: 10 });
  });

  test('is never a lie, and neither a small number nor a small rest can be worked out', () => {
    const counts = fc.tuple(fc.nat(60), fc.nat(60)).map(([a, b]) => [Math.max(a, b), Math.min(a, b)] as const);
    fc.assert(
      fc.property(counts, ([whole, count]) => {
        const told = safely(count, whole);
        if (told.is === 'few') expect(count).toBeLessThan(smallest);
        if (told.is === 'at-least') expect(count).toBeGreaterThanOrEqual(told.n);
        if (told.is === 'exact') expect(count).toBe(told.n);
        const isSmall = (n: number) => n > 0 && n < smallest;
        if (whole < smallest || (!isSmall(count) && !isSmall(whole - count))) return;
        expect(told.is).not.toBe('exact');
        expect(possible(told, whole).length).toBeGreaterThanOrEqual(smallest - 1);
      }),
    );
  });
});

describe('the summary of an outing', () => {
  const outing = Outing.parse({
    kind: 'outing',
    id: newId(),
    rev: Outing.version,
    at: '2020-11-21T15:00:00.000Z',
    v: Outing.version,
    unit: 'oma',
    device: '00000000-0000-4000-8000-000000000000',
    state: 'debriefed',
    places: ['Kirjasto', 'Asema'],
    organisations: ['Diakonia'],
    endedAt: '2020-11-21T18:05:00.000Z',
  });
  const met = (some: Partial<Encounter>) =>
    ({ depth: 'conversation', topics: [], people: '1', place: 'Asema', ...some }) as Encounter;
  const of = (encounters: Encounter[], marks: { place: string; add: Record<string, number> }[] = []) =>
    summaryOf(
      {
        outing,
        marks: marks.map((mark) => ({ id: newId(), ...mark })),
        encounters,
        guidances: [],
        unmets: [],
        debrief: { workers: 4, asked: 'Yöpaikkoja' },
      },
      ValueLists.parse({ handedOut: { add: [{ code: 'own-socks', words: { fi: 'sukkia' } }] } }),
      i18next.t,
      'fi',
    );

  test('says when, where and who was out, with the day', () => {
    const lines = of([]);
    expect(lines[0]).toMatch(/^Jalkautuminen la 21\.11\.2020 \d+\.00–\d+\.05$/);
    expect(lines).toContain('Kirjasto, Asema');
    expect(lines).toContain('Mukana: Diakonia, 4 työntekijää');
    expect(lines).toContain('Kohtaamisia: 0');
    expect(lines).toContain('Mitä kysyttiin eniten?: Yöpaikkoja');
  });

  test('counts taps and logged encounters of all stops together', () => {
    const lines = of(
      [met({}), met({ depth: 'declined' })],
      [
        { place: 'Asema', add: { met: 7 } },
        { place: 'Kirjasto', add: { met: 9, talked: 6, leaflets: 3, 'own-socks': 2 } },
      ],
    );
    expect(lines).toContain('Kohtaamisia: 17');
    expect(lines).toContain('Joista keskusteluja: 7');
    expect(lines).toContain('Ei halunnut: alle 5');
    expect(lines).toContain('Jaettu: esitteitä 3, sukkia 2');
  });

  test('tells topics the most frequent first, and those under five without their order', () => {
    const many = [
      ...Array.from({ length: 6 }, () => met({ topics: ['money'] })),
      ...Array.from({ length: 3 }, () => met({ topics: ['violence'] })),
      met({ topics: ['housing'] }),
      ...Array.from({ length: 5 }, () => met({})),
    ];
    expect(of(many)).toContain(
      'Puheenaiheet: raha, etuudet (6), asuminen, yöpaikka (alle 5), väkivalta, turvattomuus (alle 5)',
    );
  });

  test('holds no number from one to four that counts encounters, whatever was logged', () => {
    const topics = ['money', 'housing', 'health'] as const;
    const depths = ['brief', 'conversation', 'guidance', 'declined', 'observed'] as const;
    const encounters = fc.array(
      fc.record({ depth: fc.constantFrom(...depths), topics: fc.subarray([...topics]) }).map(met),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(encounters, (logged) => {
        const counts = of(logged).filter((line) => /^(Kohtaamisia|Joista|Ei halunnut|Puheenaiheet)/.test(line));
        for (const line of counts) expect(line.replaceAll('alle 5', '')).not.toMatch(/(?<!\d)[1-4](?!\d)/);
      }),
    );
  });
});
