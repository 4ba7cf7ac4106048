/** A survey that is made on a device: taken into use by the door of every file, and never over what somebody else took meanwhile. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { organisationRules } from '../../src/app/organisation/rules.ts';
import { adopt } from '../../src/setup/adopt.ts';
import {
  documentHeld,
  forgetOrganisation,
  openOrganisation,
  organisation,
} from '../../src/setup/organisation-store.ts';
import { readDocument } from '../../src/setup/read-document.ts';
import { db } from '../../src/store/db.ts';
import { setting } from '../../src/store/device.ts';
import { draftsOf, findDraft, keepDraft } from '../../src/store/drafts.ts';
import { newSurvey } from '../../src/survey/builder/begun.ts';
import {
  beginFrom,
  changedSince,
  draftIdOf,
  nextOf,
  nowOf,
  ownSurveys,
  readSurvey,
  takeIntoUse,
  unchangeableIn,
} from '../../src/survey/builder/builder-store.ts';
import { isInDocument, putIntoDocument, takeOutOfDocument } from '../../src/survey/builder/into-document-store.ts';
import { issuesOf } from '../../src/survey/builder/look-through.ts';
import * as does from '../../src/survey/builder/operations.ts';
import { removalOf, removeSurvey } from '../../src/survey/builder/remove-survey-store.ts';
import { questionsOf, type Survey, SurveyDrafts } from '../../src/survey/builder/survey.ts';
import { filesOf } from '../../src/survey/builder/written.ts';
import { readBundlesHere, readForm, readKnown } from '../../src/survey/bundle/bundles-store.ts';
import { composed, formToGive } from '../../src/survey/bundle/form.ts';
import { toFhir } from '../../src/survey/instrument/formats/fhir.ts';
import { toXlsx } from '../../src/survey/instrument/formats/xlsx.ts';
import { readAddedHere } from '../../src/survey/instrument/instruments-store.ts';
import { alteredIn } from '../../src/survey/instrument/may-change.ts';
import { readInstrumentFile } from '../../src/survey/instrument/read-file-store.ts';
import { takeFile } from '../../src/survey/instrument/take-file-store.ts';
import { background } from '../../src/survey/instruments/background.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { eurohis } from '../../src/survey/instruments/eurohis-qol-8.ts';
import { workAbility } from '../../src/survey/instruments/work-ability.ts';
import { ResponseDrafts } from '../../src/survey/respondent/answer-drafts.ts';
import { type SurveyOrganisation, surveyPart } from '../../src/survey/settings.ts';
import { freshDevice } from '../support/device.ts';
import { eventually } from '../support/eventually.ts';
import { aDocument, candidate } from '../support/setup.ts';

freshDevice();

/** One question of its own and the scale. */
function aSurvey(words = 'Miten voit?'): Survey {
  const begun = does.setSurvey(newSurvey('kysely-abc', 'fi', 'Päiväkeskus'), 'titles', 'fi', 'Osallisuuskysely');
  const { survey, key } = does.addQuestion(begun, 'long');
  return does.placeInstrument(does.setQuestion(survey, key, 'words', 'fi', words), 'esis');
}
const asFile = (value: object, name = 'a.json') => new File([JSON.stringify(value)], name);
async function sound(file: File) {
  const read = await readInstrumentFile(file);
  if (read.is === 'wrong') throw new Error(JSON.stringify(read.wrong));
  return read;
}

describe('taken into use', () => {
  test('it is asked as any bundle is, its own questions in it alone; its next version is begun from it', async () => {
    expect(await takeIntoUse(aSurvey())).toMatchObject({ is: 'taken', version: '1' });
    const known = await readKnown();
    expect(known.bundles.map(({ id }) => id)).toContain('kysely-abc');
    expect(
      known.bundles.map(({ id }) => id),
      'the part is no survey by itself',
    ).not.toContain('kysely-abc-1');
    expect((await readForm('kysely-abc'))?.items).toHaveLength(11);
    const next = nextOf(known, 'kysely-abc')!;
    const changed = does.setQuestion(next, 'kysely-abc-1.q2', 'words', 'fi', 'Miten jakselet?');
    expect(await takeIntoUse(changed)).toMatchObject({ is: 'taken', version: expect.stringMatching(/^2\.\d{5}$/) });
    expect((await readForm('kysely-abc'))?.parts.map(({ version }) => version)).toEqual([
      expect.stringMatching(/^2\./),
      esis.version,
    ]);
  });

  test('what another tab or device took meanwhile is told, and stands until the person says otherwise', async () => {
    const first = aSurvey();
    await takeIntoUse(first);
    const known = await readKnown();
    const [here, there] = [nextOf(known, 'kysely-abc')!, nextOf(known, 'kysely-abc')!];
    const say = (survey: Survey, words: string) => does.setQuestion(survey, 'kysely-abc-1.q2', 'words', 'fi', words);
    await takeIntoUse(say(there, 'Heidän sanansa?'));
    const mine = say(here, 'Omat sanat?');
    expect(await takeIntoUse(mine)).toEqual({ is: 'changed' });
    expect((await readForm('kysely-abc'))?.texts?.fi?.items[0], 'nothing was written over').toBe('Heidän sanansa?');
    const held = { bundles: await readBundlesHere(), instruments: await readAddedHere() };
    const base = changedSince(mine, held)!;
    expect(base.bundle?.version).toMatch(/^2\./);
    expect(await takeIntoUse({ ...mine, base })).toMatchObject({
      is: 'taken',
      version: expect.stringMatching(/^3\.\d{5}$/),
    });
    expect(await takeIntoUse(first), 'a tab that still holds the first draft').toEqual({ is: 'changed' });
  });

  test.each([1, 2])(
    'two tabs that take the very same into use at once, as version %i: it is there once, and neither is told of another',
    async (version) => {
      if (version === 2) await takeIntoUse(aSurvey());
      const known = await readKnown();
      const ofTab = () => {
        const survey = version === 1 ? aSurvey() : nextOf(known, 'kysely-abc')!;
        return does.setQuestion(survey, 'kysely-abc-1.q2', 'words', 'fi', 'Sama kysymys?');
      };
      const taken = await Promise.all([takeIntoUse(ofTab()), takeIntoUse(ofTab())]);
      expect(taken.map(({ is }) => is)).toEqual(['taken', 'taken']);
      expect(taken[0]).toEqual(taken[1]);
      const held = { bundles: await readBundlesHere(), instruments: await readAddedHere() };
      expect([held.bundles.length, held.instruments.length]).toEqual([1, 1]);
      expect(changedSince(ofTab(), held), 'nor is the screen that still holds the draft').toBeUndefined();
    },
  );

  test('answers to its first version that still wait find the names of their questions after the second was taken, in a worker that begins anew', async () => {
    await takeIntoUse(aSurvey());
    const next = nextOf(await readKnown(), 'kysely-abc')!;
    await takeIntoUse(does.setQuestion(next, 'kysely-abc-1.q2', 'words', 'fi', 'Toisin kysyttynä?'));
    vi.resetModules();
    const anew = await import('../../src/survey/instrument/known.ts');
    anew.knowInstruments([...(await setting(anew.addedHere, [])), ...(await setting(anew.earlierHere, []))]);
    const second = (await readForm('kysely-abc'))!.parts[0]!.version;
    const words = ['1', second, '3'].map((version) => anew.knownInstrument('kysely-abc-1', version)?.texts?.fi?.items);
    expect(words).toEqual([['Miten voit?'], ['Toisin kysyttynä?'], undefined]);
  });

  test('what is not sound is refused in words, and nothing of it is there', async () => {
    const { survey } = does.addQuestion(aSurvey(), 'single');
    expect(await takeIntoUse(survey)).toMatchObject({
      is: 'wrong',
      wrong: expect.arrayContaining([expect.anything()]),
    });
    expect(await readBundlesHere()).toEqual([]);
    expect(await readAddedHere()).toEqual([]);
  });
});

describe('taken away', () => {
  test('what was made here stays as a draft, and is in use again in its version; how many answers wait for it is known', async () => {
    await takeIntoUse(aSurvey());
    const answering = {
      language: 'fi',
      mode: 'assisted',
      startedAt: '2026-11-20T10:00:00.000Z',
      at: 1,
      answers: [null],
    };
    for (const [id, bundle] of [
      ['a', 'kysely-abc'],
      ['b', 'kysely-abc'],
      ['c', 'esis'],
    ] as const)
      await keepDraft({ kind: ResponseDrafts.name, id, base: 0 }, { ...answering, bundle });
    expect(await removalOf('kysely-abc')).toEqual({ staysAsDraft: true, unfinished: 2 });
    const before = await readForm('kysely-abc');
    await removeSurvey('kysely-abc');
    expect(await readForm('kysely-abc')).toBeUndefined();
    const { data } = (await findDraft(SurveyDrafts, draftIdOf('kysely-abc')))!;
    expect(await draftsOf(ResponseDrafts), 'the answers stay').toHaveLength(3);
    expect(await takeIntoUse(data)).toMatchObject({ is: 'taken', version: '1' });
    expect(await readForm('kysely-abc')).toEqual(before);
  });

  test('a next version that was begun already is not written over', async () => {
    await takeIntoUse(aSurvey());
    const mine = does.setSurvey(nextOf(await readKnown(), 'kysely-abc')!, 'titles', 'fi', 'Seuraava');
    await keepDraft({ kind: SurveyDrafts.name, id: draftIdOf('kysely-abc'), base: 0 }, mine);
    await removeSurvey('kysely-abc');
    expect((await findDraft(SurveyDrafts, draftIdOf('kysely-abc')))!.data.titles.fi).toBe('Seuraava');
  });

  test('an own instrument that is asked alone stays as a draft too; a language of the app’s own scale does not', async () => {
    const alone = filesOf({ ...aSurvey(), alone: 'kysely-abc-1', parts: aSurvey().parts.slice(0, 1) });
    const read = await sound(asFile(alone.instruments[0]!));
    await takeFile(read);
    expect(await removalOf('kysely-abc-1')).toEqual({ staysAsDraft: true, unfinished: 0 });
    await removeSurvey('kysely-abc-1');
    expect(await findDraft(SurveyDrafts, draftIdOf('kysely-abc-1'))).toBeDefined();
    expect(await removalOf('esis')).toEqual({ staysAsDraft: false, unfinished: 0 });
  });
});

describe('begun from a file', () => {
  test('a bundle with its questions, and an own instrument, are drafts that can be changed; their versions go on', async () => {
    const { bundle, instruments } = filesOf(aSurvey());
    const read = await readInstrumentFile(asFile({ ...bundle, version: '7', instruments }));
    if (read.is === 'wrong') throw new Error(JSON.stringify(read.wrong));
    expect(await beginFrom(read)).toBe('kysely-abc');
    const draft = await findDraft(SurveyDrafts, draftIdOf('kysely-abc'));
    expect(filesOf(draft!.data).bundle?.version).toBe('7');
    const changed = does.setSurvey(draft!.data, 'titles', 'fi', 'Toinen nimi');
    expect(await takeIntoUse(changed)).toMatchObject({ is: 'taken', version: expect.stringMatching(/^8\.\d{5}$/) });
  });

  test('on a device that does not have it, it is taken into use in the version of its file; where it is, nothing is to be taken', async () => {
    const { bundle, instruments } = filesOf(aSurvey());
    await beginFrom(await sound(asFile({ ...bundle, version: '7', instruments })));
    const { data } = (await findDraft(SurveyDrafts, draftIdOf('kysely-abc')))!;
    expect(nowOf(data, await readKnown())).toMatchObject({
      version: '7',
      isChanged: false,
      isHere: false,
      isInUse: false,
    });
    expect(await takeIntoUse(data)).toMatchObject({ is: 'taken', version: '7' });
    expect(nowOf(data, await readKnown())).toMatchObject({ version: '7', isChanged: false, isHere: true });
    const changed = does.setSurvey(data, 'titles', 'fi', 'Toinen nimi');
    expect(nowOf(changed, await readKnown())).toMatchObject({
      version: expect.stringMatching(/^8\./),
      isChanged: true,
      isHere: false,
      isInUse: true,
    });
  });

  test('from FHIR and XLSForm, as they were given, it is the same survey again', async () => {
    const { survey, key } = does.addQuestion(aSurvey(), 'yes-no', { part: 'kysely-abc-1' });
    const showWhen = { match: 'all' as const, rules: [{ item: key, is: '=' as const, value: 1 }] };
    const last = does.addQuestion(does.setQuestion(survey, key, 'words', 'fi', 'Saitko apua?'), 'date', {
      part: 'esis',
    });
    const made = does.setRule(does.setQuestion(last.survey, last.key, 'words', 'fi', 'Milloin?'), last.key, showWhen);
    const read = await readSurvey(made);
    if (read.is === 'wrong' || !read.bundle) throw new Error('It is not sound');
    const { bundle, instruments } = read;
    const form = formToGive(composed(bundle, [...instruments, esis])!, bundle);
    const whole = { ...bundle, instruments };
    for (const file of [asFile(toFhir(form, whole), 'a.fhir.json'), new File([await toXlsx(form, whole)], 'a.xlsx')]) {
      const back = await readInstrumentFile(file);
      if (back.is !== 'bundle') throw new Error(`${file.name} ${JSON.stringify(back)}`);
      expect(back.told, file.name).toEqual([]);
      await beginFrom(back);
      const draft = await findDraft(SurveyDrafts, draftIdOf('kysely-abc'));
      expect(filesOf(draft!.data), file.name).toEqual(filesOf(made));
    }
  });

  test('an official instrument cannot be begun from: its words are its owner’s', async () => {
    const read = await readInstrumentFile(asFile(toFhir({ ...esis, id: 'other-scale' }), 'a.fhir.json'));
    if (read.is !== 'read') throw new Error('It was not read');
    expect(read.instrument.validated).toBe(true);
    expect(unchangeableIn(read)).toMatchObject({ id: 'other-scale' });
  });

  test.each([
    ['CC BY-ND 4.0', false],
    ['CC-BY-NC-ND', false],
    ['Creative Commons, NoDerivatives', false],
    ['Saa käyttää, sanoja ei saa muuttaa', false],
    ['Får inte ändras', false],
    ['May not be modified', false],
    ['CC BY 4.0', true],
    ['CC BY-SA', true],
    ['Oma, vapaasti muutettavissa', true],
  ])(
    'from questions under the licence «%s» one can be begun: %s; placed whole they can be asked',
    async (licence, may) => {
      const made = filesOf(does.removePart(aSurvey(), 'esis')).instruments[0]!;
      const { within: _, ...alone } = { ...made, id: 'naapurin-kysely', licence };
      const file = asFile({ ...alone, texts: { fi: { ...alone.texts.fi, title: 'Naapurin kysely' } } });
      const read = await sound(file);
      expect(unchangeableIn(read)?.licence).toBe(may ? undefined : licence);
      await takeFile(read);
      const known = await readKnown();
      expect(ownSurveys(known, new Set()).some(({ id }) => id === 'naapurin-kysely')).toBe(may);
      expect(nextOf(known, 'naapurin-kysely') !== undefined).toBe(may);
      const placed = does.placeInstrument(aSurvey(), 'naapurin-kysely');
      expect(does.setQuestion(placed, 'naapurin-kysely.q1', 'words', 'fi', 'Oma sana')).toEqual(placed);
      expect(await readSurvey(placed)).toMatchObject({
        is: 'read',
        bundle: { parts: [expect.any(String), 'esis', 'naapurin-kysely'] },
      });
    },
  );

  test('a draft of that survey that says something else is not given up without the person’s word', async () => {
    const { bundle, instruments } = filesOf(aSurvey());
    const read = await sound(asFile({ ...bundle, instruments }));
    const id = draftIdOf('kysely-abc');
    const never = vi.fn(async () => false);
    await beginFrom(read, never);
    await beginFrom(read, never);
    expect(never, 'of the same draft nothing is asked').not.toHaveBeenCalled();
    const mine = does.setSurvey((await findDraft(SurveyDrafts, id))!.data, 'titles', 'fi', 'Kesken jäänyt');
    await keepDraft({ kind: SurveyDrafts.name, id, base: 0 }, mine);
    expect(await beginFrom(read, never)).toBeUndefined();
    expect(never).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ titles: { fi: 'Kesken jäänyt' } }));
    expect((await findDraft(SurveyDrafts, id))!.data.titles.fi).toBe('Kesken jäänyt');
    expect(await beginFrom(read, async () => true)).toBe('kysely-abc');
    expect((await findDraft(SurveyDrafts, id))!.data.titles.fi).toBe('Osallisuuskysely');
  });

  test('an own instrument that comes twice is one draft: its bundle to be has another id each time', async () => {
    const { instruments } = filesOf({ ...aSurvey(), alone: 'kysely-abc-1', parts: aSurvey().parts.slice(0, 1) });
    const read = await sound(asFile(instruments[0]!));
    const never = vi.fn(async () => false);
    expect([await beginFrom(read, never), await beginFrom(read, never)]).toEqual(['kysely-abc-1', 'kysely-abc-1']);
    expect(never).not.toHaveBeenCalled();
  });

  test('what another program made and was never here is version 1; where it is here, it is the next of that', async () => {
    const foreign = (words: string) => {
      const item = [{ linkId: 'a', type: 'string', text: words }];
      return asFile({
        resourceType: 'Questionnaire',
        status: 'active',
        id: 'vieras',
        language: 'fi',
        title: 'Vieras',
        version: '7',
        item,
      });
    };
    const begun = async (words: string) => {
      await beginFrom(await sound(foreign(words)), async () => true);
      return (await findDraft(SurveyDrafts, draftIdOf('vieras')))!.data;
    };
    const first = await begun('Mitä kuuluu?');
    expect(first.base, 'no earlier answers are spoken of').toBeUndefined();
    expect(await takeIntoUse(first)).toMatchObject({ is: 'taken', version: '1' });
    expect(await takeIntoUse(await begun('Mitä nyt?'))).toMatchObject({
      is: 'taken',
      version: expect.stringMatching(/^2\.\d{5}$/),
    });
  });

  test('a bundle that was changed elsewhere is a survey of its own from version 1, and says what it lost', async () => {
    const inUkrainian = does.setSurvey(does.addLanguage(aSurvey(), 'uk'), 'titles', 'uk', 'Опитування');
    const made = does.setQuestion(inUkrainian, 'kysely-abc-1.q2', 'words', 'uk', 'Як ви?');
    const read = await readSurvey(made);
    if (read.is === 'wrong' || !read.bundle) throw new Error('It is not sound');
    await takeIntoUse(made);
    const { bundle, instruments } = read;
    const form = formToGive(composed(bundle, [...instruments, esis])!, bundle);
    const file = toFhir(form, { ...bundle, instruments });
    const changed = await sound(asFile({ ...file, title: 'Muutettu' }, 'a.fhir.json'));
    if (changed.is !== 'read') throw new Error('It is still a bundle');
    const lost = changed.told.filter(({ why }) => why !== 'bundleChanged');
    expect(lost).toMatchObject([
      { why: 'bundleLanguages', values: { languages: 'українська' } },
      { why: 'bundleOfficial', values: { titles: esis.texts.fi!.title } },
    ]);
    const id = (await beginFrom(changed))!;
    expect(id).not.toBe('kysely-abc');
    const { data } = (await findDraft(SurveyDrafts, draftIdOf(id)))!;
    expect(await takeIntoUse(data)).toMatchObject({ is: 'taken', version: '1' });
    expect((await readForm('kysely-abc'))?.version, 'the survey in use stands').toBe('1');
  });
});

describe('statements of an official instrument that came altered', () => {
  test('are told with what its licence says, and are not taken into use before they are whole again or gone', async () => {
    const made = aSurvey();
    const read = await readSurvey(made);
    if (read.is === 'wrong' || !read.bundle) throw new Error('It is not sound');
    const { bundle, instruments } = read;
    const file = toFhir(formToGive(composed(bundle, [...instruments, esis])!, bundle), { ...bundle, instruments });
    const text = esis.texts.fi!.items[3]!;
    const changed = await sound(
      new File([JSON.stringify(file).replaceAll(JSON.stringify(text), '"Minua tarvitaan."')], 'a.fhir.json'),
    );
    expect(changed.told.map(({ why }) => why)).toEqual(['bundleChanged', 'officialAltered']);
    const { title } = esis.texts.fi!;
    expect(changed.told[1]!.values).toEqual({ title, licence: esis.licence });

    const id = (await beginFrom(changed))!;
    const { data } = (await findDraft(SurveyDrafts, draftIdOf(id)))!;
    const altered = (survey: Survey) =>
      issuesOf(survey, { instruments: [esis], pageLanguages: ['fi'] }).filter(({ why }) => why === 'officialAltered');
    const part = data.parts[0]!.id;
    expect(altered(data), 'at the part in which they stand').toEqual([
      { why: 'officialAltered', official: 'esis', part },
    ]);
    expect((await takeIntoUse(data)).is).toBe('wrong');
    const { key } = questionsOf(data).find(({ question }) => question.words.fi === 'Minua tarvitaan.')!;
    expect(altered(does.setQuestion(data, key, 'words', 'fi', text)), 'word for word').toEqual([]);
    const without = questionsOf(data).reduce(
      (now, one) => (one.key.includes('esis') ? does.removeQuestion(now, one.key) : now),
      data,
    );
    expect(altered(without), 'gone').toEqual([]);
  });

  test('are known by one that stands among others, changed a little or cut; not by one that anybody could write', () => {
    const known = (statements: string[]) => alteredIn(statements, [esis, eurohis, workAbility]).map(({ id }) => id);
    const { items } = esis.texts.fi!;
    const [ability] = workAbility.texts.fi!.items;
    expect(known(items.slice(0, 1)), 'one of ten').toEqual(['esis']);
    expect(known(items), 'whole').toEqual([]);
    expect(known(items.with(5, 'Tunnen, että elämässäni on tarkoitus.')), 'one word').toEqual(['esis']);
    expect(known(['Pystyn vaikuttamaan oman elämäni suuntaan']), 'alone').toEqual(['esis']);
    expect(known([ability!.replace('nykyiselle', 'tämänhetkiselle')])).toEqual(['work-ability']);
    expect(known([ability!]), 'whole').toEqual([]);
    expect(known(['Tunnen, että päivittäiset tekemiseni']), 'cut').toEqual(['esis']);
    expect(known(['terveyteenne', 'Miten voit?', 'Onko sinulla ystävä?', 'Kuulutko johonkin yhdistykseen?'])).toEqual(
      [],
    );
    expect(known(['Mikä on sinulle tärkeää?', 'Saitko apua?', 'Mikä ilahdutti tänään?'])).toEqual([]);
  });

  test('a language that was taken out of the file is told otherwise than one that no file could hold', async () => {
    const made = does.setQuestion(
      does.setSurvey(does.addLanguage(does.removePart(aSurvey(), 'esis'), 'sv'), 'titles', 'sv', 'Enkät'),
      ...(['kysely-abc-1.q2', 'words', 'sv', 'Hur mår du?'] as const),
    );
    const both = does.placeInstrument(made, 'background');
    const read = await readSurvey(both);
    if (read.is === 'wrong' || !read.bundle) throw new Error('It is not sound');
    const { bundle, instruments } = read;
    const form = formToGive(composed(bundle, [...instruments, background])!, bundle);
    const { fi } = form.texts;
    const changed = await sound(
      asFile(toFhir({ ...form, texts: { fi: fi! } }, { ...bundle, instruments }), 'a.fhir.json'),
    );
    expect(changed.told.map(({ why }) => why)).toContain('bundleLanguagesGone');
    expect(changed.told.map(({ why }) => why)).not.toContain('bundleLanguages');
  });
});

describe('into the organisation’s document by a tap', () => {
  beforeEach(forgetOrganisation);
  const held = () => surveyPart.of(organisation()).survey;
  /** The text that the next device is given. */
  const text = async () => (await documentHeld())!.loaded.text;
  const withDocument = async (survey: object = {}) => {
    await adopt(await candidate(aDocument({ survey })), 'etsiva');
    await openOrganisation(organisationRules.schema);
  };
  /** The organisation follows what was kept. */
  const follows = (is: (survey: SurveyOrganisation['survey']) => boolean) =>
    eventually(() => expect(is(held())).toBe(true));

  test('it is asked from there, here and on the next device; a later version takes its place, and no other setting changes', async () => {
    await withDocument({ smallestGroup: 7 });
    const { id } = (await takeIntoUse(aSurvey())) as { id: string };
    expect(await isInDocument(id)).toBe(false);
    expect(await putIntoDocument(id)).toBe('revised');
    await follows(({ bundles }) => bundles.length === 1);
    expect(await isInDocument(id)).toBe(true);
    expect(await readBundlesHere(), 'nothing here stands before a later version of the document').toEqual([]);
    expect((await readForm(id))?.items).toHaveLength(11);
    expect(held().smallestGroup).toBe(7);

    const next = does.setQuestion(nextOf(await readKnown(), id)!, 'kysely-abc-1.q2', 'words', 'fi', 'Miten jakselet?');
    await takeIntoUse(next);
    expect(await isInDocument(id), 'the first version is').toBe(false);
    expect(await putIntoDocument(id)).toBe('revised');
    await follows(({ bundles }) => (bundles[0] as { version?: string }).version !== '1');
    expect(held().bundles).toHaveLength(1);
    expect(held().instruments).toHaveLength(1);

    // The next device: it has nothing but the text.
    const read = await readDocument(await text(), organisationRules);
    expect(read.is).toBe('candidate');
    await db.settings.clear();
    forgetOrganisation();
    if (read.is === 'candidate') await adopt(read.candidate, 'etsiva');
    await openOrganisation(organisationRules.schema);
    expect((await readForm(id))?.texts?.fi?.items[0]).toBe('Miten jakselet?');
  });

  test('taken out again it stays on this device', async () => {
    await withDocument();
    const { id } = (await takeIntoUse(aSurvey())) as { id: string };
    await putIntoDocument(id);
    await follows(({ bundles }) => bundles.length === 1);
    expect(await takeOutOfDocument(id)).toBe('revised');
    await follows(({ bundles, instruments }) => bundles.length + instruments.length === 0);
    expect((await readForm(id))?.items).toHaveLength(11);
  });

  test('where there is no document, or no room in it, nothing changes', async () => {
    await openOrganisation(organisationRules.schema);
    const { id } = (await takeIntoUse(aSurvey())) as { id: string };
    expect(await putIntoDocument(id)).toBe('none');
    const others = Array.from({ length: 30 }, (_, at) => ({ id: `muu-${at}` }));
    await withDocument({ bundles: others });
    const before = await text();
    expect(await putIntoDocument(id)).toBe('unfit');
    expect(await text()).toBe(before);
    expect(await readBundlesHere(), 'it is here as before').toHaveLength(1);
    await withDocument({ bundles: [{ id: 'pitka', text: 'a'.repeat(255_000) }] });
    expect(await putIntoDocument(id)).toBe('too-long');
  });
});
