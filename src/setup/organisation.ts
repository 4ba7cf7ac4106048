/**
 * The organisation's configuration: one JSON document, the same for all its devices. Strict: a field that is not known is
 * refused, so that no misspelt setting is silently without effect. The build publishes its JSON Schema.
 */
import * as z from 'zod/mini';
import { freeText } from '../store/free-text.ts';
import { describeField } from './describe-field.ts';
import { Auth, endpointNameLimit, Headers, ownDialect, probeUnit, Url } from './endpoint.ts';
import { features, InterfaceLanguages } from './features.ts';
import { unique } from './unique.ts';
import { ValueLists } from './value-lists.ts';

const id = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'id-shape'));
/** What tries an address is of this unit: no real unit may have its name. */
const unitId = id.check(z.refine((unit) => unit !== probeUnit, 'reserved'));
const name = freeText(80, 1);
const phone = z.string().check(z.regex(/^\+?[0-9][0-9 ]{1,18}[0-9]$/, 'phone-shape'));
const list = <S extends z.ZodMiniType<{ [key: string]: unknown }>>(entry: S, most: number, key: string) =>
  z._default(z.array(entry).check(z.maxLength(most), unique(key) as never), []);

const Contact = z.strictObject({
  role: describeField('A role, never a person: “outreach coordinator”.', name),
  phone: describeField('A shared phone number.', z.optional(phone)),
  email: describeField('A shared mailbox.', z.optional(z.email('email-shape'))),
});

/** An endpoint as the document gives it. Its id is what tells it from others when its name or address changes. */
export const DocumentEndpoint = z.strictObject({
  id: describeField('Stays when name or address change. “home” is the server that the app comes from.', id),
  name: describeField('What people call it.', freeText(endpointNameLimit, 1)),
  dialect: describeField('What kind of server it is.', z._default(z.string(), ownDialect)),
  url: describeField('Its address: https, or a path on the server that the app comes from.', Url),
  kinds: describeField(
    'The kinds of record that are sent there. All, if left out.',
    z.optional(z.array(z.string()).check(z.minLength(1))),
  ),
  headers: describeField('Headers of one’s own. Secrets belong to signIn.', z._default(Headers, {})),
  signIn: describeField(
    'How one signs in. Leave the secrets out: each device is asked once. What the device has stays, if left out.',
    z.optional(Auth),
  ),
  options: describeField('The settings of that kind of server.', z._default(z.record(z.string(), z.unknown()), {})),
});
export type DocumentEndpoint = z.infer<typeof DocumentEndpoint>;

export const Organisation = z.strictObject({
  $schema: describeField('Where this schema is published.', z.optional(z.string())),
  kenttakirja: describeField('The version of this format.', z.literal(1)),
  example: describeField('True for an example that nobody’s real work is set up with.', z.optional(z.boolean())),
  organisation: z.strictObject({
    name: describeField('The organisation’s name.', name),
    contact: describeField('Whom workers ask.', z.optional(Contact)),
  }),
  units: describeField(
    'Units. Each device belongs to one.',
    list(z.strictObject({ id: describeField('Goes into every record.', unitId), name }), 200, 'id'),
  ),
  places: describeField(
    'Places by the names that are spoken. No coordinates.',
    list(
      z.strictObject({ name, area: describeField('The district that reports speak of.', z.optional(name)) }),
      500,
      'name',
    ),
  ),
  partners: describeField(
    'Organisations that go out together with this one.',
    list(z.strictObject({ name }), 200, 'name'),
  ),
  services: describeField(
    'Services to guide people to.',
    list(
      z.strictObject({
        name,
        kind: describeField('What kind of service, in a word.', z.optional(name)),
        phone: z.optional(phone),
        hours: describeField('When it is open.', z.optional(name)),
        checked: describeField('The day on which this was last checked.', z.optional(z.iso.date('date-shape'))),
      }),
      500,
      'name',
    ),
  ),
  guides: describeField(
    'What one does when: the organisation’s own instructions, read where there is no network.',
    list(
      z.strictObject({
        name: describeField('When: “violence”, “hypothermia”.', name),
        text: describeField('What one does then, at most 2,000 characters.', freeText(2000, 1)),
        checked: describeField('The day on which this was last checked.', z.optional(z.iso.date('date-shape'))),
      }),
      60,
      'name',
    ),
  ),
  valueLists: describeField('Codes to hide and own codes to add, by list.', z.prefault(ValueLists, {})),
  languages: describeField('The languages of the app to choose from. All, if left out.', InterfaceLanguages),
  endpoints: describeField(
    'Where records are sent. Endpoints that are not listed are taken out of use; all stay as they are, if left out.',
    z.optional(z.array(DocumentEndpoint).check(z.maxLength(20), unique('id'))),
  ),
  retention: describeField(
    'How long a record stays on the device once every endpoint has it.',
    z.prefault(
      z.strictObject({
        days: describeField(
          'Until a person deletes it, if left out.',
          z.optional(z.int().check(z.gte(1), z.lte(3650))),
        ),
      }),
      {},
    ),
  ),
  ...features,
});
export type Organisation = z.infer<typeof Organisation>;

/** What holds before any document was loaded. */
export const standard: Organisation = Organisation.parse({
  kenttakirja: 1,
  example: true,
  organisation: { name: 'Kenttäkirja' },
});
