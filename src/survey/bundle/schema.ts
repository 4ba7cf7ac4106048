/**
 * The shape of a bundle's file. What an organisation may write is read from here: the checks and the JSON Schema that the build
 * publishes at `/schemas/bundle.json`. `read-bundle.ts` has the rules that a shape cannot say.
 */
import * as z from 'zod/mini';
import { InstrumentSchema, InstrumentTextSchema, showWhenOf } from '../instrument/schema.ts';

/** More instruments than anybody answers in one sitting. */
export const mostParts = 20;

const { id, version } = InstrumentSchema.shape;
const { title, purpose, controller, privacyNotice } = InstrumentTextSchema.shape;
const language = z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'language'));
/** `part.item`: an item within a bundle. */
const itemName = z.string().check(z.regex(/^[A-Za-z][\w-]{0,39}\.[A-Za-z][\w-]{0,39}$/, 'part-item'));

export const BundleFile = z.strictObject({
  $schema: z.optional(z.string()),
  id,
  /** Goes up when anything changes: what is asked, in which order, or when. */
  version,
  /** By language (BCP 47): it is offered in these. */
  titles: z.record(language, title).check(z.refine((titles) => Object.keys(titles).length > 0)),
  /** The ids of instruments, in the order in which they are asked. */
  parts: z.array(id).check(z.minLength(1), z.maxLength(mostParts)),
  /** By instrument: the version that the bundle was made of; absent: whichever is there. */
  versions: z.optional(z.record(id, version)),
  /** By `part.item`: when an item of the organisation's own is shown. Its rules name items as `part.item` too. */
  showWhen: z.optional(z.record(itemName, showWhenOf(itemName))),
  /** The instruments that come with the bundle in its file, each as its own file has it. */
  instruments: z.optional(z.array(z.looseObject({ id })).check(z.maxLength(mostParts))),
  /** By language: what the page says around the questions. */
  texts: z.optional(z.record(language, z.strictObject({ purpose, controller, privacyNotice }))),
});
