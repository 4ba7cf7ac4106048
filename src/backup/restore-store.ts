/**
 * Puts what a backup holds onto this device, beside what is there. A newer revision always stays; what is there already is left
 * as it is, so the same backup can be restored any number of times, also where the tab died in the middle.
 */

import { sortedJson } from '../delivery/dialects/asking.ts';
import { records as kinds } from '../records.ts';
import { chainOf, idsTold } from '../releases/kept-names.ts';
import { becomeSecondPlace, keepToldElsewhere } from '../releases/second-place-store.ts';
import { offerDocument } from '../setup/offered-document.ts';
import { keepCopies } from '../store/copies.ts';
import { db, type OutboxItem, type StoredRecord } from '../store/db.ts';
import { deviceId, underDeviceKey } from '../store/device.ts';
import { keepDraft } from '../store/drafts.ts';
import { type Envelope, isAddressed, isTombstone, timeInClear } from '../store/kind.ts';
import { keepFirst, localNames, readLocal } from '../store/local-only.ts';
import { type Moves, moveCounts, takes, waitingItem } from '../store/outbox.ts';
import { takeAside } from '../store/put-aside.ts';
import { rowsOf } from '../store/rows.ts';
import { comesUnsealed } from '../store/sending-key.ts';
import { transact, writing } from '../store/writing.ts';
import { seal } from '../vault/seal.ts';
import type { BackupLine } from './backup-file.ts';
import { isOfThisDevice, settingsKept } from './device-bound.ts';
import { type BackupSummary, inBatches } from './read-whole.ts';
import { type NoteHeld, underMark } from './restore-mark.ts';
import { soundSetting } from './sound-setting.ts';

/** What came onto the device: lines that were there already are not counted. */
export interface Restored {
  records: number;
  drafts: number;
  /** Records of a kind or shape that this app does not know: they stay in the file. */
  unknown: number;
}

type RecordLine = Extract<BackupLine, { t: 'record' }>;

/**
 * Restores a backup to its end; `of` is what a first reading found in it, `goesOn` hears of each part. Where it is cut short its mark tells how
 * far it came. Rejects with `NotKept` or `BackupRefused`.
 */
export const restoreBackup = (
  file: Blob,
  passphrase: string,
  of: BackupSummary,
  goesOn?: () => void,
): Promise<Restored> =>
  underMark(file, of, async (mark) => {
    const sum: Restored = { records: 0, drafts: 0, unknown: 0 };
    let held = 0;
    for await (const lines of inBatches(file, passphrase)) {
      let now = held;
      const { records, drafts, unknown } = await restoreLines(lines, (more) => {
        now = held + more;
        return mark(now);
      });
      held = now;
      sum.records += records;
      sum.drafts += drafts;
      sum.unknown += unknown;
      goesOn?.();
    }
    return sum;
  });

/**
 * Restores some lines. All records of one call are kept together, or none; in the same transaction `mark` hears how many of them are here
 * then, come or there before. Rejects with `NotKept`.
 */
export async function restoreLines(all: readonly BackupLine[], mark?: NoteHeld): Promise<Restored> {
  const lines = all.filter(canBeWritten);
  const given = linesOf(lines, 'record');
  const known = given.filter(({ record }) => isKnown(record));
  // Before anything of it is here: of a restore that dies in between nothing is told.
  const { ids, isTold } = await fromAnother(known, linesOf(lines, 'local'));
  if (ids.length > 0 || isTold) await becomeSecondPlace(ids);
  const restored = {
    records: await restoreRecords(known, mark),
    drafts: 0,
    unknown: given.length - known.length + all.length - lines.length,
  };
  const copies = linesOf(lines, 'copy').filter(({ record }) => isKnown(record));
  await keepCopies(copies.map(({ record }) => record as unknown as Envelope));
  for (const line of linesOf(lines, 'draft')) if (await restoreDraft(line)) restored.drafts += 1;
  for (const { t: _, text, ...of } of linesOf(lines, 'put-aside')) if (await takeAside(of, text)) restored.drafts += 1;
  await restoreLocal(linesOf(lines, 'local'));
  for (const { name, value } of linesOf(lines, 'setting'))
    if (settingsKept.includes(name)) await restoreSetting(name, value);
  return restored;
}

/** What is not here yet and was made by another device, which may go on; and whether something comes that it has told. */
async function fromAnother(
  given: readonly RecordLine[],
  local: readonly Extract<BackupLine, { t: 'local' }>[],
): Promise<{ ids: string[]; isTold: boolean }> {
  const own = await Promise.all([deviceId(), deviceId('answers')]);
  const others = given
    .map(({ record }) => record)
    .filter((record) => !own.includes((record as { device?: string }).device!));
  const held = await rowsOf(
    db.records,
    'id',
    others.map(({ id }) => id),
  );
  const ids = others.filter(({ rev }, at) => (held[at]?.rev ?? 0) < rev).map(({ id }) => id);
  const chains = new Set(local.flatMap(({ name }) => chainOf(name) ?? []));
  const told = (await Promise.all([...chains].map((chain) => localNames(chain)))).flat();
  return { ids, isTold: local.some(({ name }) => chainOf(name) !== undefined && !told.includes(name)) };
}

/**
 * What the other device kept to itself. Of what it has told a chain comes together, or none of it: only where it goes on from all that
 * this device has told. Put between what another one has told the months would not add up, and who is counted in two of them would be
 * the difference; so would be who is counted here after the other one has told of them.
 */
async function restoreLocal(lines: readonly Extract<BackupLine, { t: 'local' }>[]): Promise<void> {
  const chains = new Map<string, Map<string, unknown>>();
  for (const { name, value } of lines) {
    const chain = chainOf(name);
    if (chain !== undefined) chains.set(chain, (chains.get(chain) ?? new Map()).set(name, value));
    else if (!isOfThisDevice(name)) await keepFirst(new Map([[name, value]]));
  }
  for (const [chain, given] of chains) {
    const told = await localNames(chain);
    const isSame = async (name: string) => sortedJson(await readLocal(name)) === sortedJson(given.get(name));
    const areSame = !(await Promise.all(told.map(isSame))).includes(false);
    if (!areSame) {
      const own = new Set((await Promise.all(told.map((name) => readLocal(name)))).flatMap(idsTold));
      const others = [...given.values()].flatMap(idsTold).filter((id) => !own.has(id));
      await keepToldElsewhere(chain, others);
    }
    for (const name of told) given.delete(name);
    if (areSame && given.size > 0) await keepFirst(given);
  }
}

/** What is nested too deep to be written anywhere was made by no app: it keeps nothing else of the file out. */
function canBeWritten(line: BackupLine): boolean {
  try {
    return JSON.stringify(line) !== undefined;
  } catch {
    return false;
  }
}

/** Whether the app that stands here can read a record: a file is never believed. */
function isKnown(record: RecordLine['record']): boolean {
  const kind = kinds.find(({ name }) => name === record.kind);
  if (!kind || record.deleted === true) return kind !== undefined && isTombstone(record);
  try {
    return kind.read(record) !== undefined;
  } catch {
    return false;
  }
}

const linesOf = <T extends BackupLine['t']>(lines: readonly BackupLine[], t: T): Extract<BackupLine, { t: T }>[] =>
  lines.filter((line): line is Extract<BackupLine, { t: T }> => line.t === t);

const restoreRecords = (lines: readonly RecordLine[], mark?: NoteHeld): Promise<number> =>
  underDeviceKey(async (key, check) => {
    const rows = await Promise.all(lines.map((line) => rowOf(line, key)));
    return transact([db.records, db.outbox, db.counts, db.endpoints, db.drafts, db.keys, db.settings], async () => {
      const [held, endpoints, counts] = await Promise.all([
        rowsOf(
          db.records,
          'id',
          rows.map(({ id }) => id),
        ),
        db.endpoints.toArray(),
        db.counts.toArray(),
        check(),
      ]);
      const moves: Moves = {};
      const move = (name: keyof Moves, by: number) => {
        moves[name] = (moves[name] ?? 0) + by;
      };
      const fresh = rows
        .map((row, at) => ({ row, line: lines[at]!, before: held[at] }))
        .filter(({ row, before }) => (before?.rev ?? 0) < row.rev);
      const wanted = fresh.flatMap(({ row, line }) =>
        endpoints
          .filter((endpoint) => takes(endpoint, row.kind) || (isAddressed(row.kind) && line.to?.includes(endpoint.id)))
          .map(({ id }) => ({ row, line, endpoint: id })),
      );
      const before = await rowsOf(
        db.outbox,
        'key',
        wanted.map(({ row, endpoint }) => `${row.id}:${endpoint}`),
      );
      const items = wanted.map(({ row, line, endpoint }, at): OutboxItem => {
        const item = waitingItem(row, endpoint, before[at]);
        return line.aside ? { ...item, state: 'aside' } : item;
      });
      comesUnsealed();
      items.forEach(({ state }, at) => {
        if (before[at]) move(before[at].state, -1);
        move(state, 1);
      });
      for (const { row, before } of fresh) {
        if (before && !before.deleted) move(`kind:${row.kind}`, -1);
        if (!row.deleted) move(`kind:${row.kind}`, 1);
      }
      await Promise.all([
        db.records.bulkPut(fresh.map(({ row }) => row)),
        db.outbox.bulkPut(items),
        moveCounts(moves, counts),
        mark?.(rows.filter(({ deleted }) => !deleted).length),
      ]);
      // What is left of a deleted record is no record to a person.
      return fresh.filter(({ row }) => !row.deleted).length;
    });
  });

async function rowOf({ record, of }: RecordLine, key: CryptoKey): Promise<StoredRecord> {
  const { id, kind, unit, rev } = record;
  const deleted = record.deleted === true ? { deleted: true as const } : {};
  const under = of === undefined ? {} : { of };
  return {
    id,
    kind,
    at: timeInClear(kind, record.at),
    unit,
    rev,
    ...under,
    ...deleted,
    ...(await seal(key, id, record)),
  };
}

/** A draft that was gone on with here, or whose record was kept meanwhile, stays as it is here. */
async function restoreDraft({ kind, id, base, at, data }: Extract<BackupLine, { t: 'draft' }>): Promise<boolean> {
  if (await db.drafts.get(id)) return false;
  return keepDraft({ kind, id, base }, data, '', timeBefore(at));
}

/** When it was last touched, as a backup says it; now where that is no time, or one to come by this device's clock. */
function timeBefore(at: string, now = Date.now()): string {
  return new Date(Math.min(Date.parse(at) || now, now)).toISOString();
}

/** Set where there is none; of a list of surveys, those that are not here are added. A document is looked at by a person first. */
async function restoreSetting(name: string, value: unknown): Promise<void> {
  const sound = await soundSetting(name, value);
  if (sound === undefined) return;
  if (name === 'organisation') return offerDocument((sound as { text: string }).text);
  await writing(() =>
    transact([db.settings], async () => {
      const held = await db.settings.get(name);
      const joined = held ? joinedLists(held.value, sound) : sound;
      if (joined !== undefined) await db.settings.put({ name, value: joined });
    }),
  );
}

function joinedLists(held: unknown, value: unknown): unknown[] | undefined {
  if (!Array.isArray(held) || !Array.isArray(value)) return undefined;
  const there = new Set(held.map(nameOf));
  return [...held, ...value.filter((one) => !there.has(nameOf(one)))];
}

/** By what one of a list is known: a survey by its id, a poster by its tag. */
function nameOf(one: unknown): string {
  const { id, tag } = (one ?? {}) as { id?: unknown; tag?: unknown };
  return String(id ?? tag ?? JSON.stringify(one));
}
