/**
 * The shape of an instrument's file. What an organisation may write is read from here: the checks, the types and the JSON
 * Schema that the build publishes at `/schemas/instrument.json`. `file.ts` has the rules that a shape cannot say.
 */
import * as z from 'zod/mini';

/** More questions than anybody answers in one sitting; a longer file is refused. */
export const mostItems = 200;
/** The longest text of an instrument, in characters. */
export const longestText = 2000;

const name = z.string().check(z.regex(/^[A-Za-z][\w-]{0,39}$/, 'name'));
const text = z.string().check(z.trim(), z.minLength(1), z.maxLength(longestText));
const maybeEmpty = z.string().check(z.maxLength(longestText));
const code = z.int().check(z.minimum(-9999), z.maximum(9999));
const order = z.array(code).check(z.maxLength(100));
const labels = z.record(z.string().check(z.regex(/^-?\d{1,4}$/, 'code')), text);

/** What can be asked. `date` is a day of the calendar; `statement` a text to read, with nothing to answer. */
export const itemTypes = ['scale', 'single', 'several', 'number', 'date', 'short', 'long', 'statement'] as const;

/** When an item is shown: every or any of the rules holds. A rule speaks of the code or number given to an earlier item. */
export const showWhenOf = (item: z.ZodMiniString) =>
  z.strictObject({
    match: z.enum(['all', 'any']),
    rules: z
      .array(z.strictObject({ item, is: z.enum(['=', '!=', '>=', '<=']), value: z.number() }))
      .check(z.minLength(1), z.maxLength(20)),
  });
const ShowWhen = showWhenOf(name);
export type ShowWhen = z.infer<typeof ShowWhen>;

export const ItemSchema = z.strictObject({
  id: name,
  type: z.enum(itemTypes),
  /** Which of `scales` its choices are from; absent: the instrument's own `order` and `responses`. */
  scale: z.optional(name),
  section: z.optional(name),
  /** Of a number. */
  min: z.optional(z.number()),
  max: z.optional(z.number()),
  /** The longest text, in characters. */
  limit: z.optional(z.int().check(z.minimum(1), z.maximum(4000))),
  showWhen: z.optional(ShowWhen),
});

/** A named, versioned way from the codes to one number. A response with a missing item has no score. */
export const ScoringSchema = z.strictObject({
  name,
  version: text,
  of: z.enum(['sum', 'mean']),
  /** Ids of the items that count; absent: all that have steps. */
  items: z.optional(z.array(name)),
  /** Taken from the sum or mean, before `times`. */
  minus: z.optional(z.number()),
  times: z.optional(z.number()),
  /** The lowest and highest score there is. */
  from: z.number(),
  to: z.number(),
  /** Shares of a group that are reported: how many score below, or from, a value on. */
  marks: z.optional(
    z.array(z.strictObject({ name, below: z.optional(z.number()), from: z.optional(z.number()), source: text })),
  ),
  source: text,
});

export const InstrumentTextSchema = z.strictObject({
  title: text,
  /** Said above every statement; may be empty. */
  stem: maybeEmpty,
  items: z.array(text),
  /** By item that has one: how to answer it, said under its question. */
  hints: z.optional(z.record(name, text)),
  /** Label of each response code. */
  responses: labels,
  scales: z.optional(z.record(name, labels)),
  sections: z.optional(z.record(name, z.strictObject({ title: z.optional(text), stem: z.optional(text) }))),
  /** Why it is asked, for the person who answers; absent: the app's own words. */
  purpose: z.optional(text),
  /** Who answers for what is kept of people (the controller), by name, and where their privacy notice stands. */
  controller: z.optional(text),
  privacyNotice: z.optional(
    z.string().check(z.maxLength(longestText), z.regex(/^https:\/\/[^\s/]+\.[^\s]+$/, 'address')),
  ),
  /** Words of the page around the questions, for a language that the app itself does not speak. */
  page: z.optional(z.record(z.string(), text)),
  /** Where these words come from. */
  source: text,
  copyright: text,
  /** Who let this language be used, and when: for a text that an organisation adds. */
  permission: z.optional(text),
});

export const InstrumentSchema = z.strictObject({
  id: name,
  /** Goes up when anything that a respondent sees or that a score depends on changes. */
  version: text,
  /** A validated instrument stands word for word: nobody edits it in the app. */
  validated: z.optional(z.boolean()),
  /** The id of the bundle that its questions were made for: it is asked in that, and not alone. */
  within: z.optional(name),
  licence: text,
  /** The order in which the response codes are shown, first to last. */
  order,
  /** Other lists of choices, each with its codes in the order they are shown. */
  scales: z.optional(z.record(name, order)),
  items: z.array(ItemSchema).check(z.minLength(1), z.maxLength(mostItems, 'too-many')),
  scorings: z.optional(z.array(ScoringSchema)),
  /** By language (BCP 47). A language is offered only where it stands here. */
  texts: z.record(z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'language')), InstrumentTextSchema),
  /** SHA-256 of `canonicalText` for each language, in hex; the app works them out where a file has none. */
  checksums: z.record(z.string(), z.string().check(z.regex(/^[0-9a-f]{64}$/))),
});

/** What a file may be: as an instrument, with its checksums left out if nobody has them. */
export const InstrumentFile = z.extend(InstrumentSchema, {
  checksums: z.optional(InstrumentSchema.shape.checksums),
  $schema: z.optional(z.string()),
});
