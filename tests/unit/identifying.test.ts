/** What may identify a person is pointed out before a text leaves the device; nothing is taken out, and ordinary words are left in peace. */
import { describe, expect, test } from 'vitest';
import { writtenInCoDevelopment } from '../../src/assessment/co-development/co-development-draft.ts';
import { writtenInFunderReport } from '../../src/assessment/funder-report/funder-report-draft.ts';
import { identifyingAnew, identifyingIn } from '../../src/assessment/identifying.ts';
import { writtenInPractice } from '../../src/assessment/inclusion-practice/inclusion-practice-draft.ts';
import { writtenInCard } from '../../src/assessment/project-card/project-card-draft.ts';
import { writtenInSocialReport } from '../../src/assessment/social-reports/social-report-draft.ts';
import { writtenInStory } from '../../src/assessment/stories/story-draft.ts';
import {
  aFunderReport,
  anEvent,
  anInclusionPractice,
  aProjectCard,
  aSocialReport,
  aStory,
} from '../support/written-documents.ts';

const found = (text: string) => identifyingIn(text).map(({ is, found: what }) => `${is}: ${what}`);

describe('it is pointed out', () => {
  test.each([
    ['Soitin numeroon 040 123 4567 illalla.', ['phone: 040 123 4567']],
    ['osoite on matti.m@example.fi ja siinä se', ['email: matti.m@example.fi']],
    ['koodi 010190-123X oli paperissa', ['identity: 010190-123X']],
    ['syntynyt 1.2.1990 täällä', ['birth: 1.2.1990']],
    ['asuu Hämeenkatu 5 A 12, toisessa kerroksessa', ['address: Hämeenkatu 5 A 12']],
    ['kävi hämeenkadulla 5 kerran', ['address: hämeenkadulla 5']],
    ['bor på Storgatan 3 nu', ['address: Storgatan 3']],
    ['lived at 12 Abbey Road then', ['address: 12 Abbey Road']],
    ['postia tulee 15140 Lahti asti', ['address: 15140 Lahti']],
    ['hänellä on skitsofrenia ja diabetes', ['diagnosis: skitsofrenia', 'diagnosis: diabetes']],
    ['todettu F32.1 keväällä', ['diagnosis: F32.1']],
    ['Masennuksesta puhuttiin', ['diagnosis: Masennuksesta']],
    ['fick diagnosen depression', ['diagnosis: depression']],
    ['silloin Leimu Virtanen lähti mukaan', ['name: Leimu Virtanen']],
    ['Matti tuli käymään.', ['name: Matti']],
    ['Matille annettiin avain. Pekan kanssa puhuttiin.', ['name: Matille', 'name: Pekan']],
    ['kerroin sen pekkalle ja kristiinalle', ['name: pekkalle', 'name: kristiinalle']],
    ['Matti Meikäläinen, 040 1234567', ['phone: 040 1234567', 'name: Matti Meikäläinen']],
  ])('%s → %o', (text, expected) => expect(found(text)).toEqual(expected));
});

test.each([
  'Kävin torstaikahvilassa. Ensimmäisellä kerralla istuin ovensuussa, toisella pöydässä.',
  'Pian sen jälkeen uskalsin soittaa itse. Silloin annan aikaa, satu luettiin ääneen.',
  'Kelan paperit täytettiin yhdessä, THL:n ohje auttoi. Kello 12.30 lähdettiin.',
  'On Monday I went there. It was in March.',
  'Deltagaren kom med i gruppen. Det blev bra efter 3 veckor.',
  'Kaikki tiet vievät sinne, katu 24 tuntia auki? Ainoa este oli ovi.',
  '',
])('ordinary words are left in peace: %s', (text) => expect(found(text)).toEqual([]));

test('each thing once, however long the text: ten thousand characters are looked through at once', () => {
  const long = `${'Kävimme siellä taas. '.repeat(480)}Lopuksi Leimu soitti 0401234567.`;
  expect(found(long)).toEqual(['phone: 0401234567', 'name: Leimu']);
});

test('what was found stands in the text as it was written', () => {
  const text = 'Eilen Åke Öhman soitti 09-123 4567 osoitteesta Mannerheimintie 1.';
  for (const { found: what } of identifyingIn(text)) expect(text).toContain(what);
});

test('what stood before and was answered for is not asked again, nor anything twice', () => {
  const before = ['Matti tuli käymään.'];
  const texts = ['Silloin Matti tuli. Sitten Leimu soitti.', 'Leimu odotti: leimu oli nähty, niin Leimu.'];
  expect(identifyingAnew(texts, before).map(({ found: what }) => what)).toEqual(['Leimu']);
  expect(identifyingAnew(texts, texts)).toEqual([]);
});

/** Every text of a draft that a person writes: those in it that are no key, day, id or address. */
const wordsIn = (part: unknown): string[] => {
  if (typeof part === 'object' && part !== null) return Object.values(part).flatMap(wordsIn);
  return typeof part === 'string' ? [part] : [];
};
const noWords = /^(?:\d{4}-.*|https:.*|[0-9a-f-]{36}|)$/;

describe('of what leaves the team all that was written is looked through', () => {
  test.each([
    ['a social report', aSocialReport, writtenInSocialReport(aSocialReport), ['housing', 'money']],
    ['a story', aStory, writtenInStory(aStory), ['success', ...aStory.areas, aStory.consent, aStory.told, aStory.code]],
    ['an event of co-development', anEvent, writtenInCoDevelopment(anEvent), ['held']],
    ['a practice', anInclusionPractice, writtenInPractice(anInclusionPractice), []],
    [
      'a project card, but whom to ask',
      { ...aProjectCard, fields: aProjectCard.fields.map(({ said }) => said) },
      writtenInCard(aProjectCard),
      ['kortti contact on'],
    ],
    [
      'a report to a funder',
      { ...aFunderReport, parts: [], outreach: [], period: {} },
      writtenInFunderReport(aFunderReport),
      [],
    ],
  ] as [string, object, string[], string[]][])('%s', (_, draft, written, chosen) => {
    const all = wordsIn(draft).filter((text) => !noWords.test(text) && !chosen.includes(text));
    expect(all.length).toBeGreaterThan(3);
    expect(all.filter((text) => !written.includes(text))).toEqual([]);
  });
});
