/** Rounds that several answer, each on an own device: brought side by side, and one time after another. Nothing is overwritten. */
import { beforeEach, describe, expect, test } from 'vitest';
import { Action } from '../../src/actions/action.ts';
import { allActions } from '../../src/actions/action-store.ts';
import { movedSince, promisedIn } from '../../src/assessment/again.ts';
import { type AnswerSoFar, isSafeLink } from '../../src/assessment/answer.ts';
import { Assessment } from '../../src/assessment/assessment.ts';
import { AssessmentDrafts } from '../../src/assessment/draft.ts';
import { assessmentFields, withWordsOf } from '../../src/assessment/form.ts';
import {
  addPiece,
  gatheredSigns,
  joinLink,
  mostPieces,
  picturePieces,
  type ReadPieces,
  signsIn,
} from '../../src/assessment/packed.ts';
import { principlesFields } from '../../src/assessment/principles-draft.ts';
import { PrinciplesReview } from '../../src/assessment/principles-review.ts';
import { emptyProgramme, programmeFields } from '../../src/assessment/programme-draft.ts';
import { Programme } from '../../src/assessment/programme-record.ts';
import { earlierRounds, roundsOf } from '../../src/assessment/round.ts';
import {
  allRounds,
  beginIn,
  beginNext,
  roundLines,
  standsWithout,
  takeFromEndpoint,
  takeInto,
} from '../../src/assessment/round-store.ts';
import { invitationTo, invitedTo, judgeShared, recordsIn } from '../../src/assessment/take-in.ts';
import { givenLimit, packText, unpackText } from '../../src/files/packed-text.ts';
import { setSetting } from '../../src/store/device.ts';
import { findDraft } from '../../src/store/drafts.ts';
import { find } from '../../src/store/find.ts';
import { create } from '../../src/store/save.ts';
import { NotOpened, newCarryCode, openCarried, sealCarried } from '../../src/vault/carried.ts';
import { freshDevice } from '../support/device.ts';
import { random } from '../support/random.ts';
import { documentWords } from '../support/written-documents.ts';

freshDevice();
beforeEach(() => setSetting('unit', 'oma'));

const uid = (n: number) => `3f8e2b54-7a1d-4c9e-9b0a-${String(n).padStart(12, '0')}`;
const round = uid(1);
const head = { round, activity: 'Torstaikahvila', begun: '2026-03-03' };

/** What another device made of a round. */
const made = (n: number, some: Partial<Assessment> = {}): Assessment =>
  Assessment.parse({
    kind: 'assessment',
    id: uid(100 + n),
    rev: 1,
    at: `2026-03-0${Math.min(n, 9)}T10:00:00.000Z`,
    v: 2,
    unit: 'oma',
    device: uid(800 + n),
    ...assessmentFields(
      {
        activity: 'Torstaikahvila',
        answers: { 1: { text: `Sanoi ${n}`, standing: 'started' } },
        round,
        begun: '2026-03-03',
        part: 'view',
      },
      uid(100 + n),
      '2026-03-03',
    ),
    ...some,
  });
const action = (some: Partial<Action> = {}): Action =>
  Action.parse({
    ...{ kind: 'action', id: uid(500), rev: 1, at: '2026-03-03T10:00:00.000Z', v: 1, unit: 'oma', device: uid(801) },
    ...{
      uid: uid(600),
      sequence: 0,
      tool: 'assessment',
      about: round,
      place: '1',
      what: 'Retki',
      agreed: '2026-03-03',
      state: 'open',
    },
    ...some,
  });
const none = {
  fresh: 0,
  known: 0,
  'other-round': 0,
  'other-wording': 0,
  newer: 0,
  unreadable: 0,
  elsewhere: 0,
  passed: [],
};

describe('when one record of a round goes', () => {
  const fields = assessmentFields({ activity: 'Torstaikahvila', answers: {} }, round, '2026-03-03');

  test('the last one takes the round with it: what was agreed in it would be left alone', async () => {
    await create(Assessment, fields, { id: round });
    expect(await standsWithout(round, round)).toBe(false);
  });

  test('another’s view, or a form that was begun, keeps the round', async () => {
    await create(Assessment, fields, { id: round });
    await takeInto([made(1)], round);
    expect(await standsWithout(round, round)).toBe(true);
    expect(await standsWithout(uid(2), uid(2))).toBe(false);
    const begun = await beginIn({ ...head, round: uid(2) }, 'view');
    expect(await standsWithout(uid(2), uid(3))).toBe(true);
    expect(await standsWithout(uid(2), begun)).toBe(false);
  });
});

describe('views laid side by side', () => {
  test('one record a person and round: each stands for itself, whatever was said of the same question', async () => {
    const mine = await create(
      Assessment,
      assessmentFields(
        { activity: 'Torstaikahvila', answers: { 1: { text: 'Oma' } }, round, part: 'view', begun: '2026-03-03' },
        uid(3),
        '2026-03-03',
      ),
      { id: uid(3) },
    );
    expect(await takeInto([made(1), made(2), action()], round)).toEqual({ ...none, fresh: 3 });
    const [one] = await allRounds();
    expect(one).toMatchObject({ ...head, common: [], others: [] });
    expect(one?.views.map(({ answers }) => answers[1]?.text)).toEqual(['Sanoi 1', 'Sanoi 2', 'Oma']);
    expect(await find(Assessment, uid(3))).toEqual(mine);
    expect(await allActions()).toMatchObject([{ what: 'Retki' }]);
  });

  test('two who write one common answer: both stand, the newest first', () => {
    const [both] = roundsOf([made(1, { part: 'common' }), made(2, { part: 'common' }), made(3)]);
    expect(both?.common.map(({ id }) => id)).toEqual([uid(102), uid(101)]);
    expect(both?.views).toHaveLength(1);
  });

  test('answers to questions in other words are laid beside nothing, and are told of', () => {
    const other = made(2, { checksum: 'b'.repeat(64) });
    const [both] = roundsOf([made(1), other]);
    expect(both?.views.map(({ id }) => id)).toEqual([uid(101)]);
    expect(both?.others).toEqual([other]);
  });

  test('what another said is added behind the common words, once, and moves no standing', () => {
    const own = { text: 'Yhteinen', standing: 'not-yet' as const, links: ['https://a.fi'] };
    const taken = withWordsOf(own, {
      text: 'Toisen',
      standing: 'established',
      links: ['https://a.fi', 'https://b.fi'],
    });
    expect(taken).toEqual({ text: 'Yhteinen\n\nToisen', links: ['https://a.fi', 'https://b.fi'] });
    expect(withWordsOf({ ...own, ...taken }, { text: 'Toisen' }).text).toBe('Yhteinen\n\nToisen');
    expect(withWordsOf(undefined, { shows: 'Palaute' })).toEqual({ shows: 'Palaute' });
  });
});

describe('what is given is taken or named, and nothing here is changed by it', () => {
  test('the same file twice: nothing stands twice', async () => {
    const given = [made(1), made(2), action()];
    await takeInto(given, round);
    expect(await takeInto(given, round)).toEqual({ ...none, known: 3 });
    expect((await allRounds())[0]?.views).toHaveLength(2);
  });

  test('a newer revision takes the place of the older one; an older one that comes late does not', async () => {
    await takeInto([made(1)], round);
    const newer = made(1, { rev: 2, answers: { 1: { text: 'Korjattu' } } });
    expect(await takeInto([newer], round)).toEqual({ ...none, fresh: 1 });
    expect(await takeInto([made(1)], round)).toEqual({ ...none, known: 1 });
    expect((await allRounds())[0]?.views[0]?.answers[1]?.text).toBe('Korjattu');
  });

  test('a record of this device that comes back changes nothing, whatever revision it says it is', async () => {
    const mine = await create(
      Assessment,
      assessmentFields(
        { activity: 'Torstaikahvila', answers: {}, round, part: 'view', begun: '2026-03-03' },
        uid(4),
        '2026-03-03',
      ),
      { id: uid(4) },
    );
    await takeInto([{ ...mine, rev: 7, answers: { 1: { text: 'Vieras' } } }], round);
    expect(await find(Assessment, uid(4))).toEqual(mine);
    expect((await allRounds())[0]?.views).toEqual([mine]);
  });

  test('a round of another activity is not joined to this one, and is named', async () => {
    const other = made(41, { round: uid(2), activity: 'Kesäleiri', begun: '2026-06-01' });
    const taken = await takeInto([made(1), other, action({ about: uid(2) })], round);
    expect(taken).toMatchObject({
      fresh: 1,
      'other-round': 2,
      passed: [{ activity: 'Kesäleiri', begun: '2026-06-01' }],
    });
    expect((await allRounds()).map(({ activity }) => activity)).toEqual(['Torstaikahvila']);
    await takeInto([other], undefined);
    expect((await allRounds()).map(({ activity }) => activity)).toEqual(['Kesäleiri', 'Torstaikahvila']);
  });

  test.each<[string, unknown, string]>([
    [
      'answers to questions in other words',
      { ...made(1), checksum: 'a'.repeat(64), questionsVersion: '2' },
      'other-wording',
    ],
    ['one of a newer version of the app', { ...made(1), v: 3, more: 1 }, 'newer'],
    ['one with a field that nobody knows', { ...made(1), grade: 5 }, 'unreadable'],
    ['one with a link that is no https', { ...made(1), answers: { 1: { links: ['http://a.fi'] } } }, 'unreadable'],
    ['four participants', { ...made(1), answers: { 1: { heard: { count: 4 } } } }, 'unreadable'],
    ['an action of a newer version of the app', { ...action(), v: 2, more: 1 }, 'newer'],
    ['an action of another round', action({ about: uid(2) }), 'other-round'],
    ['half a line', '{"kind":"assess', 'unreadable'],
    ['an encounter', { kind: 'encounter' }, 'elsewhere'],
    ['nothing', null, 'unreadable'],
    ['a kind that objects have by themselves', { kind: 'constructor' }, 'elsewhere'],
  ])('%s', (_, given, is) => expect(judgeShared(given, round).is).toBe(is));

  test('a record of the first shape is taken as the round that it is', () => {
    const { round: _, previous: __, begun: ___, part: ____, ...first } = made(1);
    expect(judgeShared({ ...first, v: 1 }, first.id)).toMatchObject({
      is: 'taken',
      record: { round: first.id, part: 'common' },
    });
  });

  test('what was deleted elsewhere goes here too; of a record that is not here nothing is kept', async () => {
    await takeInto([made(1)], round);
    const { kind, id, at, v, unit, device } = made(1);
    await takeInto(
      [
        { kind, id, at, v, unit, device, rev: 2, deleted: true },
        { kind, id: uid(77), at, v, unit, device, rev: 2, deleted: true },
      ],
      round,
    );
    expect(await allRounds()).toEqual([]);
  });

  test('from an endpoint come the rounds of this unit and those that are known here', async () => {
    await takeInto([made(1, { unit: 'toinen' })], round);
    const taken = await takeFromEndpoint([
      made(2, { unit: 'toinen' }),
      made(7, { round: uid(2), unit: 'toinen' }),
      made(8, { round: uid(3) }),
      action({ unit: 'toinen' }),
    ]);
    expect(taken).toEqual({ ...none, fresh: 3 });
    expect((await allRounds()).map((one) => one.round).sort()).toEqual([round, uid(3)].sort());
  });
});

describe('by file', () => {
  test('all that is known of a round goes in, sealed, and nothing else', async () => {
    await takeInto(
      [made(1), made(2), action(), made(4, { round: uid(2) }), action({ id: uid(501), uid: uid(601), about: uid(2) })],
      undefined,
    );
    const code = newCarryCode();
    const file = await sealCarried(await roundLines(round), code);
    expect(await file.text()).not.toContain('Torstaikahvila');
    const records = recordsIn(await openCarried(file, code, givenLimit)) as { id: string }[];
    expect(records.map(({ id }) => id).sort()).toEqual([uid(101), uid(102), uid(500)]);
  });

  test('one that was cut short, or opened with another code, gives nothing', async () => {
    const code = newCarryCode();
    const file = await sealCarried([JSON.stringify(made(1))], code);
    for (const part of [file.slice(0, -1), file.slice(0, 60)]) {
      await expect(openCarried(part, code, givenLimit)).rejects.toBeInstanceOf(NotOpened);
    }
    await expect(openCarried(file, newCarryCode(), givenLimit)).rejects.toMatchObject({ why: 'wrong-code' });
  });

  test('a line that was cut is one entry that cannot be read; the others are taken', async () => {
    const text = `${JSON.stringify(made(1))}\n${JSON.stringify(made(2)).slice(0, 90)}\n`;
    expect(await takeInto(recordsIn(text), round)).toEqual({ ...none, fresh: 1, unreadable: 1 });
  });
});

describe('by pictures', () => {
  const text =
    Array.from({ length: 28 }, (_, n) => JSON.stringify(made(1, { id: uid(n + 200) }))).join('\n') + random(5)();
  /** Something that does not pack: as many pictures as it takes. */
  const long = (signs: number) => {
    const next = random(3);
    return Array.from({ length: signs }, () => String.fromCharCode(33 + Math.floor(next() * 90))).join('');
  };
  const readAll = (pieces: readonly string[]) =>
    pieces.reduce<ReadPieces | undefined>((read, piece) => addPiece(read, piece), undefined);

  test('whatever the order, and however often one is seen, they come together as what was given', async () => {
    const pieces = picturePieces(await packText(long(4000)))!;
    expect(pieces.length).toBeGreaterThan(5);
    for (const order of [pieces, pieces.toReversed(), [...pieces.slice(3), ...pieces, ...pieces]]) {
      const signs = gatheredSigns(readAll(order)!);
      expect(await unpackText(String(signs))).toBe(long(4000));
    }
    expect(await unpackText(String(gatheredSigns(readAll(picturePieces(await packText(text))!)!)))).toBe(text);
  });

  test('while one is lacking nothing is taken; codes that are none of ours are passed over', async () => {
    const pieces = picturePieces(await packText(long(4000)))!;
    const read = readAll(['https://example.org', ...pieces.slice(1), 'KKR1.x', 'KKR1.00000000.9.2.abc']);
    expect(read?.pieces.size).toBe(pieces.length - 1);
    expect(gatheredSigns(read!)).toBeUndefined();
  });

  test('pictures of another row begin anew; one that was changed is told', async () => {
    const [one, two] = [picturePieces(await packText(long(2000)))!, picturePieces(await packText(long(3000)))!];
    expect(gatheredSigns(readAll([...one.slice(1), ...two])!)).toBe(await packText(long(3000)));
    expect(
      gatheredSigns(readAll([two.at(-1)!, ...one.slice(1)])!),
      'a piece of the other row is none of this',
    ).toBeUndefined();
    const changed = one.map((piece, at) => (at === 1 ? `${piece.slice(0, -3)}AAA` : piece));
    expect(gatheredSigns(readAll(changed)!)).toBe('damaged');
  });

  test('more than anybody holds a phone for is not begun: a file is the way', () => {
    expect(picturePieces('a'.repeat(600 * mostPieces))).toHaveLength(mostPieces);
    expect(picturePieces('a'.repeat(600 * mostPieces + 1))).toBeUndefined();
  });

  test('signs that were changed unpackText to nothing', async () => {
    expect(await unpackText('%%%')).toBeUndefined();
    expect(await unpackText((await packText(text)).slice(0, 40))).toBeUndefined();
  });
});

describe('an invitation', () => {
  test('brings the round and nothing that anybody answered', async () => {
    const link = await joinLink('https://app.example.org', invitationTo({ ...head, previous: uid(9) }));
    expect(new URL(link).pathname).toBe('/assessment/join');
    expect(new URL(link).search).toBe('');
    const signs = signsIn(link)!;
    expect(signsIn(new URL(link).hash)).toBe(signs);
    expect(invitedTo((await unpackText(signs))!)).toMatchObject({ ...head, previous: uid(9) });
    expect(link.length).toBeLessThan(600);
  });

  test('of other words or of none is none', () => {
    expect(invitedTo(invitationTo(head).replace(/"checksum":"./, '"checksum":"x'))).toBe('other-wording');
    expect(invitedTo(JSON.stringify(made(1)))).toBeUndefined();
    expect(invitedTo('')).toBeUndefined();
    expect(signsIn('https://example.org/#r=abc')).toBeUndefined();
  });

  test('that is accepted is a form of the same round, and becomes a record of it', async () => {
    const id = await beginIn(head, 'view');
    const draft = (await findDraft(AssessmentDrafts, id))!.data;
    expect(assessmentFields(draft, id, '2026-12-24')).toMatchObject({ round, begun: '2026-03-03', part: 'view' });
  });
});

describe('one form a person and round', () => {
  test('whoever takes an invitation twice, or taps twice, goes on in the form that was begun', async () => {
    const id = await beginIn(head, 'view');
    expect(await beginIn(head, 'view')).toBe(id);
    expect(await beginIn(head, 'common')).not.toBe(id);
    expect(await beginIn({ ...head, round: uid(2) }, 'view')).not.toBe(id);
  });

  test('what was kept is gone on with too; what another device made is not', async () => {
    await takeInto([made(1)], round);
    const fields = assessmentFields(
      { activity: 'Torstaikahvila', answers: {}, round, part: 'view', begun: '2026-03-03' },
      uid(5),
      '2026-03-03',
    );
    const id = await beginIn(head, 'view');
    expect(id).not.toBe(uid(101));
    await create(Assessment, fields, { id });
    expect(await beginIn(head, 'view')).toBe(id);
  });

  test('the next round is begun once, however often it is tapped', async () => {
    const id = await beginNext(head);
    expect(await beginNext(head)).toBe(id);
    expect(await beginNext({ ...head, round: uid(2) })).not.toBe(id);
  });
});

describe('again', () => {
  const rounds = roundsOf([
    made(1, {
      part: 'common',
      answers: { 1: { standing: 'not-yet' }, 3: { standing: 'started' }, 5: { standing: 'started' } },
    }),
    made(2, { round: uid(2), begun: '2027-03-03', previous: round, activity: 'Kahvila torstaisin', part: 'common' }),
    made(3, { round: uid(3), begun: '2026-05-05', activity: ' torstaikahvila ', part: 'common' }),
    made(4, { round: uid(4), begun: '2026-05-05', activity: 'Kesäleiri', part: 'common' }),
  ]);

  test('the next round goes on from the one before, also under another name; and from those of the same name', () => {
    expect(earlierRounds(rounds, rounds.find((one) => one.round === uid(2))!).map((one) => one.round)).toEqual([round]);
    expect(earlierRounds(rounds, rounds.find((one) => one.round === uid(3))!).map((one) => one.round)).toEqual([round]);
    expect(earlierRounds(rounds, rounds.find((one) => one.round === uid(4))!)).toEqual([]);
    expect(earlierRounds(rounds, rounds.find((one) => one.round === round)!)).toEqual([]);
  });

  test('rounds that name each other as the one before end the search', () => {
    const circle = roundsOf([
      made(1, { previous: uid(2) }),
      made(2, { round: uid(2), previous: round, activity: 'Toinen' }),
    ]);
    expect(earlierRounds(circle, circle[0]!).length).toBeLessThan(3);
  });

  test('what moved is told question by question, from where to where, and in no number for all', () => {
    const now = {
      1: { standing: 'established' as const },
      3: { standing: 'started' as const },
      7: { standing: 'not-our-task' as const },
    };
    expect(movedSince(rounds.find((one) => one.round === round)!.common[0]!.answers, now)).toEqual([
      { key: '1', from: 'not-yet', to: 'established' },
      { key: '5', from: 'started', to: 'open' },
      { key: '7', from: 'open', to: 'not-our-task' },
    ]);
  });

  test('what was promised then is told with what became of it', () => {
    const all = [action(), action({ uid: uid(601), state: 'done' }), action({ uid: uid(602), about: uid(2) })];
    expect(promisedIn(round, all).map(({ state }) => state)).toEqual(['open', 'done']);
  });

  test('the form of the next round knows the one before', async () => {
    const id = await beginNext(head);
    const draft = (await findDraft(AssessmentDrafts, id))!.data;
    expect(assessmentFields(draft, id, '2027-03-04')).toMatchObject({
      round: id,
      previous: round,
      part: 'common',
      answers: {},
    });
  });
});

test('what is kept of a round, of an action, of the principles and of a programme, and sent, stands as it stood to the letter', async () => {
  const answer: AnswerSoFar = {
    ...{ standing: 'not-our-task', why: 'Kaupungin tehtävä', text: '<b>Kahvila</b> 👩‍👧 مرحبا', shows: 'Palaute' },
    links: ['https://thl.fi', ''],
    heard: { ways: ['conversation', 'kiosk'], count: '8', text: 'Lisää iltoja' },
  };
  const draft = {
    activity: ' Torstaikahvila ',
    role: ' ohjaaja ',
    answers: { 1: answer, '22b': { standing: 'started' as const } },
  };
  const envelope = { rev: 1, at: '2026-03-03T10:00:00.000Z', unit: 'oma', device: uid(800) };
  const kept = [
    Assessment.parse({
      ...{ kind: 'assessment', id: uid(1), v: 2, ...envelope },
      ...assessmentFields(
        { ...draft, round, previous: uid(9), begun: '2026-03-03', part: 'view' },
        uid(1),
        '2026-03-04',
      ),
    }),
    action({
      due: '2026-04-01',
      who: 'ohjaajat',
      means: 'Kaksi tuntia',
      state: 'done',
      doneOn: '2026-03-30',
      sequence: 2,
    }),
    PrinciplesReview.parse({
      ...{ kind: 'principles', id: uid(3), v: 1, ...envelope },
      ...principlesFields({ practice: 'Avoin ovi', wording: 'seed', answers: { 8: answer } }),
    }),
    Programme.parse({
      ...{ kind: 'programme', id: uid(5), v: 1, ...envelope },
      ...programmeFields({
        ...{
          ...emptyProgramme,
          name: 'Kunnan ohjelma',
          audiences: ['municipality'],
          voices: { residents: 'asukasyhdistys' },
        },
        ...{
          needs: { 7: { done: 'Raati', whose: 'Nuoret', known: 'Kysely' } },
          agree: { 11: 'Kyllä' },
          linked: ['strategies'],
        },
        goals: [{ id: uid(6), goal: 'Ovi auki', means: 'Kahvila', schedule: 'Kevät' }],
      }),
    }),
    // As a device of the first version kept it.
    Assessment.read({
      ...{ kind: 'assessment', id: uid(4), v: 1, ...envelope, activity: 'Kahvila', questions: 'help-questions' },
      ...{ questionsVersion: '1', checksum: made(1).checksum, answers: { 7: { text: 'Retki', standing: 'started' } } },
    }),
  ];
  const text = kept.map((record) => JSON.stringify(record, undefined, 1)).join('\n');
  await expect(`${text}\n`).toMatchFileSnapshot('../golden/rounds.txt');
});

describe('what is said of a round', () => {
  test.each(['fi', 'sv', 'en'] as const)(
    '%s: why a link is refused that begins as it must, and no sentence ends twice',
    (language) => {
      const { t, day } = documentWords(language);
      for (const link of ['https://a b', 'https://user:word@example.org']) {
        expect(isSafeLink(link)).toBe(false);
        expect(t('assessment.linkUnsafe', { link })).toMatch(
          /välilyöntiä.*salasanaa|mellanslag.*lösenord|space.*password/,
        );
      }
      const begun = day('2026-11-29');
      const passed = t('rounds.passed', { activity: 'Kahvila', day: begun });
      expect(passed).toContain(begun);
      expect(passed).not.toContain('..');
    },
  );
});
