/**
 * What an organisation chooses of logging. One small list, each with what holds until somebody chooses: kept in the setting
 * `outreach` of the device, where the organisation's configuration puts it.
 */
import * as z from 'zod/mini';
import { counters, optionalRows } from './values.ts';

const names = z.array(z.string().check(z.trim(), z.minLength(1), z.maxLength(80))).check(z.maxLength(30));

const Settings = z.object({
  /** The rows that an encounter has beside its four. */
  rows: z.catch(z.array(z.enum(optionalRows)), []),
  /** The counters on the screen. */
  counters: z.catch(z.array(z.enum(counters)), ['met', 'talked', 'guided', 'declined', 'leaflets']),
  /** By what those who were met are split when the outing is over. */
  splits: z.catch(z.array(z.enum(['age', 'gender'])), ['age']),
  /** Languages beside Finnish, Swedish and English, by their codes (`ru`, `uk`, `ar`). */
  languages: z.catch(z.array(z.string().check(z.regex(/^[a-z]{2,3}$/))), []),
  /** Services of the area by their own names, to guide to. */
  services: z.catch(names, []),
  /** Where the organisation's own report of a close call or of violence is made. */
  incidentUrl: z.catch(z.optional(z.string().check(z.regex(/^https:\/\//))), undefined),
});
export type Settings = z.infer<typeof Settings>;

/** The setting under which they are kept. */
export const settingsName = 'outreach';

/** The settings as they hold: what is missing or makes no sense is as it is from the start. */
export const readSettings = (stored: unknown): Settings =>
  Settings.parse(typeof stored === 'object' && stored !== null ? stored : {});
