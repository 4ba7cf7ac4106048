/**
 * What a kind of record is. A domain folder defines its kinds with `defineKind` and says `create(Encounter, {...})`; the
 * store never knows which kinds there are.
 */
import * as z from 'zod/mini';
import { wallDate } from '../i18n/wall-time.ts';
import { newId, newUntimedId, quarterOf } from './id.ts';

// Zod's compiled parsers need `eval`, which the page's security policy forbids, and cost more than one parse saves.
z.config({ jitless: true });

const envelope = {
  id: z.uuid(),
  /** 1 for a new record, up by one with each edit. */
  rev: z.int().check(z.positive()),
  /** When the thing happened, ISO 8601 in UTC. */
  at: z.iso.datetime(),
  /** The unit that the device belonged to when the record was made. */
  unit: z.string().check(z.minLength(1), z.maxLength(100)),
  /** The device that made it: a random id, made once on each device. */
  device: z.uuid(),
};

/** What every record has. */
export interface Envelope {
  kind: string;
  id: string;
  rev: number;
  at: string;
  v: number;
  unit: string;
  device: string;
}

/** What is left of a record that a person deleted: the envelope, so that an endpoint can be told. */
export interface Tombstone extends Envelope {
  deleted: true;
}

const tombstone = z.object({ kind: z.string(), ...envelope, v: z.int(), deleted: z.literal(true) });

/** Whether something from elsewhere is what is left of a deleted record, whole. */
export const isTombstone = (record: unknown): record is Tombstone => tombstone.safeParse(record).success;

/** One kind of record: its name, the version of its shape, and the one door through which stored data becomes current. */
export interface Kind<R extends Envelope> {
  name: string;
  version: number;
  /** The field that holds the id of the record that this one belongs to, where it belongs to one. */
  of?: string | undefined;
  /**
   * Whether a record is one that somebody is in the middle of. Told by what the record says, never by a clock: `underWay` finds
   * it among any number of others.
   */
  runs?(record: R): boolean;
  /** Under which name of this device its records are made; absent: under the device's own. */
  madeUnder?: DeviceName;
  /** The names of its own fields, in today's shape. */
  fields: readonly string[];
  /** Checks a record of today's shape, dropping nothing: an unknown field is refused. Throws a zod error that names the field. */
  parse(record: unknown): R;
  /** Reads a record of this or any earlier shape and brings it up to today's. Throws as `parse` does. */
  read(stored: unknown): R;
}

/** A record's own fields, without the envelope that the store adds. */
export type Fields<R extends Envelope> = Omit<R, keyof Envelope>;

/** A name of the device beside its own, under which nothing is made that says where the device was. */
export type DeviceName = 'answers';

/** In the place of the device in records of earlier shapes that named it as outreach does. */
export const unnamedDevice = '00000000-0000-0000-0000-000000000000';

const untimedKinds = new Set<string>();

/**
 * Marks a kind of which nothing is to tell at what time of day it was made: neither what lies on the device nor what is sent
 * of it. Its `at` is a day, by the calendar of Finland, and its id has no time in it. For what people answered and when they
 * were asked. `madeUnder`: it names the device otherwise than outreach does, so that the two are not joined by the device.
 */
export function untimed<R extends Envelope, K extends Kind<R>>(kind: K & Kind<R>, madeUnder?: DeviceName): K {
  untimedKinds.add(kind.name);
  return {
    ...kind,
    ...(madeUnder ? { madeUnder } : {}),
    parse: (record: unknown) => onItsDay(kind.parse(record)),
    read: (stored: unknown) => onItsDay(kind.read(stored)),
  };
}

/** A record as it may be told of: of a kind that is `untimed` with its day in the place of its time. Also a tombstone. */
export const onItsDay = <R extends { kind: string; at: string }>(record: R): R =>
  untimedKinds.has(record.kind) ? { ...record, at: dayOf(record.at) } : record;

/** The day of a moment, by the calendar of Finland (ISO 8601): its noon in UTC, which is of that day in nearly every zone. */
const dayOf = (at: string): string => (Number.isNaN(Date.parse(at)) ? at : `${wallDate(at)}T12:00:00.000Z`);

const coarseKinds = new Set<string>();

/**
 * Marks a kind of which nobody else is told but in which quarter of an hour it was: of people who were met. On the device it has its
 * moment.
 */
export function coarse<K extends { name: string }>(kind: K): K {
  coarseKinds.add(kind.name);
  return kind;
}

const addressedKinds = new Set<string>();

/** Marks a kind that no endpoint takes by itself: each record of it goes to the one that it was made for (`create`). */
export function addressed<K extends { name: string }>(kind: K): K {
  addressedKinds.add(kind.name);
  return kind;
}

/** Whether records of a kind go only to the endpoint that each was made for. */
export const isAddressed = (kind: string): boolean => addressedKinds.has(kind);

/** A record as it leaves the device: with its day, or the quarter of an hour, in the place of its time where its kind says so. Also a tombstone. */
export const asTold = <R extends { kind: string; at: string }>(record: R): R =>
  coarseKinds.has(record.kind) && !Number.isNaN(Date.parse(record.at))
    ? { ...record, at: new Date(quarterOf(Date.parse(record.at))).toISOString() }
    : onItsDay(record);

/** An id for a new record of a kind. */
export const idFor = (kind: string): string => (untimedKinds.has(kind) ? newUntimedId() : newId());

/** The time of a record (ISO 8601) as it stands in its row. */
export const timeInClear = (kind: string, at: string): string => (untimedKinds.has(kind) ? wallDate(at) : at);

/**
 * Defines a kind from its fields. `upgrades[n]` brings a record of shape n + 1 to shape n + 2, so the version is one more
 * than there are upgrades; an upgrade, once released, never changes. `of` names the field with the id of the record that
 * it belongs to: those of one record are then found without opening any other (`belonging`), and an endpoint that wants it
 * there first is sent that one first. `runs` tells those that are under way (`underWay`).
 */
export function defineKind<const N extends string, S extends z.core.$ZodLooseShape>(
  name: N,
  fields: S,
  upgrades: ((old: Record<string, unknown>) => Record<string, unknown>)[] = [],
  of?: keyof S & string,
  runs?: (record: z.infer<z.ZodMiniObject<S, z.core.$strict>>) => boolean,
) {
  const version = upgrades.length + 1;
  const schema = z.strictObject({ kind: z.literal(name), ...envelope, v: z.literal(version), ...fields });
  type R = Envelope & { kind: N } & z.infer<z.ZodMiniObject<S, z.core.$strict>>;
  const parse = (record: unknown) => schema.parse(record) as unknown as R;
  const kind: Kind<R> = {
    name,
    version,
    of,
    ...(runs ? { runs } : {}),
    fields: Object.keys(fields),
    parse,
    read(stored) {
      let record = stored as Record<string, unknown>;
      for (let v = Number(record.v); v < version; v++) record = { ...upgrades[v - 1]!(record), v: v + 1 };
      return parse(record);
    },
  };
  return kind;
}

/** A record's own fields, for another record of its kind. */
export const fieldsOf = <R extends Envelope>(kind: Kind<R>, record: R): Fields<R> =>
  Object.fromEntries(
    kind.fields.filter((name) => name in record).map((name) => [name, record[name as keyof R]]),
  ) as Fields<R>;

/** The record type of a kind: `type Encounter = RecordOf<typeof Encounter>`. */
export type RecordOf<K> = K extends Kind<infer R> ? R : never;
