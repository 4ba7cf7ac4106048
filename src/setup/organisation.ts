/**
 * The organisation's configuration: one JSON document, the same for all its devices. Here is what every part of the app may
 * read of it; what a domain adds it says itself (`definePart`).
 */
import * as z from 'zod/mini';
import { interfaceLanguages } from '../i18n/i18n.ts';
import { freeText } from '../store/free-text.ts';
import { Address } from './address.ts';
import { isAgeRecipient } from './age-recipient.ts';
import { DocumentAuth, endpointNameLimit, Headers, ownDialect, probeUnit } from './endpoint.ts';
import { group, id, list, name, phone, whole } from './fields.ts';
import { unique } from './unique.ts';

/** What tries an address is of this unit: no real unit may have its name. */
const unitId = id.check(z.refine((unit) => unit !== probeUnit, 'reserved'));

const Contact = z.strictObject({
  /** A role, never a person. */
  role: name,
  phone: z.optional(phone),
  email: z.optional(z.email('email-shape')),
});

/** An endpoint as the document gives it. Its id is what tells it from others when its name or address changes. */
export const DocumentEndpoint = z.strictObject({
  id,
  name: freeText(endpointNameLimit, 1),
  dialect: z._default(z.string(), ownDialect),
  url: Address,
  kinds: z.optional(z.array(z.string()).check(z.minLength(1))),
  headers: z._default(Headers, {}),
  signIn: z.optional(DocumentAuth),
  options: z._default(z.record(z.string(), z.unknown()), {}),
});
export type DocumentEndpoint = z.infer<typeof DocumentEndpoint>;

const keptDays = z.optional(whole(1, 3650));
/**
 * For how many days records stay on a device once they are delivered: each sort its own, the first three `days` where they have
 * none. `promises`: after one was closed. `drafts`: untouched, before a person is reminded; none goes by itself.
 */
const Retention = z.strictObject({
  ...{ days: keptDays, outings: keptDays, phenomena: keptDays, responses: keptDays },
  ...{ codes: keptDays, reviews: keptDays, promises: keptDays, drafts: keptDays },
});

/** What leaves a device by itself, where the organisation says so. */
export const keptSorts = ['outings', 'phenomena', 'responses', 'codes', 'reviews'] as const;
export type KeptSort = (typeof keptSorts)[number];

/** For how many days this sort stays; undefined: until a person deletes it. */
export const daysKept = ({ retention }: Organisation, sort: KeptSort): number | undefined =>
  retention[sort] ?? (sort === 'codes' || sort === 'reviews' ? undefined : retention.days);

/** How many days after it was closed a promise is deleted. */
export const promiseDays = ({ retention }: Organisation): number => retention.promises ?? 30;

/** The fields that are no domain's own. */
export const general = {
  $schema: z.optional(z.string()),
  kenttakirja: z.literal(1),
  example: z.optional(z.boolean()),
  organisation: z.strictObject({ name, contact: z.optional(Contact) }),
  units: list(z.strictObject({ id: unitId, name, size: z.optional(whole(1, 1_000_000)) }), 200, 'id'),
  languages: z.optional(z.array(z.enum(interfaceLanguages as [string, ...string[]])).check(z.minLength(1))),
  endpoints: z.optional(z.array(DocumentEndpoint).check(z.maxLength(20), unique('id'))),
  backup: group({ recipient: z.optional(z.string().check(z.refine(isAgeRecipient, 'recipient-shape'))) }),
  retention: z.prefault(Retention, {}),
};
const General = z.object(general);

/** A document, as far as it is no domain's own; whatever it says beside is read by `definePart`. */
export type Organisation = z.infer<typeof General>;

/** What can read a document. Throws a zod error. */
export type DocumentSchema = z.ZodMiniType<Organisation>;

/** Reads of a document what is no domain's own. Throws a zod error. */
export const readGeneral = (document: unknown): Organisation => General.parse(document);

/** What holds before any document was loaded; each domain adds its own (`definePart`). */
export const standard: Organisation = readGeneral({
  kenttakirja: 1,
  example: true,
  organisation: { name: 'Kenttäkirja' },
});
