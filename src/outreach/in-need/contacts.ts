/**
 * Whom to call: numbers that come with the app, those of the organisation, and what was changed on this device. Content that
 * grows old: each says where it is from and when somebody last made sure of it.
 */
import type { OutreachOrganisation } from '../settings.ts';
import file from './contacts.json';
import { emergencyId } from './emergency.ts';

/** `first`: when it cannot wait. `talk`: somebody who listens. `service`: where to be guided to. */
export const groups = ['first', 'talk', 'service'] as const;
export type ContactGroup = (typeof groups)[number];

/** The fields of a contact that may be changed on a device. */
export const editable = ['when', 'name', 'phone', 'hours', 'note', 'source'] as const;

export interface Contact {
  id: string;
  group: ContactGroup;
  /** When one calls it, in a line. */
  when: string;
  name: string;
  phone: string;
  hours: string;
  note: string;
  source: string;
  /** The day on which somebody last made sure of it: `2026-11-22`. */
  checked?: string | undefined;
}

/** What this device knows better: some fields, a newer day, or that it is not needed here. */
export type Edit = Partial<Omit<Contact, 'id' | 'group'>> & { hidden?: true };
export type Edits = Readonly<Record<string, Edit>>;

/** A contact as it is shown. */
export interface ShownContact extends Contact {
  /** Whether more than the day was changed on this device. */
  isEdited: boolean;
  /** What the organisation or the app says, where that was checked later than what was changed here. */
  newer?: Contact;
}

/** An id of one's own contact, and of an organisation's. */
export const ownPrefix = 'own-';
const givenPrefix = 'given-';

/** How many days a number is trusted for. */
const trustedDays = 90;

const digits = (phone: string) => phone.replace(/[^\d+]/g, '');

/** Whether nobody made sure of it within ninety days before `today` (`2026-11-22`). The emergency number does not grow old. */
export function isOld({ id, checked }: Pick<Contact, 'id' | 'checked'>, today: string): boolean {
  if (id === emergencyId) return false;
  return !checked || Date.parse(today) - Date.parse(checked) > trustedDays * 86_400_000;
}

/** A contact with nothing in it. */
export const blankContact = { when: '', name: '', phone: '', hours: '', note: '', source: '' } as const;

/** The contacts that come with the app, in a language. */
function builtIn(language: string): Contact[] {
  type Words = Partial<Record<string, string>>;
  const say = (words: Words | undefined) => words?.[language] ?? words?.fi ?? '';
  return (file as (Omit<Contact, 'when' | 'name' | 'hours' | 'note'> & Record<'when' | 'name' | 'hours', Words>)[]).map(
    ({ when, name, hours, ...rest }) => ({
      ...rest,
      when: say(when),
      name: say(name),
      hours: say(hours),
      note: say((rest as { note?: Words }).note),
    }),
  );
}

/** What a contact that comes with the app is called. */
export const contactName = (id: string, language: string): string | undefined =>
  builtIn(language).find((contact) => contact.id === id)?.name;

/** A short id of a name, so that no name lies in the clear. */
export function givenId(name: string): string {
  let hash = 2166136261;
  for (const letter of name) hash = Math.imul(hash ^ letter.codePointAt(0)!, 16777619) >>> 0;
  return givenPrefix + hash.toString(36);
}

/** What there is before anything was changed here: an organisation's number stands over the app's own of the same digits. */
export function initialContacts(
  { services, outreach, organisation }: OutreachOrganisation,
  language: string,
): Contact[] {
  const left = services.filter(({ phone, hours }) => phone || hours);
  const known = builtIn(language)
    .filter(({ id }) => id === emergencyId || !outreach.hiddenContacts.includes(id))
    .map((contact) => {
      const at = left.findIndex(({ phone }) => phone && digits(phone) === digits(contact.phone));
      const [service] = at < 0 || contact.id === emergencyId ? [] : left.splice(at, 1);
      return service ? { ...contact, ...withoutEmpty(service) } : contact;
    });
  const own = left.map((service): Contact => {
    const { name, kind = '', phone = '', hours = '', checked } = service;
    return { id: givenId(name), group: 'service', when: kind, name, phone, hours, note: '', source: '', checked };
  });
  return [...known, ...whomToAsk(organisation), ...own];
}

/** Whom workers ask in their own organisation, where it has said a number. */
function whomToAsk({ name, contact }: OutreachOrganisation['organisation']): Contact[] {
  if (!contact?.phone) return [];
  const { role, phone, email = '' } = contact;
  return [
    { ...blankContact, id: `${givenPrefix}organisation`, group: 'service', when: role, name, phone, note: email },
  ];
}

const withoutEmpty = ({ name, hours, checked }: OutreachOrganisation['services'][number]): Partial<Contact> => ({
  name,
  ...(hours ? { hours } : {}),
  ...(checked ? { checked } : {}),
});

/** Every contact to show, the emergency number first. */
export function contactsOf(organisation: OutreachOrganisation, edits: Edits, language: string): ShownContact[] {
  const all = initialContacts(organisation, language);
  const shown = all.flatMap((contact) => {
    const edit = contact.id === emergencyId ? undefined : edits[contact.id];
    return edit?.hidden ? [] : withEdit(contact, edit);
  });
  // What was written here is not lost when the organisation leaves it out.
  const mine = Object.entries(edits)
    .filter(([id, { hidden, name }]) => name && !hidden && !all.some((contact) => contact.id === id))
    .map(([id, edit]) => withEdit({ id, group: 'service', ...blankContact }, edit));
  return [...shown, ...mine];
}

function withEdit(contact: Contact, edit: Edit | undefined): ShownContact {
  if (!edit) return { ...contact, isEdited: false };
  const { hidden: _, ...changes } = edit;
  const isEdited = editable.some((field) => changes[field] !== undefined && changes[field] !== contact[field]);
  const checked = [contact.checked, changes.checked].filter(Boolean).sort().at(-1);
  const isNewer = isEdited && (contact.checked ?? '') > (changes.checked ?? '');
  return {
    ...contact,
    ...changes,
    checked: isNewer ? changes.checked : checked,
    isEdited,
    ...(isNewer ? { newer: contact } : {}),
  };
}
