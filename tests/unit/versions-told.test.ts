/** A survey of which two versions were answered: each is called as a person reads it, and what is told is of the one that was answered. */
import i18next from 'i18next';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { beforeAll, describe, expect, test } from 'vitest';
import finnish from '../../locales/fi.json';
import { paragraph } from '../../src/documents/text-document.ts';
import { periodKey } from '../../src/periods/grid.ts';
import { periodOf } from '../../src/periods/periods.ts';
import { funderReportDocument } from '../../src/results/funder-report/funder-report-document.ts';
import { qualityDocument } from '../../src/results/quality-document.ts';
import { ReportPart } from '../../src/results/report-part.tsx';
import { type Results, versionBeside, versionTold } from '../../src/results/results.ts';
import { groupIn, type SummaryOf, summaryDocument } from '../../src/results/summary.ts';
import { otherItems } from '../../src/results/summary-page.tsx';
import { lookedAtIn, partsLookedAt, scoredParts } from '../../src/results/use-looked-at.ts';
import { versionName } from '../../src/survey/instrument/version.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { releasedResults } from '../support/released.ts';
import { responses } from '../support/responses.ts';
import { aFunderReport, documentWords, reportSources, textsOf } from '../support/written-documents.ts';

beforeAll(() => i18next.init({ lng: 'fi', resources: { fi: { translation: finnish } }, initAsync: false }));

const words = documentWords();
const made = '2.71306';
const own = (version: string) => ({ ...esis, id: 'oma', version });
const [spring, autumn] = ['2025-02-10T12:00:00.000Z', '2025-08-11T12:00:00.000Z'];
const to = (version: string, count: number, unit: string, at: string) =>
  responses(count, { instrument: 'oma', instrumentVersion: version, unit, at });
const resultsOf = (version: string, ...answered: ReturnType<typeof to>[]) =>
  releasedResults(own(version), answered.flat(), { least: 10, period: 'half' });
/** The day centre went over to the second version in autumn, the workshop did not. */
const first = await resultsOf('1', to('1', 24, 'Päiväkeskus', spring), to('1', 30, 'Työpaja', autumn));
const second = await resultsOf(made, to(made, 24, 'Päiväkeskus', autumn));
const parts = [second, first];
const halves = { spring: periodOf('half', '2025-01-01'), autumn: periodOf('half', '2025-07-01') };
const look = (unit: string | undefined, half: keyof typeof halves) => lookedAtIn(parts, unit, periodKey(halves[half]))!;
const summaryOf = (unit: string | undefined, half: keyof typeof halves): SummaryOf => {
  const { looked } = look(unit, half);
  const others = partsLookedAt(parts, looked).filter((part) => part !== looked.main);
  return {
    ...looked,
    ...{ title: 'Kysely', quotes: [], changed: [], nameOf: (one: string) => one, isListed: true, instruments: [] },
    scored: scoredParts({ parts, elsewhere: new Set() }, looked),
    others: others.map((results) => ({
      ...{ results, version: versionTold(results, parts) },
      items: results.instrument.items.map(({ id }) => id),
    })),
    isAskedElsewhere: false,
  };
};
const summary = (unit: string | undefined, half: keyof typeof halves) =>
  textsOf(summaryDocument(summaryOf(unit, half), words));

test.each([
  ['1', [], '1'],
  [made, [], '2'],
  [made, ['1'], '2'],
  [made, ['2.48317'], '2 (71306)'],
  [made, ['2'], '2 (71306)'],
  ['2', [made], '2'],
  ['2024-kevät', [made], '2024-kevät'],
])('version %s beside %s is called %s', (version, others, name) => {
  expect(versionName(version, [version, ...others])).toBe(name);
});

describe('nobody reads the digits of a version', () => {
  const surveys = parts.map((results) => ({
    ...{ about: results.instrument.version, results },
    version: versionTold(results, parts),
  }));
  const report = { ...aFunderReport, surveys: surveys.map(({ about }) => about) };
  const part = (results: Results) =>
    renderToString(
      h(ReportPart, {
        ...{ results, unit: undefined, period: halves.autumn, isAskedElsewhere: false, open: [], instruments: [] },
        ...{ version: versionTold(results, parts), across: ['1', made], line: undefined },
      }),
    );
  test.each([
    ['the summary', () => summary(undefined, 'autumn')],
    ['the quality of answers', () => textsOf(qualityDocument({ title: 'a', half: halves.autumn, parts }, words))],
    ['a report to a funder', () => textsOf(funderReportDocument(report, reportSources({ surveys }), words))],
    ['the questions to choose among', () => offered('autumn').map((one) => one.words)],
    ['the results of a survey', () => parts.map(part)],
  ])('in %s', (_, told) => {
    const said = told().join('\n');
    expect(said).toMatch(/Versio [12]\b/);
    expect(said).not.toContain(made);
  });

  test('files are named by them', () => expect(versionBeside(second, parts)).toBe(made));
});

const offered = (half: keyof typeof halves) =>
  otherItems({ parts }, look(undefined, half).looked, (version) => `Versio ${version}`);

describe('what is looked at', () => {
  test.each([
    ['Päiväkeskus', 'spring', '1'],
    ['Päiväkeskus', 'autumn', made],
    ['Työpaja', 'autumn', '1'],
    [undefined, 'spring', '1'],
    [undefined, 'autumn', made],
  ] as const)('of %s in %s is the version that was answered', (unit, half, version) => {
    const { looked } = look(unit, half);
    expect(looked.main.instrument.version).toBe(version);
    expect(groupIn(looked)?.standing).toBe('shown');
    const { blocks } = summaryDocument(summaryOf(unit, half), words);
    expect(blocks).not.toContainEqual(paragraph(words.t('report.withheld.none')));
  });

  test('can be every unit and period in which any version was answered', () => {
    const { units, periods } = look(undefined, 'autumn');
    expect(units).toEqual(['Päiväkeskus', 'Työpaja']);
    expect(periods.map(periodKey)).toEqual(expect.arrayContaining(Object.values(halves).map(periodKey)));
  });

  test('is told with its version, and of both where both were answered', () => {
    expect(summary('Työpaja', 'autumn').filter((text) => text.includes('Versio'))).toEqual([
      expect.stringContaining('Versio 1'),
    ]);
    const both = summary(undefined, 'autumn').join('\n');
    expect(both).toContain('Versio 1');
    expect(both).toContain('Versio 2');
  });

  test('asks no question of a version that nobody was asked then', () => {
    expect(offered('spring')).toEqual([]);
    expect(new Set(offered('autumn').map(({ results }) => results))).toEqual(new Set([first]));
  });
});
