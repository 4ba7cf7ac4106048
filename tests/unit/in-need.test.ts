/** Whom to call: dated numbers of three origins, and the organisation's own guides. */
import { describe, expect, test } from 'vitest';
import { OrganisationDocument } from '../../src/organisation.ts';
import {
  contactsOf,
  type Edits,
  givenId,
  groups,
  initialContacts,
  isOld,
} from '../../src/outreach/in-need/contacts.ts';
import { keepContact, keepGuide, readKept, showAgain } from '../../src/outreach/in-need/edits-store.ts';
import { emergencyId, emergencyNumber } from '../../src/outreach/in-need/emergency.ts';
import { guidesOf } from '../../src/outreach/in-need/guides.ts';
import { db } from '../../src/store/db.ts';
import { freshDevice } from '../support/device.ts';

freshDevice();

const chosen = (some: object = {}) =>
  OrganisationDocument.parse({ kenttakirja: 1, organisation: { name: 'Etsivä työ' }, ...some });
const shown = (organisation = chosen(), edits: Edits = {}, language = 'fi') =>
  contactsOf(organisation, edits, language);
const withPhone = (phone: string, contacts = shown()) => contacts.find((contact) => contact.phone === phone);
const today = '2026-11-22';

describe('the numbers that come with the app', () => {
  test.each(['fi', 'sv', 'en'])('each can be called and says when and from where, in %s', (language) => {
    for (const contact of shown(chosen(), {}, language)) {
      for (const field of ['name', 'when', 'hours', 'source'] as const) {
        expect(contact[field], `${contact.id} ${field}`).not.toBe('');
      }
      expect(contact.phone).toMatch(/^(\+?[0-9][0-9 ]+[0-9])?$/);
      expect(groups).toContain(contact.group);
    }
    const ids = shown(chosen(), {}, language).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('112 is the first, whatever is hidden, edited or set up', () => {
    const organisation = chosen({
      services: [{ name: 'Väärä', phone: '112', hours: 'ei koskaan' }],
      outreach: { hiddenContacts: shown().map(({ id }) => id) },
    });
    const [first] = shown(organisation, { [emergencyId]: { hidden: true, phone: '000', name: 'Väärä' } });
    expect(first).toMatchObject({ id: emergencyId, phone: emergencyNumber, name: 'Hätänumero', isEdited: false });
    expect(shown(organisation).filter(({ group }) => group !== 'service')).toHaveLength(1);
  });

  test('grows old after ninety days, and where nobody ever made sure of it; 112 never', () => {
    expect(isOld({ id: 'crisis', checked: '2026-08-24' }, today)).toBe(false);
    expect(isOld({ id: 'crisis', checked: '2026-08-23' }, today)).toBe(true);
    expect(isOld({ id: 'crisis' }, today)).toBe(true);
    expect(isOld({ id: emergencyId }, today)).toBe(false);
    // A clock that was wrong when it was checked makes no number old.
    expect(isOld({ id: 'crisis', checked: '2027-01-01' }, today)).toBe(false);
  });
});

describe('the organisation’s services', () => {
  const services = [
    { name: 'Päivystysapu Lahti', phone: '116 117', hours: 'Aina', checked: '2026-11-01' },
    { name: 'Torppa', kind: 'Päiväkeskus', hours: 'ma–pe 9–15' },
    { name: 'Vain nimi' },
  ];

  test('stand among the numbers; one that the app has too is the organisation’s', () => {
    const all = shown(chosen({ services }));
    expect(all.filter(({ phone }) => phone.replaceAll(' ', '') === '116117')).toMatchObject([
      { name: 'Päivystysapu Lahti', hours: 'Aina', checked: '2026-11-01', group: 'first' },
    ]);
    expect(all.find(({ name }) => name === 'Torppa')).toMatchObject({ when: 'Päiväkeskus', group: 'service' });
    expect(all.some(({ name }) => name === 'Vain nimi')).toBe(false);
  });

  test('whom its workers ask stands among them, where it has said a number', () => {
    const contact = { role: 'Koordinaattori', phone: '044 123 4567' };
    expect(withPhone('044 123 4567', shown(chosen({ organisation: { name: 'Etsivä työ', contact } })))).toMatchObject({
      when: 'Koordinaattori',
      name: 'Etsivä työ',
    });
    const silent = chosen({ organisation: { name: 'Etsivä työ', contact: { role: 'Koordinaattori' } } });
    expect(shown(silent).some(({ name }) => name === 'Etsivä työ')).toBe(false);
  });

  test('what was mended on this device stays when another document comes, and the newer one is shown beside it', () => {
    const id = givenId('Torppa');
    const edits = { [id]: { phone: '044 000 0000', checked: '2026-11-10' } };
    const find = (some: object) => shown(chosen(some), edits).find((contact) => contact.id === id);
    expect(find({ services })).toMatchObject({ phone: '044 000 0000', hours: 'ma–pe 9–15', isEdited: true });
    const later = { name: 'Torppa', phone: '044 111 1111', checked: '2026-11-20' };
    expect(find({ services: [later] })).toMatchObject({
      phone: '044 000 0000',
      checked: '2026-11-10',
      newer: { phone: '044 111 1111' },
    });
    const looked = shown(chosen({ services: [later] }), { [id]: { checked: '2026-11-10' } });
    expect(looked.find((contact) => contact.id === id)).toMatchObject({ checked: '2026-11-20', isEdited: false });
    expect(looked.find((contact) => contact.id === id)).not.toHaveProperty('newer');
    const earlier = { ...later, checked: '2026-11-01' };
    expect(find({ services: [earlier] })).not.toHaveProperty('newer');
  });

  test('what was written here stands also where no document has it', () => {
    const edits = { 'own-1': { name: 'Naapurin ovi', phone: '044 222 2222' } };
    expect(withPhone('044 222 2222', shown(chosen(), edits))).toMatchObject({ name: 'Naapurin ovi', isEdited: true });
  });
});

describe('on this device', () => {
  test('a look that a number holds changes its day and nothing else, in every language', async () => {
    await keepContact('crisis', { checked: today });
    const edits = (await readKept()).contacts;
    for (const language of ['fi', 'sv']) {
      const before = initialContacts(chosen(), language).find(({ id }) => id === 'crisis');
      expect(shown(chosen(), edits, language).find(({ id }) => id === 'crisis')).toEqual({
        ...before,
        checked: today,
        isEdited: false,
      });
    }
  });

  test('is hidden and shown again; nothing of it lies in the clear or waits to be sent', async () => {
    await keepContact('women', { hidden: true });
    await keepContact('own-1', { name: 'Naapurin ovi', phone: '044 222 2222' });
    const edits = async () => (await readKept()).contacts;
    expect(shown(chosen(), await edits()).some(({ id }) => id === 'women')).toBe(false);
    await showAgain(['women']);
    expect(shown(chosen(), await edits()).some(({ id }) => id === 'women')).toBe(true);
    const row = await db.settings.get('here:contact:own-1');
    expect(new TextDecoder('latin1').decode((row!.value as { body: ArrayBuffer }).body)).not.toContain('Naapurin');
    expect(await db.outbox.count()).toBe(0);
  });

  test('two written at the same time are both kept', async () => {
    await Promise.all([keepContact('own-1', { name: 'Yksi' }), keepGuide('own-2', { name: 'Kaksi', text: 'Soita.' })]);
    expect(await readKept()).toEqual({
      contacts: { 'own-1': { name: 'Yksi' } },
      guides: { 'own-2': { name: 'Kaksi', text: 'Soita.' } },
    });
  });
});

describe('the organisation’s guides', () => {
  const organisation = chosen({ guides: [{ name: 'Väkivalta', text: 'Poistu. Soita 112.' }] });

  test('come with the document, can be written anew here, and be taken away here', () => {
    const id = givenId('Väkivalta');
    expect(guidesOf(organisation, {})).toEqual([{ id, name: 'Väkivalta', text: 'Poistu. Soita 112.' }]);
    const mine = {
      [id]: { name: 'Väkivalta', text: 'Poistu heti.' },
      'own-1': { name: 'Kylmettyminen', text: 'Sisään.' },
    };
    expect(guidesOf(organisation, mine).map(({ text }) => text)).toEqual(['Poistu heti.', 'Sisään.']);
    expect(guidesOf(organisation, { [id]: { name: 'Väkivalta', text: '' } })).toEqual([]);
    expect(guidesOf(chosen(), mine), 'also when the document leaves it out').toHaveLength(2);
  });

  test('have a text, and no identity code in it', () => {
    expect(() => chosen({ guides: [{ name: 'Väkivalta', text: '' }] })).toThrow();
    expect(() => chosen({ guides: [{ name: 'Väkivalta', text: 'kuten 131052-308T' }] })).toThrow('identity-code');
  });
});
