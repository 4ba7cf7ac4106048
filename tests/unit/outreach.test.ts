import { readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { countByDepth } from '../../src/outreach/count.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import {
  comesBackTo,
  draftFrom,
  type EncounterDraft,
  fieldsFrom,
  isSame,
  unfinishedOf,
  untouchedEncounter,
  whereToLog,
} from '../../src/outreach/encounter-draft.ts';
import { capital, times } from '../../src/outreach/in-words.ts';
import {
  another,
  chosenName,
  chosenNames,
  corrected,
  offeredNames,
  organisationsUsed,
  placesUsed,
} from '../../src/outreach/names.ts';
import { countedCodes, countedRows } from '../../src/outreach/numbers/subjects.ts';
import { currentPlace, endOf, isRunning, Outing, placesOf } from '../../src/outreach/outing.ts';
import { isOfOne, optionalRows, rows } from '../../src/outreach/rows.ts';
import * as values from '../../src/outreach/values.ts';
import { depths, guidanceWays, people, topics } from '../../src/outreach/values.ts';
import { newId } from '../../src/store/id.ts';

const envelope = () => ({
  id: newId(),
  rev: 1,
  at: '2026-11-21T12:20:00.000Z',
  v: 1,
  unit: 'oma',
  device: '00000000-0000-4000-8000-000000000000',
});
const outing = (some: Partial<Outing> = {}): Outing =>
  Outing.parse({
    ...envelope(),
    v: Outing.version,
    kind: 'outing',
    state: 'running',
    places: ['Kirjasto'],
    organisations: [],
    ...some,
  });
const round = outing();
const encounterWith = (some: Record<string, unknown> = {}) => ({
  ...envelope(),
  v: Encounter.version,
  kind: 'encounter',
  outingId: round.id,
  place: 'Kirjasto',
  people: '1',
  depth: 'conversation',
  topics: ['money'],
  ...some,
});
const encounter = (some: Partial<Encounter> = {}): Encounter => Encounter.parse(encounterWith(some));

describe('an encounter never says who was met', () => {
  test.each(['name', 'phone', 'hetu', 'birthDate', 'photo', 'latitude', 'diagnosis'])('%s is refused', (field) => {
    expect(() => Encounter.parse(encounterWith({ [field]: 'x' }))).toThrow(field);
  });

  test('an outing holds no worker and no phone number either', () => {
    expect(() => Outing.parse({ ...outing(), worker: 'x' })).toThrow('worker');
  });
});

describe('an encounter is refused', () => {
  test('with a fourth topic', () => {
    expect(() => encounter({ topics: ['money', 'housing', 'health', 'crisis'] })).toThrow('topics');
    expect(encounter({ topics: ['money', 'housing', 'health'] }).topics).toHaveLength(3);
  });

  test.each(['0', '7', 'viisi', ''])('with “%s” people', (wrong) => {
    expect(() => Encounter.parse(encounterWith({ people: wrong }))).toThrow('people');
  });

  test('without a depth, a place or an outing', () => {
    for (const field of ['depth', 'place', 'outingId']) {
      expect(() => Encounter.parse(encounterWith({ [field]: undefined }))).toThrow(field);
    }
  });

  test('with a topic or a way of guidance that is not in the lists', () => {
    expect(() => Encounter.parse(encounterWith({ topics: ['diagnosis'] }))).toThrow('topics');
    expect(() => Encounter.parse(encounterWith({ guidance: 'reported' }))).toThrow('guidance');
  });

  test('with a note that is too long or holds a personal identity code', () => {
    expect(encounter({ note: 'Kysyi yöpaikkaa.' }).note).toBe('Kysyi yöpaikkaa.');
    expect(() => encounter({ note: 'a'.repeat(141) })).toThrow('note');
    expect(() => encounter({ note: 'sovittu 000190-0001' })).toThrow('note');
  });

  test('with a language that is no language', () => {
    expect(encounter({ language: 'uk' }).language).toBe('uk');
    expect(encounter({ language: 'interpreter' }).language).toBe('interpreter');
    expect(() => encounter({ language: 'Suomi ja vähän englantia' })).toThrow('language');
  });

  test('but not when it was logged before there were rows to switch on', () => {
    const old = encounterWith({ v: 1 });
    expect(Encounter.read(old)).toEqual({ ...old, v: Encounter.version });
  });

  test('but not when nothing was talked about and nobody was guided on', () => {
    expect(encounter({ topics: [], depth: 'declined' })).not.toHaveProperty('guidance');
  });
});

describe('an outing', () => {
  test('is where it came to last', () => {
    expect(currentPlace(outing({ places: ['Kirjasto', 'Asema'] }))).toBe('Asema');
  });

  test('ends when it ends, and not before it began where the clock was set back meanwhile', () => {
    const began = Date.parse(outing({}).at);
    for (const [now, end] of [
      [began + 3_600_000, began + 3_600_000],
      [began - 3_600_000, began],
    ] as const) {
      vi.useFakeTimers({ now, toFake: ['Date'] });
      expect(Date.parse(endOf(outing({})))).toBe(end);
      vi.useRealTimers();
    }
  });

  test('lists a place once though it was visited twice', () => {
    expect(placesOf(outing({ places: ['Kirjasto', 'Asema', 'Kirjasto'] }))).toEqual(['Kirjasto', 'Asema']);
  });

  test('needs a place, and a name that is more than spaces', () => {
    expect(() => outing({ places: [] })).toThrow('places');
    expect(() => outing({ places: ['  '] })).toThrow('places');
    expect(outing({ places: [' Tori '] }).places).toEqual(['Tori']);
  });

  test('runs until everybody is back', () => {
    expect(isRunning(round)).toBe(true);
    expect(isRunning(outing({ state: 'debriefed', endedAt: '2026-11-21T15:00:00.000Z' }))).toBe(false);
  });

  test('is told with its day and both times, the day once', () => {
    const told = times(outing({ at: '2020-03-10T12:20:00.000Z', endedAt: '2020-03-10T15:05:00.000Z' }), 'fi');
    expect(told).toMatch(/^ti 10\.3\.2020 \d+\.20–\d+\.05$/);
  });
});

describe('places and organisations to choose from', () => {
  const outings = [
    outing({ places: ['Kirjasto', 'Asema'], organisations: ['Diakonia'] }),
    outing({ places: ['Trio'], organisations: ['Kukkula ry', 'Diakonia'] }),
  ];

  test('come with the last used first, then the examples, none twice', () => {
    expect(offeredNames(placesUsed(outings), ['asema', 'Tori'])).toEqual(['Asema', 'Kirjasto', 'Trio', 'Tori']);
    expect(offeredNames(organisationsUsed(outings), [])).toEqual(['Diakonia', 'Kukkula ry']);
  });

  test('are few enough to read', () => {
    const many = Array.from({ length: 40 }, (_, n) => `Paikka ${n}`);
    expect(offeredNames(many, [])).toHaveLength(10);
  });

  test('are the examples before there are earlier outings', () => {
    expect(offeredNames(placesUsed([]), ['Kirjasto', 'Asema'])).toEqual(['Kirjasto', 'Asema']);
  });

  test('can be written, and what was written but not added counts', () => {
    expect(chosenName('Asema', 'ei tämä')).toBe('Asema');
    expect(chosenName(another, ' Trio, 2. kerros ')).toBe('Trio, 2. kerros');
    expect(chosenNames(['Diakonia', another], ' Kukkula ry ')).toEqual(['Diakonia', 'Kukkula ry']);
    expect(chosenNames(['Diakonia', another], '  ')).toEqual(['Diakonia']);
    expect(chosenNames(['Diakonia'], 'let go')).toEqual(['Diakonia']);
  });

  test('can be put right afterwards without losing the order of the round', () => {
    const before = ['Kirjasto', 'Asema', 'Kirjasto'];
    expect(corrected(before, ['Kirjasto', 'Asema'])).toEqual(before);
    expect(corrected(before, ['Kirjasto', 'Tori'])).toEqual(['Kirjasto', 'Kirjasto', 'Tori']);
  });
});

describe('while it is being filled in', () => {
  const empty = untouchedEncounter(round.id, 'Kirjasto');

  test('one person is met and only the depth must be chosen', () => {
    expect(fieldsFrom(empty)).toBeUndefined();
    const fields = fieldsFrom({ ...empty, depth: 'brief' });
    expect(Encounter.parse({ ...encounterWith({ topics: [] }), ...fields })).toMatchObject({
      people: '1',
      depth: 'brief',
    });
  });

  test('guidance that was unchosen is gone from the record', () => {
    const kept = encounter({ guidance: 'accompanied' });
    const fields = fieldsFrom({ ...draftFrom(kept), guidance: 'none' });
    expect(Encounter.parse({ ...kept, ...fields }).guidance).toBeUndefined();
  });

  test('a kept encounter comes back to the form as it was', () => {
    const kept = encounter({ people: '5-9', topics: ['crisis', 'other'], guidance: 'information' });
    expect(Encounter.parse({ ...kept, ...fieldsFrom(draftFrom(kept)) })).toEqual(kept);
  });

  test('a row of the organisation’s that was filled in and emptied again is gone from the record', () => {
    const kept = encounter({ age: '18-24', done: ['advice'], unmet: ['housing'], note: 'Kysyi yöpaikkaa.' });
    const emptied = { ...draftFrom(kept), age: undefined, done: [], unmet: [], note: '  ' };
    const now = Encounter.parse({ ...kept, ...fieldsFrom(emptied) });
    for (const field of ['age', 'done', 'unmet', 'note'] as const) expect(now[field]).toBeUndefined();
    expect(isSame(emptied, draftFrom(now))).toBe(true);
    expect(isSame(emptied, draftFrom(kept))).toBe(false);
  });

  test('the order in which topics were tapped changes nothing', () => {
    const a: EncounterDraft = { ...empty, topics: ['money', 'housing'] };
    expect(isSame(a, { ...empty, topics: ['housing', 'money'] })).toBe(true);
    expect(isSame(a, empty)).toBe(false);
  });
});

describe('an unfinished encounter goes on', () => {
  const ended = outing({ state: 'debriefed', endedAt: '2026-11-20T15:00:00.000Z' });
  const begun = (of: Outing, base = 0) => ({
    id: newId(),
    base,
    data: { ...untouchedEncounter(of.id, 'Kirjasto'), depth: 'brief' as const },
  });

  test('on the outing that runs', () => {
    const draft = begun(round);
    expect(whereToLog([round, ended], [begun(ended), draft])).toEqual({ outing: round, draftId: draft.id });
  });

  test('on its own outing when that has ended and nothing runs', () => {
    const draft = begun(ended);
    expect(whereToLog([ended], [draft])).toEqual({ outing: ended, draftId: draft.id });
  });

  test('when it was asked for, though another outing runs', () => {
    const draft = begun(ended);
    expect(whereToLog([round, ended], [begun(round), draft], draft.id)).toEqual({ outing: ended, draftId: draft.id });
  });

  test('but another outing’s stays where it is', () => {
    expect(whereToLog([round, ended], [begun(ended)])).toEqual({ outing: round, draftId: undefined });
  });

  test('but an edit of a kept one is no new encounter', () => {
    expect(whereToLog([round], [begun(round, 2)])).toEqual({ outing: round, draftId: undefined });
  });

  test('and nothing can be logged where no outing runs and none is unfinished', () => {
    expect(whereToLog([ended], [begun(outing())])).toEqual({ outing: undefined, draftId: undefined });
  });

  test('and is told of on its outing’s page, unless it was cleared again', () => {
    const draft = begun(ended);
    expect(unfinishedOf(ended.id, [begun(round), draft])).toBe(draft);
    const cleared = { ...draft, data: untouchedEncounter(ended.id, 'Kirjasto') };
    expect(unfinishedOf(ended.id, [cleared])).toBeUndefined();
  });
});

describe('a form that is loaded anew comes back to the encounter that was kept in it', () => {
  const keptAt = Date.parse('2026-11-20T22:50:00.000Z');
  const ended = outing({ state: 'debriefed', endedAt: '2026-11-20T23:00:00.000Z' });

  test('while its outing runs, also past midnight, and when that has ended and nothing else runs', () => {
    expect(comesBackTo(round, round, keptAt, keptAt + 3 * 3600_000)).toBe(true);
    expect(comesBackTo(ended, undefined, keptAt, keptAt + 3600_000)).toBe(true);
  });

  test('but not where another outing runs by now, nor a day later or by a clock that was that wrong', () => {
    expect(comesBackTo(ended, round, keptAt, keptAt + 3600_000)).toBe(false);
    for (const days of [-1, 1]) expect(comesBackTo(round, round, keptAt, keptAt + days * 86_400_000)).toBe(false);
  });
});

describe('what an outing came to', () => {
  const [first, second] = [
    encounter(),
    encounter({ at: '2026-11-21T13:00:00.000Z', depth: 'declined', people: '10+' }),
  ];

  test('counts encounters by depth, never people', () => {
    expect(countByDepth([first, second, first])).toEqual([
      { depth: 'conversation', count: 2 },
      { depth: 'declined', count: 1 },
    ]);
  });
});

describe.each(['fi', 'sv', 'en'])('the words in %s', (language) => {
  const { outreach } = JSON.parse(readFileSync(`locales/${language}.json`, 'utf8'));

  test('name every value, and no other', () => {
    expect(Object.keys(outreach.people)).toEqual([...people]);
    expect(Object.keys(outreach.depth)).toEqual([...depths]);
    expect(Object.keys(outreach.meaning)).toEqual([...depths]);
    expect(Object.keys(outreach.topic)).toEqual([...topics]);
    expect(Object.keys(outreach.guidance)).toEqual([...guidanceWays]);
    expect(Object.keys(outreach.guidanceMeaning)).toEqual([...guidanceWays]);
    expect(Object.keys(outreach.topicMeaning)).toEqual([...topics]);
    expect(Object.keys(outreach.counter)).toEqual([...values.counters]);
    expect(Object.keys(outreach.counterMeaning)).toEqual([...values.counters]);
    expect(Object.keys(outreach.target)).toEqual([...values.targets]);
    expect(Object.keys(outreach.outcome)).toEqual([...values.outcomes]);
    expect(Object.keys(outreach.row)).toEqual(optionalRows);
    expect(Object.keys(outreach.rowMeaning)).toEqual(optionalRows.filter((row) => rows[row].is !== 'text'));
    // Languages are named by the browser, and most lists have their words elsewhere.
    const { language, done, ...choices } = outreach.choice;
    expect(Object.keys(language)).toEqual(['other', 'interpreter', 'unknown']);
    expect(Object.keys(done)).toEqual([...values.deeds]);
    const own = optionalRows.filter(isOfOne).filter((row) => !('list' in rows[row]));
    expect(Object.keys(choices).sort()).toEqual([...own].sort());
    for (const row of own) expect(Object.keys(choices[row])).toEqual(countedCodes(row));
    expect(Object.keys(outreach.numbers.subject)).toEqual(expect.arrayContaining([...countedRows]));
    expect(Object.keys(outreach.promise.what)).toEqual([...values.promises]);
    expect(Object.keys(outreach.promise.state)).toEqual([...values.promiseStates]);
  });

  test('never call an encounter a client', () => {
    expect(JSON.stringify(outreach)).not.toMatch(/asiakka|asiakas|klient|\bkund(en|er|erna|s)?\b|client|customer/i);
  });
});

test('a word gets its capital in its own language', () => {
  expect(capital('äkillinen kriisi', 'fi')).toBe('Äkillinen kriisi');
});
