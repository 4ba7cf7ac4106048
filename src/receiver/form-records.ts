/**
 * What the form's key takes: a response from a person's own phone and that a wave was answered, each with the fields that the
 * app gives it and no other. `survey/` has the kinds themselves; a test holds the two together.
 */
import * as z from 'zod/mini';
import type { WireRecord } from '../delivery/wire.ts';

/** What one such record may weigh, in bytes of JSON. */
export const formRecordLimit = 32_768;
/** What one request with the form's key may weigh (bytes) and hold (records): a phone has a few. */
export const formBodyLimit = 262_144;
export const formBatchLimit = 50;

/** The newest shape of each kind. */
export const formShapes = { response: 6, wave: 1 };
/** The newest shape in which a response was to one instrument: phones that were not updated send it. */
const lastFlat = 4;

const short = z.string().check(z.minLength(1), z.maxLength(100));
const count = z.int().check(z.gte(0), z.lte(100_000));
/** By the id of an item, of which an instrument has a few dozen. */
const byItem = <T extends z.ZodMiniType>(value: T) =>
  z.record(z.string().check(z.maxLength(100)), value).check(z.refine((given) => Object.keys(given).length <= 200));

const envelope = {
  id: z.uuid(),
  rev: z.literal(1),
  at: z.iso.datetime(),
  unit: short,
  device: z.uuid(),
};

const language = z.string().check(z.minLength(2), z.maxLength(35));
const toOneInstrument = {
  instrument: short,
  instrumentVersion: short,
  checksum: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  language,
  answers: z.array(z.nullable(z.number())).check(z.minLength(1), z.maxLength(200)),
  several: z.optional(byItem(z.array(z.int()).check(z.maxLength(200)))),
  texts: z.optional(byItem(z.string().check(z.maxLength(4000)))),
};
const ofOnePerson = {
  kind: z.literal('response'),
  ...envelope,
  language,
  mode: z.literal('remote'),
  agreed: z.literal(true),
  took: z.optional(z.enum(['-2', '2-5', '5-10', '10-20', '20+'])),
  code: z.optional(z.string().check(z.maxLength(20))),
  plan: z.optional(z.string().check(z.maxLength(40))),
  wave: z.optional(count),
};

const flatResponse = z.strictObject({
  ...ofOnePerson,
  ...toOneInstrument,
  v: z.int().check(z.gte(1), z.lte(lastFlat)),
  /** Of shapes up to 3. */
  startedAt: z.optional(z.iso.datetime()),
  background: z.optional(byItem(z.int())),
});

const response = z.strictObject({
  ...ofOnePerson,
  v: z.int().check(z.gt(lastFlat), z.lte(formShapes.response)),
  bundle: short,
  bundleVersion: short,
  poster: z.optional(z.string().check(z.regex(/^[0-9A-Z]{5}$/))),
  parts: z
    .array(z.strictObject({ ...toOneInstrument, unseen: z.optional(z.array(short).check(z.maxLength(200))) }))
    .check(
      z.minLength(1),
      z.maxLength(20),
      z.refine((parts) => new Set(parts.map(({ instrument }) => instrument)).size === parts.length),
    ),
});

const wave = z.strictObject({
  kind: z.literal('wave'),
  ...envelope,
  v: z.int().check(z.gte(1), z.lte(formShapes.wave)),
  code: z.string().check(z.maxLength(20)),
  plan: z.string().check(z.maxLength(40)),
  number: count,
  due: z.iso.date(),
  what: z.literal('answered'),
  /** Of phones that were not updated. */
  response: z.optional(z.uuid()),
  turn: z.int().check(z.gte(0)),
});

const forms = [
  z.discriminatedUnion('kind', [response, wave]),
  z.discriminatedUnion('kind', [flatResponse, wave]),
] as const;

/** The shape that such a record is to have: an earlier version of the app sends another one. */
export const formRecordOf = ({ v }: Pick<WireRecord, 'v'>) => (v > lastFlat ? forms[0] : forms[1]);
