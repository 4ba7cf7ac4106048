import i18next from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import finnish from '../../locales/fi.json';
import { summaryOf } from '../../src/outreach/debrief/summary.ts';
import type { Encounter } from '../../src/outreach/encounter.ts';
import { Outing } from '../../src/outreach/outing.ts';
import { ValueLists } from '../../src/outreach/value-list.ts';
import { newId } from '../../src/store/id.ts';
import { fc } from '../support/property.ts';

beforeAll(() =>
  i18next.init({
    lng: 'fi',
    resources: { fi: { translation: finnish } },
    interpolation: { escapeValue: false },
    returnNull: false,
  }),
);

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
    expect(lines, 'nobody is told like a few').toContain('Kohtaamisia: alle 5');
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
    expect(lines.join(), 'how they went is told of a month').not.toMatch(/keskusteluja|halunnut/);
    expect(lines).toContain('Jaettu: esitteitä 3, sukkia 2');
  });

  test('is the same whatever was spoken of, needed or had, and looked at before and after one more encounter of many', () => {
    const topic = fc.subarray(['money', 'housing', 'health', 'violence'], { minLength: 0 });
    const some = fc.record({ topics: topic, unmet: topic });
    fc.assert(
      fc.property(fc.array(some, { minLength: 1, maxLength: 30 }), (all) => {
        const encounters = all.map((one) => met(one as Partial<Encounter>));
        expect(of(encounters)).toEqual(of(encounters.map(() => met({}))));
        const [before, after] = [of(encounters.slice(1)), of(encounters)];
        const fresh = after.filter((line) => !before.includes(line));
        expect(fresh).toEqual(all.length < 5 ? [] : [`Kohtaamisia: ${all.length}`]);
      }),
      { seed: 20261129 },
    );
  });
});
