import { describe, expect, test } from 'vitest';
import { dhis2Uid, dialect } from '../../src/delivery/dialects/dhis2.ts';
import { lackingByKind } from '../../src/delivery/endpoints/lacking.tsx';
import { fc } from '../support/property.ts';
import { answer, bodyOf, endpoint, one, stored, tombstone, two } from './dialect-support.ts';

const at = endpoint('https://dhis.example.org/api');
const given = {
  program: 'IpHINAT79UW',
  programStage: 'A03MvHHogjR',
  orgUnit: 'DiszpKrYNg8',
  orgUnits: { pohjoinen: 'O6uvpzGd5pu' },
  dataElements: { rev: 'qrur9Dvnyt5', topics: 'oZg33kd9taw', place: 'msodh3rEMJa', deleted: 'K6uUAvq500H' },
};
const options = dialect.options.parse(given);
const read = (reply: Parameters<typeof dialect.readResponse>[0], sent = [one, two]) =>
  dialect.readResponse(reply, sent, at, options);
const report = (errorReports: object[], uids: string[], status = 200) =>
  answer(status, {
    status: errorReports.length > 0 ? 'ERROR' : 'OK',
    validationReport: { errorReports, warningReports: [] },
    bundleReport: {
      typeReportMap: { EVENT: { objectReports: uids.map((uid) => ({ trackerType: 'EVENT', uid, errorReports: [] })) } },
    },
  });

test('a uid has eleven characters, begins with a letter, is always the same, and differs where the id does', () => {
  expect(dhis2Uid(one)).toBe(dhis2Uid({ id: one.id }));
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), (a, b) => {
      expect(dhis2Uid({ id: a })).toMatch(/^[A-Za-z][A-Za-z0-9]{10}$/);
      expect(dhis2Uid({ id: a }) === dhis2Uid({ id: b })).toBe(a === b);
    }),
  );
});

describe('DHIS2 is asked', () => {
  test('F16: to import at once, to create or update, and each event by itself', () => {
    const ask = dialect.request([{ ...one, unit: 'pohjoinen' }, tombstone], at, options);
    expect(ask).toMatchObject({
      method: 'POST',
      url: 'https://dhis.example.org/api/tracker?async=false&importStrategy=CREATE_AND_UPDATE&atomicMode=OBJECT&reportMode=FULL',
    });
    const common = { program: 'IpHINAT79UW', programStage: 'A03MvHHogjR', status: 'COMPLETED', occurredAt: one.at };
    const values = (rev: string, topics: string | null, place: string | null, deleted: string) => [
      { dataElement: 'qrur9Dvnyt5', value: rev },
      { dataElement: 'oZg33kd9taw', value: topics },
      { dataElement: 'msodh3rEMJa', value: place },
      { dataElement: 'K6uUAvq500H', value: deleted },
    ];
    expect(bodyOf(ask)).toEqual({
      events: [
        {
          event: dhis2Uid(one),
          orgUnit: 'O6uvpzGd5pu',
          ...common,
          dataValues: values('1', '["housing","money"]', 'Kauppatori', 'false'),
        },
        { event: dhis2Uid(tombstone), orgUnit: 'DiszpKrYNg8', ...common, dataValues: values('4', null, null, 'true') },
      ],
    });
  });

  test('with the record whole where a data element takes it', () => {
    const whole = dialect.options.parse({ ...given, dataElements: { record: 'qrur9Dvnyt5' } });
    const { events } = bodyOf(dialect.request([one], at, whole)) as { events: { dataValues: { value: string }[] }[] };
    expect(JSON.parse(events[0]!.dataValues[0]!.value)).toEqual(one);
  });

  test.each(['program', 'orgUnit', 'dataElements'])('not without %s', (name) => {
    expect(dialect.options.safeParse({ ...given, [name]: 'nonsense' }).success).toBe(false);
  });
});

describe('DHIS2 answers', () => {
  const error = { uid: dhis2Uid(two), errorCode: 'E1029', message: 'do not match', trackerType: 'EVENT' };

  test('with what was imported', () => {
    expect(read(report([], [dhis2Uid(two), dhis2Uid(one)]))).toEqual({ each: [stored(200), stored(200)] });
  });

  test('F5: an event with an error is refused, with its words', () => {
    const refused = { is: 'refused', trouble: 'rejected', status: 200, words: 'E1029: do not match' };
    expect(read(report([error], [dhis2Uid(one)]))).toEqual({ each: [stored(200), refused] });
    expect(read(report([error], [dhis2Uid(one), dhis2Uid(two)]))).toEqual({ each: [stored(200), refused] });
  });

  test('F5: under a 409 the errors count, and the others are looked for', () => {
    expect(read(report([error], [dhis2Uid(one)], 409))).toMatchObject({
      each: [
        { is: 'verify', status: 409 },
        { is: 'refused', status: 409, words: 'E1029: do not match' },
      ],
    });
  });

  test('an error among the imported ones refuses too', () => {
    const objectReports = [{ uid: dhis2Uid(one), errorReports: [{ uid: dhis2Uid(one), message: 'no' }] }];
    const body = {
      validationReport: { errorReports: [] },
      bundleReport: { typeReportMap: { EVENT: { objectReports } } },
    };
    expect(read(answer(200, body), [one])).toMatchObject({ each: [{ is: 'refused', words: 'no' }] });
  });

  test('F6: an event that no report speaks of is looked for', () => {
    expect(read(report([], [dhis2Uid(one)]))).toMatchObject({ each: [stored(200), { is: 'verify' }] });
  });

  test('F16: "Tracker job added" is not delivered', () => {
    const job = { httpStatus: 'OK', status: 'OK', message: 'Tracker job added', response: { id: 'LkXBUdIgbe3' } };
    expect(read(answer(200, job))).toEqual({ whole: { is: 'later', trouble: 'unclear-answer', status: 200 } });
  });

  test('409 and 400 without a report refuse the batch, which is halved', () => {
    for (const status of [400, 409]) {
      expect(read(answer(status, { message: 'why' }))).toMatchObject({ whole: { is: 'refused', words: 'why' } });
    }
  });
});

test('F9: a look finds the revision among the data values', () => {
  expect(decodeURIComponent(dialect.lookup!(two, at, options).url)).toBe(
    `https://dhis.example.org/api/tracker/events/${dhis2Uid(two)}?fields=event,dataValues[dataElement,value]`,
  );
  const found = (event: string, value: string) =>
    dialect.readLookup?.(answer(200, { event, dataValues: [{ dataElement: 'qrur9Dvnyt5', value }] }), two, at, options);
  expect(found(dhis2Uid(two), '3')).toEqual({ is: 'held', rev: 3 });
  expect(found(dhis2Uid(two), 'x')).toEqual({ is: 'unclear' });
  expect(found(dhis2Uid(one), '3')).toEqual({ is: 'unclear' });
  expect(dialect.readLookup?.(answer(404, {}), two, at, options)).toEqual({ is: 'absent' });
});

test('what has no place is told by the kind that has it, what every kind has first', () => {
  const dataElements = { id: 'a1b2c3d4e5f', note: 'a1b2c3d4e6f' };
  const told = lackingByKind(['encounter', 'tally'], (kinds) => dialect.lacks!(kinds, { dataElements } as never));
  expect(told.map(({ kind }) => kind)).toEqual([undefined, 'encounter', 'tally']);
  expect(told[0]!.names).toContain('rev');
  expect(told[0]!.names).not.toContain('id');
  expect(told[1]!.names).toContain('people');
  expect(told[1]!.names).not.toContain('rev');
  expect(lackingByKind(['encounter'], () => [])).toEqual([]);
});
