/** What an organisation's document says of outreach. One more setting is one line here, and its sentence in `src/build/`. */
import * as z from 'zod/mini';
import { WebAddress } from '../setup/address.ts';
import { date, group, list, name, onOff, phone, whole } from '../setup/fields.ts';
import { definePart, type WithPart } from '../setup/part.ts';
import { freeText } from '../store/free-text.ts';
import { type OptionalRow, optionalRows, rows, type SplitBy, splits } from './rows.ts';
import { ValueLists } from './value-list.ts';

/** The rows that can be switched on here; a text of one's own is switched on by a setting of its own. */
const choosable = optionalRows.filter((row) => rows[row].is !== 'text');

export const outreachPart = definePart({
  places: list(z.strictObject({ name, area: z.optional(name) }), 500, 'name'),
  partners: list(z.strictObject({ name }), 200, 'name'),
  services: list(
    z.strictObject({
      name,
      kind: z.optional(name),
      phone: z.optional(phone),
      hours: z.optional(name),
      checked: z.optional(date),
    }),
    500,
    'name',
  ),
  guides: list(z.strictObject({ name, text: freeText(2000, 1), checked: z.optional(date) }), 60, 'name'),
  valueLists: z.prefault(ValueLists, {}),
  outreach: group({
    note: onOff(false),
    rows: z._default(z.array(z.enum(choosable as [OptionalRow])), ['familiarity', 'age']),
    splits: z._default(z.array(z.enum(Object.keys(splits) as [SplitBy])), ['age']),
    incidentUrl: z.optional(WebAddress),
    noticeUrl: z.optional(WebAddress),
    hiddenContacts: z._default(z.array(z.string().check(z.regex(/^[a-z0-9-]{1,40}$/, 'code-shape'))), []),
    practice: onOff(true),
    overdueMinutes: z._default(whole(5, 240), 30),
  }),
});
export type OutreachOrganisation = WithPart<typeof outreachPart>;

/** What an organisation chooses of logging. */
export interface OutreachSettings {
  /** The rows that an encounter has beside its four; a note only where it was switched on. */
  rows: readonly OptionalRow[];
  /** By what those who were met are split when the outing is over. */
  splits: readonly SplitBy[];
  /** Services by their own names, to guide to. */
  services: readonly string[];
  /** Where the organisation's own report of a close call or of violence is made. */
  incidentUrl?: string | undefined;
}

export const settingsOf = ({ outreach, services }: OutreachOrganisation): OutreachSettings => ({
  rows: [...outreach.rows, ...(outreach.note ? (['note'] as const) : [])],
  splits: outreach.splits,
  services: services.map(({ name }) => name),
  incidentUrl: outreach.incidentUrl,
});
