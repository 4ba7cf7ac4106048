/**
 * Every dialect carries every field of every kind of record: what is made for a server, read as whoever stands behind it reads
 * it, is the record that went out. Where a dialect's settings leave something out, that is said before it is used.
 */

import { afterEach, describe, expect, test } from 'vitest';
import { dialects } from '../../src/delivery/dialects/all.ts';
import type { Sendable } from '../../src/delivery/dialects/dialect.ts';
import { recordIn } from '../../src/delivery/dialects/shown.ts';
import { records } from '../../src/records.ts';
import { type FhirItem, toFhir } from '../../src/survey/instrument/formats/fhir.ts';
import { itemsOfAnswers } from '../../src/survey/instrument/formats/fhir-answers.ts';
import type { Instrument } from '../../src/survey/instrument/instrument.ts';
import { knowInstruments } from '../../src/survey/instrument/known.ts';
import { instruments } from '../../src/survey/instruments/all.ts';
import { SurveyResponse } from '../../src/survey/response.ts';
import { fc } from '../support/property.ts';
import { endpoint } from './dialect-support.ts';

afterEach(() => knowInstruments([]));

const envelope = {
  rev: 3,
  at: '2026-11-21T12:00:00.000Z',
  unit: 'Päiväkeskus',
  device: '7d6f0c1e-2b3a-4c5d-8e9f-0a1b2c3d4e5f',
};
const id = (n: number) => `3f8e2b54-7a1d-4c9e-9b0a-${String(n).padStart(12, '0')}`;

/** A record of a kind with something in each of its fields: what a dialect must not lose, whatever it means. */
const full = (kind: (typeof records)[number], n: number): Sendable => ({
  kind: kind.name,
  id: id(n),
  v: kind.version,
  ...envelope,
  ...Object.fromEntries(
    kind.fields.map((field, at) => [field, [`Ä ${field} "q"\n`, at, { [field]: [at, null] }, [field]][at % 4]]),
  ),
});
const response: Sendable = SurveyResponse.parse({
  ...{ kind: 'response', id: id(99), v: SurveyResponse.version, ...envelope, rev: 1 },
  ...{ bundle: 'esis', bundleVersion: '1', language: 'fi', mode: 'assisted', agreed: true, took: '5-10' },
  parts: [
    {
      ...{ instrument: 'esis', instrumentVersion: '1', language: 'fi', checksum: 'a'.repeat(64) },
      answers: [5, null, 1, 2, 3, 4, 5, 1, 2, 3],
      several: { a: [1, 2] },
      texts: { b: 'Äänekoski\n"q"' },
      unseen: ['c'],
    },
    {
      ...{ instrument: 'background', instrumentVersion: '1', language: 'fi', checksum: 'b'.repeat(64) },
      answers: [3, null, null, null],
    },
  ],
  ...{ code: 'K7M4PX27', plan: 'new', wave: 2, checked: true, differed: false },
}) as never;
const all = [...records.map(full), response];

const uids = Object.fromEntries(
  [...new Set(all.flatMap(Object.keys)), 'deleted'].map((field, at) => [field, `a${String(at).padStart(10, '0')}`]),
);
const settings: Record<string, object[]> = {
  dhis2: [
    {
      program: 'a0000000000',
      programStage: 'a0000000000',
      orgUnit: 'a0000000000',
      dataElements: { record: 'aRecord0000' },
    },
  ],
  kobotoolbox: [{ form: 'aForm' }],
  directus: [{ body: 'json' }, { body: 'flat' }],
  postgrest: [{ body: 'json' }, { body: 'flat' }, { proof: 'status' }],
  plain: [{}, { body: 'single' }, { body: 'array' }],
};

/** The records in the body of a request, read as whoever stands behind the server reads them. */
const readers: Record<string, (body: string) => unknown[]> = {
  fhir: (body) =>
    JSON.parse(body).entry.map(({ resource }: { resource: { extension: { url: string; valueString: string }[] } }) =>
      JSON.parse(resource.extension.find(({ url }) => url === 'urn:kenttakirja:record')!.valueString),
    ),
  dhis2: (body) =>
    JSON.parse(body).events.map(({ dataValues }: { dataValues: { value: string }[] }) =>
      JSON.parse(dataValues[0]!.value),
    ),
  kobotoolbox(body) {
    const { meta: _, body: own, ...texts } = JSON.parse(body).submission;
    const { rev, v, deleted, ...rest } = texts;
    return [
      { ...rest, rev: Number(rev), v: Number(v), ...(deleted === 'true' ? { deleted: true } : {}), ...JSON.parse(own) },
    ];
  },
  elasticsearch: (body) =>
    body
      .trim()
      .split('\n')
      .filter((_, at) => at % 2 === 1)
      .map((line) => {
        const { deleted, ...record } = JSON.parse(line);
        return deleted ? { ...record, deleted } : record;
      }),
  couchdb: (body) => JSON.parse(body).docs.map(({ _id, ...doc }: Record<string, unknown>) => doc),
  'json-api': (body) => [{ id: JSON.parse(body).data.id, ...JSON.parse(body).data.attributes }],
  'rest-put': (body) => [JSON.parse(body)],
  webhook: (body) => [JSON.parse(body)],
  plain: (body) => [JSON.parse(body).records ?? JSON.parse(body)].flat(),
  directus: (body) => JSON.parse(body).map(recordIn),
  postgrest: (body) => JSON.parse(body).map(recordIn),
};

const cases = [...dialects.values()].flatMap((dialect) =>
  (settings[dialect.name] ?? [{}]).map((given) => [dialect.name, given] as const),
);

describe.each(cases)('%s with %o', (name, given) => {
  const dialect = dialects.get(name)!;
  const options = dialect.options.parse(given);
  const at = endpoint('https://server.example.org/records');

  test.each(all.map((record) => [record.kind, record] as const))('a %s arrives with every field', (_, record) => {
    const { body } = dialect.request([record], at, options);
    expect(readers[name]!(body!)).toEqual([record]);
  });

  test('says that nothing is lacking', () => {
    expect(
      dialect.lacks?.(
        records.map(({ name: kind }) => kind),
        options,
      ) ?? [],
    ).toEqual([]);
  });
});

describe('a dialect whose settings leave fields out', () => {
  const dialect = dialects.get('dhis2')!;
  const some = settings.dhis2![0]!;

  test.each(['parts', 'code', 'unit', 'mode', 'plan', 'bundle'])('names %s where it has no data element', (field) => {
    const dataElements = Object.fromEntries(Object.entries(uids).filter(([name]) => name !== field));
    const options = dialect.options.parse({ ...some, dataElements });
    expect(dialect.lacks?.(['response'], options)).toEqual([field]);
    expect(dialect.lacks?.(['outing'], options)).toEqual(['unit', 'plan'].filter((one) => one === field));
  });

  test('a server that drops what it has no column for is known for it, where the record is not one value', () => {
    const directus = dialects.get('directus')!;
    expect([{ body: 'flat' }, {}].map((given) => directus.mayDrop?.(directus.options.parse(given)))).toEqual([
      true,
      false,
    ]);
  });
});

describe('the items of a QuestionnaireResponse', () => {
  const own: Instrument = {
    ...instruments.find(({ id: one }) => one === 'work-ability')!,
    ...{ id: 'own', version: '7' },
    order: [1, 2],
    scales: { yes: [1, 0] },
    items: [
      { id: 'q1', type: 'scale' },
      { id: 'q2', type: 'single', scale: 'yes', section: 'a' },
      { id: 'q3', type: 'several', scale: 'yes', section: 'a' },
      { id: 'said', type: 'statement', section: 'a' },
      { id: 'q4', type: 'number' },
      { id: 'q5', type: 'long', section: 'b' },
      { id: 'q6', type: 'short', section: 'a' },
    ],
  } as Instrument;
  type Linked = { linkId: string; item?: Linked[]; answer?: Record<string, unknown>[] };
  /** Every item as `group/item`, with its type or the names of its values. */
  const paths = (items: readonly object[], within = ''): [string, Linked & FhirItem][] =>
    (items as readonly Linked[]).flatMap((item) => [
      [`${within}${item.linkId}`, item as never] as [string, Linked & FhirItem],
      ...paths(item.item ?? [], `${within}${item.linkId}/`),
    ]);
  const values: Record<string, string> = {
    choice: 'valueCoding',
    decimal: 'valueDecimal',
    string: 'valueString',
    text: 'valueString',
  };

  test.each([...instruments, own].map((one) => [one.id, one] as const))(
    '%s: link ids, groups and values are those of its Questionnaire',
    (_, instrument) => {
      const asked = new Map(paths(toFhir(instrument).item!));
      const given = instrument.items.map((item) =>
        item.type === 'number' ? 2.5 : item.type === 'scale' || item.type === 'single' ? 1 : null,
      );
      const words = instrument.items.filter(({ type }) => type === 'long' || type === 'short');
      const more = { several: { q3: [1, 0] }, texts: Object.fromEntries(words.map(({ id: one }) => [one, 'Sana'])) };
      const answered = paths(itemsOfAnswers(instrument, { answers: given, ...more }));
      for (const [path, item] of answered) {
        const question = asked.get(path);
        expect(question, path).toBeDefined();
        for (const answer of item.answer ?? []) {
          expect(Object.keys(answer), path).toEqual([values[question!.type]]);
          const { valueCoding } = answer as { valueCoding?: { system: string; code: string } };
          if (valueCoding)
            expect(question!.answerOption?.some((option) => option.valueCoding?.system === valueCoding.system)).toBe(
              true,
            );
        }
        if (question!.type !== 'group') expect(item.answer?.length, `${path} was answered`).toBeGreaterThan(0);
      }
      const questions = [...asked].filter(([, { type }]) => type !== 'group' && type !== 'display');
      const groups = [...asked].filter(([, { type }]) => type === 'group');
      expect(answered.map(([path]) => path).sort()).toEqual([...questions, ...groups].map(([path]) => path).sort());
    },
  );

  test('an instrument of the organisation’s own is named by its questions once it is known; before that nothing is lost', () => {
    const fhir = dialects.get('fhir')!;
    const record = {
      ...response,
      ...{ bundle: 'own', bundleVersion: '7' },
      parts: [
        {
          ...{ instrument: 'own', instrumentVersion: '7', language: 'fi', checksum: 'a'.repeat(64) },
          answers: [1, 0, null, null, 2.5, null, null],
          texts: { q5: 'Pitkä' },
        },
      ],
    };
    const sent = () => fhir.request([record as Sendable], endpoint('https://a.example'), fhir.options.parse({})).body!;
    expect(JSON.parse(sent()).entry[0].resource).not.toHaveProperty('item');
    expect(readers.fhir!(sent())).toEqual([record]);
    knowInstruments([own]);
    expect(JSON.stringify(JSON.parse(sent()).entry[0].resource.item)).toContain(
      '{"linkId":"b.6","item":[{"linkId":"q5","answer":[{"valueString":"Pitkä"}]}]}',
    );
    const many = {
      ...record,
      bundle: 'many',
      parts: [(response as unknown as { parts: object[] }).parts[0]!, ...record.parts],
    };
    const item = JSON.parse(
      fhir.request([many as Sendable], endpoint('https://a.example'), fhir.options.parse({})).body!,
    ).entry[0].resource.item as Linked[];
    expect(paths(item).map(([path]) => path)).toEqual(
      expect.arrayContaining(['esis/esis.s1', 'own/own.q1', 'own/own.b.6/own.q5']),
    );
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: 1, max: 5 })), { maxLength: 12 }), (answers) => {
        expect(() => itemsOfAnswers(own, { answers })).not.toThrow();
      }),
      { numRuns: 50, seed: 14 },
    );
  });
});
