/**
 * Files of records that nobody meant: what devices and endpoints give, changed by the thousand, from a seed. Each is answered;
 * every record that a plain reading finds is taken as it stands or counted among what was not. `FUZZ_RUNS=10000` tries as many.
 */
import { beforeEach, expect, test } from 'vitest';
import finnish from '../../locales/fi.json';
import { codesFromFile } from '../../src/results/codes-file-store.ts';
import { type Collection, type Taken, take } from '../../src/results/collection.ts';
import { readFile } from '../../src/results/records-file-store.ts';
import { db } from '../../src/store/db.ts';
import { forgetDevice, setSetting } from '../../src/store/device.ts';
import { onItsDay } from '../../src/store/kind.ts';
import { withoutYielding } from '../../src/store/yield-to-main.ts';
import type { SurveyResponse } from '../../src/survey/response.ts';
import { NotOpened, newCarryCode, sealCarried } from '../../src/vault/carried.ts';
import { change, changedText } from '../support/fuzz.ts';
import { random as randomFrom } from '../support/random.ts';
import { wholeResponses } from '../support/responses.ts';
import { Device } from '../support/waves.ts';

const runs = Number(process.env.FUZZ_RUNS ?? 300);
const timeout = 30_000 + runs * 60;

beforeEach(async () => {
  await db.delete();
  await db.open();
  forgetDevice();
  await setSetting('unit', 'trio');
});

const [one, two, three] = wholeResponses(3);
const { id, kind, at, unit, device, v } = three!;
const ofResponses: unknown[] = [
  one,
  { ...two!, rev: 2, parts: [{ ...two!.parts[0]!, answers: [5, 5, 5, 5, 5, 5, 5, 5, 5, 5] }] },
  { id, kind, at, unit, device, v, rev: 4, deleted: true },
  { ...one!, kind: 'encounter', id: '00000000-0000-4000-8000-00000000aaaa' },
];
const phone = new Device('trio');
phone.now = Date.parse('2026-11-01T08:00:00Z');
const respondent = phone.take('A0000TE1', 'new', '2026-11-01');
phone.say(phone.standing('A0000TE1', '2026-11-02')!, 'asked');
const ofCodes: unknown[] = [
  ...phone.respondents,
  ...phone.events,
  { ...respondent, id: '00000000-0000-4000-8000-00000000bbbb', unit: 'muu', code: 'B0000TE2' },
  { ...respondent, id: '00000000-0000-4000-8000-00000000cccc', rev: 2, deleted: true },
];

/** Records in one of the ways that they lie in files. */
function written(records: readonly unknown[], random: () => number): string {
  const kind = random();
  if (kind < 0.5) return records.map((record) => JSON.stringify(record)).join(random() < 0.2 ? '\r\n' : '\n');
  return JSON.stringify(kind < 0.75 ? records : { records, next: 7 }, undefined, random() < 0.5 ? 1 : 0);
}

/** A changed file, and what it is made of where only records were changed. */
function changed(records: readonly unknown[], random: () => number): string {
  const given = structuredClone(records) as unknown[];
  for (let times = Math.floor(random() * 3); times > 0; times--) {
    const place = Math.floor(random() * given.length);
    given[place] = change(given[place], random);
  }
  if (random() < 0.3) given.push(structuredClone(given[0]));
  let text = written(given, random);
  for (let times = random() < 0.4 ? Math.floor(random() * 3) : 0; times > 0; times--) text = changedText(text, random);
  return text.toWellFormed();
}

/** A plain reading: one JSON with records in it, else a record a line. Undefined where it is neither. */
function plainly(text: string): unknown[] | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const tried = (json: string) => {
    try {
      return { value: JSON.parse(json) as unknown };
    } catch {
      return undefined;
    }
  };
  const isRecord = (value: unknown) => typeof value === 'object' && value !== null && 'kind' in value;
  const whole = tried(text);
  if (Array.isArray(whole?.value)) return whole.value;
  if (isRecord(whole?.value)) return [whole!.value];
  const { records } = (whole?.value ?? {}) as { records?: unknown };
  if (Array.isArray(records)) return records;
  return lines.some((line) => isRecord(tried(line)?.value)) ? lines.map((line) => tried(line)?.value) : undefined;
}

test(
  'answers: each record is taken as it stands, or counted',
  async () => {
    const random = randomFrom(20261223);
    let [read, whole] = [0, 0];
    for (let run = 0; run < runs; run++) {
      const text = changed(ofResponses, random);
      const what = `run ${run}: ${text.slice(0, 3000)}`;
      const collection: Collection = new Map();
      const ends: [Taken, unknown][] = [];
      const end = await readFile(
        new File([text], 'a.json'),
        '',
        (record) => ends.push([take(collection, record), record]),
        withoutYielding,
      );
      expect(finnish.report.file, end).toHaveProperty(end === 'read' ? 'empty' : end);
      const theirs = plainly(text);
      expect(end === 'read', what).toBe(theirs !== undefined);
      expect(
        ends.map(([, record]) => record),
        what,
      ).toEqual(theirs ?? []);
      if (end === 'read') read++;
      for (const [taken, record] of ends) {
        if (taken !== 'new' && taken !== 'newer') continue;
        const { id, v, rev } = record as { id: string; v: number; rev: number };
        const held = collection.get(id.toLowerCase())!;
        if (held.rev !== rev || !held.record || held.record.v !== v) continue;
        // A response is of a day: another time on it comes to the same.
        expect(held.record, what).toEqual(onItsDay(record as SurveyResponse));
        whole++;
      }
    }
    expect(read, 'some are read').toBeGreaterThan(runs / 3);
    expect(whole, 'some records are compared').toBeGreaterThan(runs / 3);
  },
  timeout,
);

test(
  'codes: each record is taken, passed over as another unit’s, or counted; one bad record keeps none of the others out',
  async () => {
    const random = randomFrom(20261224);
    let kept = 0;
    for (let run = 0; run < runs; run++) {
      const text = changed(ofCodes, random);
      const what = `run ${run}: ${text.slice(0, 3000)}`;
      await db.copies.clear();
      const { tally, end } = await codesFromFile(new File([text], 'a.json'), '').catch((error: unknown) => {
        throw new Error(what, { cause: error });
      });
      const theirs = plainly(text);
      expect(end === 'read', what).toBe(theirs !== undefined);
      const rows = await db.copies.toArray();
      expect(tally.new ?? 0, what).toBeGreaterThanOrEqual(rows.length);
      expect(rows.length, what).toBeGreaterThanOrEqual(Math.min(1, tally.new ?? 0));
      const counted = Object.values(tally).reduce((sum, count) => sum + count, 0);
      expect(counted, what).toBeLessThanOrEqual(theirs?.length ?? 0);
      kept += rows.length;
      // The two records of one's own code, where nobody changed them, are there whatever stands beside them.
      const has = (record: unknown) => theirs?.some((other) => JSON.stringify(other) === JSON.stringify(record));
      for (const record of [phone.respondents[0]!, phone.events[0]!]) {
        if (has(phone.respondents[0]) && has(record) && !theirs!.some((other) => isNewer(other, record)))
          expect(
            rows.map(({ id }) => id),
            what,
          ).toContain(record.id);
      }
    }
    expect(kept, 'some are kept').toBeGreaterThan(runs);
  },
  timeout,
);

/** Whether something stands under the same id as another, and is not it. */
const isNewer = (other: unknown, { id }: { id: string }): boolean =>
  String((other as { id?: unknown } | undefined)?.id).toLowerCase() === id && (other as { rev?: unknown }).rev !== 1;

test(
  'sealed files, whatever their bytes: as they were sealed, or not at all',
  async () => {
    const random = randomFrom(20261225);
    const code = newCarryCode();
    const lines = ofResponses.map((record) => JSON.stringify(record));
    const whole = new Uint8Array(await (await sealCarried(lines, code)).arrayBuffer());
    for (let run = 0; run < runs; run++) {
      const bytes = whole.slice(0, random() < 0.3 ? Math.floor(random() * whole.length) : whole.length);
      for (let times = Math.floor(random() * 4); times > 0; times--)
        bytes[Math.floor(random() * bytes.length)]! ^= 1 << Math.floor(random() * 8);
      const isSame = bytes.length === whole.length && bytes.every((byte, at) => byte === whole[at]);
      const read: unknown[] = [];
      const end = await readFile(new File([bytes], 'a'), code, (record) => read.push(record), withoutYielding).catch(
        (error: unknown) => {
          expect(error).toBeInstanceOf(NotOpened);
          return (error as NotOpened).why;
        },
      );
      expect(finnish.report.file, end).toHaveProperty(end === 'read' ? 'empty' : end);
      expect(end === 'read', `run ${run}`).toBe(isSame);
      expect(read).toEqual(isSame ? ofResponses : []);
    }
  },
  timeout,
);
