/** Structural social work: what many saw, put together where it is enough, handed to a body, and its answer told where it was logged. */
import { beforeEach, describe, expect, test } from 'vitest';
import { areasOf, gatherPhenomena, type Looked, releasedNeeds } from '../../src/assessment/social-reports/gather.ts';
import {
  isAnswerDue,
  mostNeeds,
  mostPhenomena,
  SocialReport,
  socialReportLimits,
  socialReportState,
} from '../../src/assessment/social-reports/social-report.ts';
import { socialReportDocument } from '../../src/assessment/social-reports/social-report-document.ts';
import {
  emptySocialReport,
  firstUnfitReportStep,
  type SocialReportDraft,
  SocialReportDrafts,
  socialReportFaults,
  socialReportFields,
  socialReportForm,
} from '../../src/assessment/social-reports/social-report-draft.ts';
import {
  outcomeRead,
  socialReportsOfOthers,
  takeSocialReports,
  unreadOutcomes,
} from '../../src/assessment/social-reports/social-reports-store.ts';
import { Phenomenon } from '../../src/outreach/follow-up/phenomenon.ts';
import type { ToldPeriod } from '../../src/outreach/numbers/longer.ts';
import { periodOf } from '../../src/periods/periods.ts';
import { recordLimit } from '../../src/receiver/judge.ts';
import { deviceId, setSetting } from '../../src/store/device.ts';
import { create } from '../../src/store/save.ts';
import { freshDevice } from '../support/device.ts';
import { pasted } from '../support/pasted.ts';
import { aSocialReport, documentWords, textsOf } from '../support/written-documents.ts';

freshDevice();

const today = '2026-11-29';
const id = (n: number) => `3f8e2b54-7a1d-4c9e-9b0a-${String(n).padStart(12, '0')}`;
const draft = (some: Partial<SocialReportDraft> = {}): SocialReportDraft => ({ ...aSocialReport, ...some });
const taken = (n: number, place = 'Asema') =>
  Array.from({ length: n }, (_, at) => ({ id: id(at), device: id(90), place }));

const phenomenon = (n: number, some: Partial<Phenomenon> = {}) =>
  Phenomenon.parse({
    ...{
      kind: 'phenomenon',
      id: id(n),
      rev: 1,
      at: '2026-11-10T12:00:00.000Z',
      v: 1,
      unit: 'oma',
      device: id(500 + n),
    },
    ...{ place: 'Asema', topic: 'housing', text: `havainto ${n}` },
    ...some,
  });

describe('a body that does not answer is due', () => {
  const none = { handedOn: undefined, answerBy: undefined, answeredOn: undefined, closedOn: undefined };
  test.each([
    ['what was not handed over', {}, false],
    ['what was handed over today', { handedOn: today }, true],
    ['what was handed over long ago', { handedOn: '2025-01-01' }, true],
    ['what should be answered tomorrow', { handedOn: '2026-11-01', answerBy: '2026-11-30' }, false],
    ['what should be answered today', { handedOn: '2026-11-01', answerBy: today }, true],
    ['what was answered', { handedOn: '2026-11-01', answeredOn: '2026-11-20' }, false],
    ['what was closed without an answer', { handedOn: '2026-11-01', closedOn: '2026-11-20' }, false],
  ] as const)('%s: %o → %s', (_, some, due) => {
    expect(isAnswerDue({ ...none, ...some }, today)).toBe(due);
  });

  test('an answer that came after it was closed is an answer', () => {
    expect(socialReportState({ handedOn: '2026-01-01', closedOn: '2026-06-01' })).toBe('unanswered');
    expect(socialReportState({ handedOn: '2026-01-01', closedOn: '2026-06-01', answeredOn: '2026-07-01' })).toBe(
      'answered',
    );
  });

  test('those that wait are found among any number of others', () => {
    const waits = (some: Partial<SocialReportDraft>) =>
      SocialReport.runs?.({ ...socialReportFields(draft(some)) } as SocialReport);
    expect(waits({ answeredOn: '' })).toBe(true);
    expect(waits({})).toBe(false);
    expect(waits({ answeredOn: '', handedOn: '' })).toBe(false);
    expect(waits({ answeredOn: '', closedOn: today })).toBe(false);
  });
});

describe('too little is no report', () => {
  test('two phenomena at one place are not kept, however much was written', () => {
    const few = draft({ taken: taken(2), needs: [] });
    expect(socialReportFaults(few, today)).toMatchObject({ taken: 'few' });
    expect(firstUnfitReportStep(few, today)).toBe(1);
  });
  test.each([
    [4, false],
    [5, true],
  ])('%i phenomena are enough: %s', (n, isEnough) => {
    expect(firstUnfitReportStep(draft({ taken: taken(n), needs: [] }), today) === undefined).toBe(isEnough);
  });
  test('a released number alone is enough: it tells of no few', () => {
    expect(firstUnfitReportStep(draft({ taken: [] }), today)).toBeUndefined();
  });
});

describe('what is wrong is said at its place', () => {
  test.each([
    [{ from: '2026-11-02', until: '2026-11-01' }, { until: 'until-early' }, 1],
    [{ recipient: ' ' }, { recipient: 'body-missing' }, 3],
    [{ handedOn: '' }, { handedOn: 'handed-missing' }, 3],
    [{ handedOn: '2026-12-24', answeredOn: '', answer: '', answerBy: '' }, { handedOn: 'handed-ahead' }, 3],
    [{ answerBy: '2026-10-01' }, { answerBy: 'by-early' }, 3],
    [{ answer: '' }, { answer: 'answer-missing' }, 3],
    [{ answeredOn: '' }, { answeredOn: 'answered-missing' }, 3],
    [{ answeredOn: '2026-10-01' }, { answeredOn: 'answered-early' }, 3],
    [{ answeredOn: '2026-11-30' }, { answeredOn: 'answered-ahead' }, 3],
    [{ closedOn: '2026-10-01' }, { closedOn: 'closed-early' }, 3],
    [{ closedOn: '2026-11-30' }, { closedOn: 'closed-ahead' }, 3],
    [{ name: '' }, {}, 0],
    [{ seen: 'x'.repeat(10_000) }, {}, 2],
    [{ became: 'x'.repeat(10_000) }, {}, 3],
  ] as const)('%o → %o at step %i', (some, faults, step) => {
    expect(socialReportFaults(draft(some), today)).toEqual(faults);
    expect(firstUnfitReportStep(draft(some), today)).toBe(step);
  });

  test.each(pasted)(
    '%s: kept and back as it was written, or refused at its place with the draft as it is',
    (_, seen) => {
      const written = draft({ seen, since: '<b>kesä</b>' });
      expect(SocialReportDrafts.read(written)).toEqual({ data: written, isWhole: true });
      if (firstUnfitReportStep(written, today) === 2) return;
      const record = SocialReport.parse({
        ...{
          kind: 'socialreport',
          id: id(1),
          rev: 1,
          at: '2026-11-21T12:52:00.000Z',
          v: 1,
          unit: 'oma',
          device: id(2),
        },
        ...socialReportFields(written),
      });
      const again = socialReportForm(record);
      const apart = { taken: [], reporters: [] };
      expect({ ...again, ...apart }).toEqual({ ...written, ...apart, seen: seen.trim() });
      expect(again.taken.map((one) => one.id)).toEqual(written.taken.map((one) => one.id));
      expect(again.reporters).toEqual(written.taken.map(({ device }) => device).sort());
    },
  );

  test('with every field full it is under what the receiver takes', () => {
    const { line, words } = socialReportLimits;
    const [l, w] = ['ä'.repeat(line), '漢'.repeat(words)];
    const full = draft({
      ...{ area: l, since: l, whom: l, recipient: l, seen: w, causes: w, proposed: w, answer: w, became: w },
      taken: Array.from({ length: mostPhenomena }, (_, at) => ({ id: id(at), device: id(1000 + (at % 100)) })),
      needs: Array.from({ length: mostNeeds }, () => ({
        ...aSocialReport.needs[0]!,
        area: 'ä'.repeat(socialReportLimits.name),
      })),
    });
    const record = {
      ...{ kind: 'socialreport', id: id(1), rev: 1, at: '2026-11-21T12:52:00.000Z', v: 1, unit: 'oma', device: id(2) },
      ...socialReportFields(full),
    };
    expect(firstUnfitReportStep(full, today)).toBeUndefined();
    expect(() => SocialReport.parse(record)).not.toThrow();
    expect(Buffer.byteLength(JSON.stringify(record))).toBeLessThan(recordLimit);
  });
});

describe('gathered by theme, area and time', () => {
  const areas = new Map([
    ['asema', 'Keskusta'],
    ['tori', 'Keskusta'],
  ]);
  const all: Looked = { topics: [], area: '', from: '', until: '' };
  const five = [1, 2, 3, 4, 5].map((n) => phenomenon(n, { place: n % 2 ? 'Asema' : 'Tori' }));
  const other = phenomenon(6, { topic: 'money', place: 'Kirjasto', at: '2026-10-01T12:00:00.000Z' });

  test('from five on they are told, fewer not, nor how many they are', () => {
    expect(gatherPhenomena(five, all, areas)).toMatchObject({ is: 'told', phenomena: { length: 5 } });
    expect(gatherPhenomena(five.slice(1), all, areas)).toEqual({ is: 'few' });
    expect(gatherPhenomena([], all, areas)).toEqual({ is: 'none' });
  });
  test.each([
    ['a theme', { topics: ['housing'] }, 5],
    ['an area of two places', { area: 'Keskusta' }, 5],
    ['days', { from: '2026-11-01', until: '2026-11-30' }, 5],
    ['all', {}, 6],
    ['another theme, of which there is one', { topics: ['money'] }, 0],
    ['a place of which there is one', { area: 'Kirjasto' }, 0],
    ['one day before', { until: '2026-11-09' }, 0],
  ] as const)('%s', (_, some, count) => {
    const told = gatherPhenomena([...five, other], { ...all, ...some }, areas);
    expect(told.is === 'told' ? told.phenomena.length : 0).toBe(count);
  });
  test('only areas of which enough was seen are offered', () => {
    expect(areasOf([...five, other], areas)).toEqual(['Keskusta']);
  });
  test('their order tells neither who logged them nor when', () => {
    const told = gatherPhenomena([...five].reverse(), all, areas);
    expect(told).toEqual(gatherPhenomena(five, all, areas));
  });

  describe('needs as they were released', () => {
    const shown = (n: number) => ({ is: 'shown', n }) as const;
    const told = (
      length: 'month' | 'quarter',
      date: string,
      numbers: [string, ReturnType<typeof shown> | { is: 'few' }][],
    ) =>
      ({
        period: periodOf(length, date),
        published: { all: new Map(numbers), by: new Map([['where', new Map([['Keskusta', new Map([numbers[0]!])]])]]) },
      }) as unknown as ToldPeriod;
    const releases = [
      told('month', '2026-07-01', [
        ['need:housing', shown(7)],
        ['need:money', { is: 'few' }],
      ]),
      told('quarter', '2026-07-01', [
        ['need:housing', shown(21)],
        ['need:money', shown(9)],
      ]),
    ];
    const counts = (some: Partial<Looked>) =>
      releasedNeeds(releases, { ...all, ...some }).map(({ topic, area, from, count }) => [topic, area, from, count]);

    test('the longest period of the latest; a hidden number is none', () => {
      expect(counts({})).toEqual([
        ['housing', undefined, '2026-07-01', 21],
        ['money', undefined, '2026-07-01', 9],
      ]);
      expect(counts({ until: '2026-07-31' })).toEqual([['housing', undefined, '2026-07-01', 7]]);
    });
    test('of the chosen themes and area only', () => {
      expect(counts({ topics: ['money'] })).toEqual([['money', undefined, '2026-07-01', 9]]);
      expect(counts({ area: 'Keskusta' })).toEqual([['housing', 'Keskusta', '2026-07-01', 21]]);
      expect(counts({ area: 'Muualla' })).toEqual([]);
    });
  });
});

describe('what became of it comes back to where it was logged', () => {
  const fromElsewhere = (n: number, some: object = {}) => ({
    ...{ kind: 'socialreport', id: id(n), rev: 1, at: '2026-11-21T12:52:00.000Z', v: 1, unit: 'muu', device: id(700) },
    ...socialReportFields(draft({ reporters: [], taken: taken(5) })),
    ...some,
  });
  let own: string;
  beforeEach(async () => {
    own = await deviceId();
    await setSetting('unit', 'oma');
  });
  const names = async () => (await socialReportsOfOthers()).map((one) => one.id);
  const unread = async () => (await unreadOutcomes()).map((one) => one.id);

  test('reports of the unit and those that this device logged something for are kept, no others', async () => {
    await takeSocialReports([
      fromElsewhere(1),
      fromElsewhere(2, { unit: 'oma' }),
      fromElsewhere(3, { reporters: [own] }),
      7,
    ]);
    expect((await names()).sort()).toEqual([id(2), id(3)]);
    expect(await unread()).toEqual([id(3)]);
  });

  test('it is told once it is answered or closed, until it is read, and anew when there is more', async () => {
    const waiting = { reporters: [own], answeredOn: undefined, answer: undefined };
    await takeSocialReports([fromElsewhere(1, waiting)]);
    expect(await unread()).toEqual([]);
    await takeSocialReports([fromElsewhere(1, { ...waiting, rev: 2, closedOn: '2026-11-25' })]);
    const [closed] = await unreadOutcomes();
    expect(closed?.closedOn).toBe('2026-11-25');
    await outcomeRead(closed!);
    expect(await unread()).toEqual([]);
    await takeSocialReports([fromElsewhere(1, { reporters: [own], rev: 3 })]);
    expect(await unread()).toEqual([id(1)]);
  });

  test('one that was deleted is gone', async () => {
    await takeSocialReports([fromElsewhere(1, { reporters: [own] })]);
    const { kind, at, v, unit, device } = fromElsewhere(1);
    await takeSocialReports([{ kind, id: id(1), rev: 2, at, v, unit, device, deleted: true }]);
    expect(await names()).toEqual([]);
  });

  test('what this device put together itself is its own, and not told to it', async () => {
    const made = await create(SocialReport, socialReportFields(draft({ reporters: [own] })));
    await takeSocialReports([{ ...made, rev: 2 }]);
    expect(await names()).toEqual([]);
    expect(await unread()).toEqual([]);
  });
});

test('its document names the body and its answer, and never a device', () => {
  const words = documentWords();
  const texts = textsOf(socialReportDocument(aSocialReport, (topic) => `teema ${topic}`, words));
  for (const said of [
    'Kukkulan lautakunta',
    'paikkoja lisätään',
    'kymmenen paikkaa',
    'teema housing',
    '12',
    '7–9/2026',
  ])
    expect(texts.join('\n')).toContain(said);
  for (const { id: one, device } of aSocialReport.taken)
    expect(texts.join('\n')).not.toMatch(new RegExp(`${one}|${device}`));
  expect(textsOf(socialReportDocument(emptySocialReport, String, words)).length).toBeGreaterThan(3);
});
