/** A report to a funder: every number in it is one that was released, and what is joined is told as it stands. */

import { describe, expect, test } from 'vitest';
import { FunderReport, funderReportLimits } from '../../src/assessment/funder-report/funder-report.ts';
import {
  emptyFunderReport,
  type FunderReportDraft,
  funderReportFields,
  funderReportForm,
  isReportFit,
  periodOfReport,
  reportPeriods,
} from '../../src/assessment/funder-report/funder-report-draft.ts';
import { actionsIn, joinable } from '../../src/assessment/funder-report/joinable-store.ts';
import { type PublishedNumber, smallest } from '../../src/disclosure/suppression.ts';
import { amount, interval, percent } from '../../src/i18n/numbers.ts';
import type { Encounter } from '../../src/outreach/encounter.ts';
import { closeMonth, type NumbersRelease } from '../../src/outreach/numbers/release.ts';
import { monthsOfYear } from '../../src/periods/grid.ts';
import { periodOf } from '../../src/periods/periods.ts';
import { funderReportDocument } from '../../src/results/funder-report/funder-report-document.ts';
import { saidMean, writer } from '../../src/results/in-words.ts';
import { aboutOf } from '../../src/results/release-shape.ts';
import type { Results } from '../../src/results/results.ts';
import { groupOf } from '../../src/results/wave-results.ts';
import { newId } from '../../src/store/id.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { pasted } from '../support/pasted.ts';
import { fc } from '../support/property.ts';
import { releasedResults } from '../support/released.ts';
import { responses } from '../support/responses.ts';
import {
  aFunderReport,
  anEvent,
  documentWords,
  reportSources,
  textsOf,
  toldYear,
} from '../support/written-documents.ts';
import { anAction } from '../support/written-rounds.ts';

const words = documentWords();
const { t, language } = words;
const id = (n: number) => `3f8e2b54-7a1d-4c9e-9b0a-${String(n).padStart(12, '0')}`;
const record = (fields: object) => ({
  ...{ kind: 'funderreport', id: id(1), rev: 1, at: '2026-11-21T12:52:00.000Z', v: 1, unit: 'oma', device: id(2) },
  ...fields,
});
const draft = (some: Partial<FunderReportDraft> = {}): FunderReportDraft => ({
  ...emptyFunderReport('2026-11-29'),
  name: 'Keittiöhanke',
  ...some,
});
const year = periodOf('year', '2025-01-01');
type Sources = Parameters<typeof reportSources>[0];
const made = (report: FunderReportDraft, sources: Sources) =>
  funderReportDocument(report, reportSources(sources), words);

/** What stands in the place of a number: the cells beside the first column, and the lines of one number. */
const numbersIn = (report: FunderReportDraft, sources: Sources): string[] =>
  made(report, sources).blocks.flatMap((block) => {
    if (block.is === 'chart' || block.is === 'table') {
      const { rows } = block.is === 'chart' ? block.table : block;
      return rows.flatMap(([, ...cells]) => cells.map(({ text }) => text));
    }
    if (block.is !== 'paragraph') return [];
    return [...block.inline.text.matchAll(/^[^\d]*: (.*\d.*)$/g)].map(([, number]) => number!);
  });

describe('every number is one that was released', () => {
  test('of outreach: shown ones as they were told, hidden ones as hidden, and none that was only counted', () => {
    const keys = ['met', 'depth:brief', 'depth:conversation', 'depth:guidance', 'other:declined', 'topic:money'];
    const one: fc.Arbitrary<PublishedNumber> = fc.oneof(
      fc.record({ is: fc.constant('shown' as const), n: fc.integer({ min: smallest, max: 5_000 }) }),
      fc.constant({ is: 'few' as const }),
      fc.constant({ is: 'guard' as const }),
    );
    const hidden = new Set<string>([t('outreach.numbers.few'), t('outreach.numbers.guard')]);
    const subjects = ['depth', 'other', 'topic'];
    fc.assert(
      fc.property(fc.tuple(...keys.map(() => one)), fc.subarray(subjects, { minLength: 1 }), (told, outreach) => {
        const all = Object.fromEntries(keys.map((key, at) => [key, told[at]!]));
        const shown = new Set(told.flatMap((number) => (number.is === 'shown' ? [amount(number.n, language)] : [])));
        const found = numbersIn(draft({ outreach }), { outreach: [toldYear(all)] });
        expect(found.filter((text) => !shown.has(text) && !hidden.has(text))).toEqual([]);
        const wanted = keys.filter((key) => key !== 'met' && outreach.includes(key.split(':')[0]!));
        expect(found.length).toBeGreaterThanOrEqual(Math.min(1, wanted.length));
      }),
    );
  });

  test('of outreach, closed from encounters: what of a year is small is told of no chosen subject', async () => {
    const met = (month: string, depth: Encounter['depth'], count: number) =>
      Array.from(
        { length: count },
        () =>
          ({
            ...{ kind: 'encounter', id: newId(), rev: 1, v: 1, unit: 'oma', device: id(9), outingId: id(8) },
            ...{ place: 'Asema', at: `${month.slice(0, 8)}10T12:00:00.000Z`, depth, topics: [], people: '1' },
          }) as unknown as Encounter,
      );
    let releases: NumbersRelease[] = [];
    for (const month of monthsOfYear('2025-01-01')) {
      const encounters = [...met(month, 'brief', 9), ...(month.endsWith('-03-01') ? met(month, 'guidance', 3) : [])];
      const logged = { encounters, tallies: [], guidances: [], unmets: [] };
      const closed = await closeMonth({ month, logged, outings: [], areas: new Map() }, releases, () => undefined);
      releases = [...releases, closed];
    }
    const told = releases.flatMap((one) => one.told).find(({ period }) => period.length === 'year')!.published.all;
    const shown = new Set([...told.values()].flatMap((one) => (one.is === 'shown' ? [amount(one.n, language)] : [])));
    const found = numbersIn(draft({ outreach: ['depth', 'other', 'way'] }), { outreach: releases });
    expect(found.length).toBeGreaterThan(2);
    expect(found.filter((text) => /\d/.test(text) && !shown.has(text) && !/^<5$/.test(text))).toEqual([]);
    expect(found).not.toContain('3');
  });

  const coded = (unit: string, count: number, at: string, step = 0) =>
    responses(count, { unit, at }).map((one, index) => ({
      ...one,
      code: `${unit}${index}`,
      answers: one.answers.map((_, item) => 2 + step + (index % 10 < item ? 1 : 0)),
    }));
  const about = aboutOf(esis);
  const survey = (results: Results) => ({ surveys: [{ about, results }] });

  test('says once of a survey why nothing is told of some questions, and of which numbers nothing was released', async () => {
    const results = await releasedResults(esis, coded('Päiväkeskus', 30, '2025-02-10T12:00:00.000Z'), {
      ...{ least: 10, period: 'half' },
    });
    const group = groupOf(results.waves[0]!, year)!;
    const items = group.statistics!.items.map(({ item }) => ({ item }));
    const groups = [{ ...group, statistics: { ...group.statistics!, items } }];
    const report = draft({ surveys: [about], outreach: ['depth'] });
    const said = textsOf(made(report, { ...survey({ ...results, waves: [{ wave: 0, groups }] }), outreach: [] }));
    expect(said.filter((text) => text === t('report.itemWithheld'))).toHaveLength(1);
    expect(said.join('\n')).toContain(esis.texts.fi!.items.join(' · '));
    expect(said).toContain('Jalkautumisen lukuja jaksolta 2025 ei ole julkaistu tässä laitteessa.');
  });

  test('of a survey: counts, means, intervals and shares as its release tells them, at each time', async () => {
    const results = await releasedResults(
      esis,
      [
        ...coded('Päiväkeskus', 30, '2025-02-10T12:00:00.000Z'),
        ...coded('Päiväkeskus', 24, '2025-08-11T12:00:00.000Z', 1),
      ],
      { least: 10, period: 'year' },
    );
    const groups = results.waves.flatMap((wave) => groupOf(wave, year) ?? []);
    expect(groups.length).toBe(2);
    const known = new Set(
      groups.flatMap(({ n, statistics }) => {
        const { scores = [], items = [] } = statistics ?? {};
        return [
          String(n),
          ...scores.flatMap(({ mean, mark }) => [
            saidMean(mean, language, t),
            interval(mean, writer(mean, language)) ?? '–',
            ...(mark?.share ? [percent(mark.share.value, language)] : []),
          ]),
          ...items.flatMap(({ mean }) => (mean ? [t('report.itemMean', { value: saidMean(mean, language, t) })] : [])),
        ];
      }),
    );
    const found = numbersIn(draft({ surveys: [about] }), survey(results));
    expect(found.filter((text) => /\d/.test(text)).length).toBeGreaterThan(4);
    expect(found.filter((text) => /\d/.test(text) && !known.has(text) && !/%|vastau/.test(text))).toEqual([]);
    expect(textsOf(made(draft({ surveys: [about] }), survey(results)))).toContain(
      'Julkaistut luvut ajalta 1.1.2025–31.12.2025.',
    );
  });

  test('of a survey that few answered no mean is told, and why', async () => {
    const results = await releasedResults(esis, coded('Pieni', 4, '2025-02-10T12:00:00.000Z'), {
      least: 10,
      period: 'year',
    });
    const texts = textsOf(made(draft({ surveys: [about] }), survey(results)));
    expect(texts).toContain('Ei näytetä: vastauksia on alle 10.');
    expect(texts.some((text) => /95\s%:n väli \d/.test(text))).toBe(false);
  });

  test('no number of a period that goes on, or whose release is not closed here: it is told as such', () => {
    const now = draft({ outreach: ['depth'], period: { length: 'year', from: '2026-01-01' } });
    const running = textsOf(made(now, {}));
    expect(running).toContain('Jakso 2026 ei ole päättynyt. Sen lukuja ei ole julkaistu.');
    const open = textsOf(made(draft({ outreach: ['depth'], period: { length: 'half', from: '2025-07-01' } }), {}));
    expect(open).toContain('Jalkautumisen lukuja jaksolta 7–12/2025 ei ole julkaistu tässä laitteessa.');
    for (const texts of [running, open]) expect(texts.join('\n')).not.toMatch(/611|1\s?234|7919/);
  });

  test('a survey that is not on the device is told as that, and none that was not chosen', () => {
    expect(textsOf(made(draft({ surveys: ['x'] }), {}))).toContain('Valitun kyselyn tuloksia ei ole tässä laitteessa.');
    expect(textsOf(made(draft(), {})).join('\n')).not.toMatch(/611|7919/);
  });
});

describe('what is joined', () => {
  test('stands whole under its own title, its day and where it stands, in the order of the report', () => {
    const { blocks } = made(aFunderReport, {});
    const headings = blocks.flatMap((block) =>
      block.is === 'heading' && block.level <= 3 ? [`${block.level} ${block.inline.text}`] : [],
    );
    expect(headings).toEqual([
      ...['2 Jalkautumisen luvut', '3 Millaisia kohtaamisia', '3 Ei kontaktia'],
      ...['2 Yhteiskehittäminen', '3 Kehittämisilta', '2 Osallisuuden palaset', '3 Avoin keittiö'],
      ...['2 Lopuksi', '2 Luvuista'],
    ]);
    const texts = textsOf({ blocks });
    for (const said of ['alkusanat ovat', 'uusi aukiolo', '2.11.2026–20.11.2026 · Pidetty', 'arvio 24 on'])
      expect(texts).toContain(said);
  });

  test('an event that was cancelled is told as cancelled', async () => {
    const { coDevelopmentDocument } = await import('../../src/assessment/co-development/co-development-document.ts');
    const joinable = [
      {
        joinable: { kind: 'codevelopment', title: () => 'Yhteiskehittäminen' },
        candidates: [
          {
            id: 'e1',
            write: () => coDevelopmentDocument({ ...anEvent, state: 'cancelled' }, [], words),
          },
        ],
      },
    ];
    expect(textsOf(made(draft({ parts: [{ kind: 'codevelopment', id: 'e1' }] }), { joinable }))).toContain(
      '2.11.2026–20.11.2026 · Peruttu',
    );
  });

  test('that was deleted since is told as gone, not as what it was', () => {
    const texts = textsOf(
      made(
        draft({
          parts: [
            { kind: 'story', id: 's1' },
            { kind: 'codevelopment', id: 'e9' },
          ],
        }),
        {},
      ),
    );
    expect(texts).toContain('2 valituista osista ei ole enää tässä laitteessa.');
  });

  test('may be of every kind of the team’s work', () => {
    expect(joinable.map(({ kind }) => kind)).toEqual([
      ...['projectcard', 'assessment', 'programme', 'principles', 'codevelopment', 'inclusionpractice'],
      ...['socialreport', 'story', 'action'],
    ]);
  });

  test('actions are those agreed by the end of the period and not done before it began', () => {
    const actions = [
      anAction(1, { agreed: '2026-01-01' }),
      anAction(2, { agreed: '2025-12-31' }),
      anAction(3, { agreed: '2024-01-01', state: 'done', doneOn: '2024-12-31' }),
      anAction(4, { agreed: '2024-01-01', state: 'done', doneOn: '2025-01-01' }),
    ];
    expect(actionsIn(actions, year).map(({ what }) => what)).toEqual(['teko 2', 'teko 4']);
  });
});

describe('its record', () => {
  test('holds what was chosen and no number, and gives the same form again', () => {
    const kept = FunderReport.parse(record(funderReportFields({ ...aFunderReport, surveys: ['["esis","1"]'] })));
    expect(funderReportForm(kept)).toEqual({ ...aFunderReport, surveys: ['["esis","1"]'] });
    expect(JSON.stringify(kept)).not.toMatch(/611|1234/);
  });

  test.each(pasted)('%s stands as it was written', (_, text) => {
    const report = draft({ opening: text });
    expect(isReportFit(report)).toBe(true);
    expect(FunderReport.parse(record(funderReportFields(report))).opening).toBe(text.trim());
    expect(textsOf(made(report, {}))).toContain(text);
  });

  test('is refused without a name, with an identity code, and where a text is too long', () => {
    expect(isReportFit(draft({ name: ' ' }))).toBe(false);
    expect(isReportFit(draft({ closing: '131052-308T' }))).toBe(false);
    expect(isReportFit(draft({ opening: 'a'.repeat(funderReportLimits.words + 1) }))).toBe(false);
  });

  test('is of the year that ended last, and may be of this one, a half or a quarter', () => {
    expect(periodOfReport(emptyFunderReport('2026-11-29'))).toEqual(year);
    const periods = reportPeriods('2026-05-02').map(({ length, from }) => `${length} ${from}`);
    expect(periods.slice(0, 4)).toEqual(['year 2026-01-01', 'year 2025-01-01', 'year 2024-01-01', 'half 2026-01-01']);
    expect(periods).toContain('quarter 2026-04-01');
    expect(periods).not.toContain('half 2026-07-01');
  });
});
