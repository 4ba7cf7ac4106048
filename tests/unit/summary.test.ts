import fc from 'fast-check';
import i18next from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import finnish from '../../locales/fi.json';
import { summaryOf } from '../../src/outreach/debrief/summary.ts';
import type { Encounter } from '../../src/outreach/encounter.ts';
import type { Guidance } from '../../src/outreach/follow-up/guidance.ts';
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
  const of = (
    encounters: Encounter[],
    marks: { place: string; add: Record<string, number> }[] = [],
    guidances: Guidance[] = [],
  ) =>
    summaryOf(
      {
        outing,
        marks: marks.map((mark) => ({ id: newId(), ...mark })),
        encounters,
        guidances,
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

  const guidance = (target: string, service?: string) => ({ target, ...(service ? { service } : {}) }) as Guidance;

  test('of one encounter it tells nothing: no topic, no service, no need', () => {
    const one = met({ topics: ['violence'], unmet: ['housing'] });
    const without = of([]);
    expect(of([one], [], [guidance('shelter', 'Turvakoti Mona')])).toEqual(without);
  });

  test('names a topic, a service or a need only where five encounters had it and five had not, and gives no number', () => {
    const many = [
      ...Array.from({ length: 6 }, () => met({ topics: ['money'] })),
      ...Array.from({ length: 4 }, () => met({ topics: ['violence'], unmet: ['housing'] })),
      met({ topics: ['housing'] }),
    ];
    const told = of(many, [], [...Array.from({ length: 5 }, () => guidance('shelter')), guidance('debt')]);
    const lines = told.filter((line) => /^(Puheenaiheet|Ohjattiin|Ei ollut)/.test(line));
    expect(lines.map((line) => line.split(':')[0])).toEqual(['Puheenaiheet', 'Ohjattiin']);
    expect(lines[0]).toBe('Puheenaiheet: raha, etuudet');
    expect(lines.join()).not.toMatch(/\d/);
  });

  test('what all of them spoke of is not told: it would be told of each', () => {
    const all = Array.from({ length: 8 }, () => met({ topics: ['violence'] }));
    expect(of(all).join()).not.toMatch(/väkivalta/);
  });

  test('is the same whatever fewer than five spoke of, needed or were guided to', () => {
    const topic = fc.subarray(['money', 'housing', 'health'], { minLength: 0 });
    const few = fc.array(fc.record({ topics: topic, unmet: topic }), { maxLength: 4 });
    fc.assert(
      fc.property(few, fc.nat(4), (some, guided) => {
        const others = Array.from({ length: 12 - some.length }, () => met({}));
        const told = of(
          [...some.map((one) => met(one as Partial<Encounter>)), ...others],
          [],
          Array.from({ length: guided }, () => guidance('shelter')),
        );
        expect(told).toEqual(of(Array.from({ length: 12 }, () => met({}))));
      }),
      { seed: 20261128 },
    );
  });
});
