/** What a team agreed to do: one list on all devices, due on Tänään, to a calendar and back. */
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { Action, actionsDue, deedLimit, latestActions } from '../../src/actions/action.ts';
import { type ActionDraft, ActionDrafts, blankAction, faultsOfAction } from '../../src/actions/action-draft.ts';
import {
  allActions,
  beginAction,
  beginChange,
  changeAction,
  dropBegunAbout,
  keepAction,
  keepBegunAbout,
  letGoOf,
  markDone,
  markOpen,
  openActionsOf,
} from '../../src/actions/action-store.ts';
import { newsOf, readTodoFile, readTodos, writeTodos } from '../../src/actions/todo.ts';
import { everyOf, keepCopies } from '../../src/store/copies.ts';
import { draftsOf, keepDraft } from '../../src/store/drafts.ts';
import { newId } from '../../src/store/id.ts';
import type { Fields } from '../../src/store/kind.ts';
import { create, NotKept } from '../../src/store/save.ts';
import { freshDevice } from '../support/device.ts';
import { hasIcalendar, icalendarNotRun, todosByIcalendar } from '../support/icalendar.ts';
import { pasted } from '../support/pasted.ts';

freshDevice();

const round = '01934f0e-8c1b-7abc-8def-0123456789ab';
const agreed = { tool: 'assessment', about: round, place: '7', agreed: '2026-03-03' } as const;
const uid = (n: number) => `3f8e2b54-7a1d-4c9e-9b0a-${String(n).padStart(12, '0')}`;
const fields = (some: Partial<Fields<Action>> = {}): Fields<Action> => ({
  ...agreed,
  uid: uid(1),
  sequence: 0,
  what: 'Retki meren rantaan',
  state: 'open',
  ...some,
});
/** An action as another device made it. */
const elsewhere = (some: Partial<Action> = {}): Action =>
  Action.parse({
    kind: 'action',
    id: uid(901),
    rev: 1,
    at: '2026-03-03T10:00:00.000Z',
    v: 1,
    unit: 'oma',
    device: uid(800),
    ...fields(),
    ...some,
  });
const draft = (some: Partial<ActionDraft> = {}): ActionDraft => ({
  ...blankAction(agreed, uid(1)),
  what: 'Retki meren rantaan',
  ...some,
});

describe('an action is written', () => {
  test.each<[string, Partial<ActionDraft>, object]>([
    ['with nothing to do', { what: ' ' }, { what: 'missing' }],
    ['on a day before the beginning', { due: '2026-03-02' }, { due: 'early' }],
    ['by a day that is none', { due: '2026-02-31' }, { due: 'no-date' }],
    ['by half a day', { due: '2026-0' }, { due: 'no-date' }],
    ['with an identity code', { who: '131052-308T' }, { isTextUnfit: true }],
    ['with ten thousand signs', { what: 'a'.repeat(10_000) }, { what: 'unfit' }],
  ])('%s: refused at its place', (_, some, faults) => expect(faultsOfAction(draft(some))).toEqual(faults));

  test.each<Partial<ActionDraft>>([{}, { due: '2026-03-03' }, { what: '<script>👩‍👧 مرحبا</script>' }])(
    'and fits: %o',
    (some) => expect(faultsOfAction(draft(some))).toEqual({}),
  );

  test('as a draft at its place, that becomes one record as it was typed', async () => {
    await beginAction(agreed);
    const [begun] = await draftsOf(ActionDrafts);
    expect(begun?.data).toMatchObject(agreed);
    const what = '<b>Retki</b> 👩‍👧 مرحبا; a,b\\n\nrivi';
    await keepAction(begun!.id, begun!.base, { ...begun!.data, what, who: ' ohjaajat ', due: '2026-04-01' });
    expect(await draftsOf(ActionDrafts)).toEqual([]);
    expect(await allActions()).toMatchObject([
      { what, who: 'ohjaajat', due: '2026-04-01', state: 'open', sequence: 0 },
    ]);
  });

  test.each(pasted)('%s is kept as it was typed, or said to be too long where it stands', async (_, what) => {
    const written = draft({ what });
    if (what.length > deedLimit) return expect(faultsOfAction(written)).toEqual({ what: 'unfit' });
    await keepAction(newId(), 0, written);
    expect((await allActions())[0]?.what).toBe(what);
    const file = readTodos(writeTodos(await allActions(), now, tell));
    expect(file).toMatchObject({ is: 'read', todos: [{ uid: uid(1) }] });
  });

  test('again, by the same tap twice: it is one', async () => {
    const id = uid(700);
    await keepAction(id, 0, draft());
    await expect(keepAction(id, 0, draft())).rejects.toBeInstanceOf(NotKept);
    expect(await allActions()).toHaveLength(1);
  });
});

describe('a goal of a programme', () => {
  const goal = { tool: 'programme', about: uid(50), place: uid(51), agreed: '2026-03-03' } as const;

  test('begins an action with its own words, which stands among all others and on Tänään', async () => {
    await create(Action, fields({ due: '2026-03-22' }));
    await beginAction(goal, { what: 'Ovi on auki iltaisin', who: 'ohjaajat', means: 'Vuorolista' });
    const [begun] = await draftsOf(ActionDrafts);
    expect(begun?.data).toEqual({
      ...goal,
      ...{ uid: begun?.data.uid, what: 'Ovi on auki iltaisin', who: 'ohjaajat', means: 'Vuorolista', due: '' },
    });
    await keepAction(begun!.id, begun!.base, { ...begun!.data, due: '2026-03-23' });
    const all = await allActions();
    expect(all.map(({ tool, place }) => [tool, place])).toEqual([
      ['assessment', '7'],
      ['programme', uid(51)],
    ]);
    expect(actionsDue(all, '2026-03-21')).toHaveLength(2);
    const read = readTodos(writeTodos(all, now, tell).replaceAll('STATUS:NEEDS-ACTION', 'STATUS:COMPLETED'));
    if (read.is !== 'read') throw new Error(read.is);
    expect(newsOf(read.todos, all).done.map(({ action }) => action.tool)).toEqual(['assessment', 'programme']);
  });

  test('words too long for an action are brought along whole, and said at their place', () => {
    const long = blankAction(goal, uid(1), { what: 'Ovi', who: 'a'.repeat(300), means: 'b'.repeat(4_000) });
    expect(long.means).toHaveLength(4_000);
    expect(faultsOfAction(long)).toEqual({ isTextUnfit: true });
  });
});

describe('when what they were agreed in goes', () => {
  test('what is still to be done is told, of all of it or of one place', async () => {
    await create(Action, fields());
    await create(Action, fields({ uid: uid(2), place: '8' }));
    await create(Action, fields({ uid: uid(3), state: 'done', doneOn: '2026-03-04' }));
    await create(Action, fields({ uid: uid(4), about: uid(60) }));
    expect((await openActionsOf(round)).map((action) => action.uid)).toEqual([uid(1), uid(2)]);
    expect((await openActionsOf(round, '8')).map((action) => action.uid)).toEqual([uid(2)]);
  });

  test('those that are let go of stay in the list and can be opened again; what was done stays done, others’ too', async () => {
    await create(Action, fields({ uid: uid(3), state: 'done', doneOn: '2026-03-04' }));
    await keepCopies([elsewhere({ id: uid(950) })]);
    await letGoOf(await openActionsOf(round));
    const states = async () => (await allActions()).map((action) => [action.uid, action.state]);
    expect(await states()).toEqual([
      [uid(1), 'dropped'],
      [uid(3), 'done'],
    ]);
    await markOpen((await allActions())[0]!);
    expect((await states())[0]).toEqual([uid(1), 'open']);
  });
});

describe('an action is still being written', () => {
  /** Writes a form so far, as a person does. */
  const writes = async (some: Partial<ActionDraft>, id = newId()) => {
    await keepDraft({ kind: 'action', id, base: 0 }, { ...blankAction(agreed, uid(1)), ...some });
  };

  test('when all that it belongs to is kept: it is kept with it, and is due', async () => {
    await writes({ what: 'Retki meren rantaan', due: '2026-04-01' });
    await writes({ uid: uid(2), about: uid(60), what: 'Toisen kierroksen' });
    await keepBegunAbout(round);
    expect((await allActions()).map(({ what }) => what)).toEqual(['Retki meren rantaan']);
    expect(actionsDue(await allActions(), '2026-04-01')).toHaveLength(1);
    expect((await draftsOf(ActionDrafts)).map(({ data }) => data.what)).toEqual(['Toisen kierroksen']);
  });

  test('a change of one too; and one without a word goes', async () => {
    await create(Action, fields());
    await beginChange((await allActions())[0]!);
    const [begun] = await draftsOf(ActionDrafts);
    await keepDraft({ kind: 'action', id: begun!.id, base: 1 }, { ...begun!.data, what: 'Retki saareen' });
    await writes({ uid: uid(2) });
    await keepBegunAbout(round);
    expect(await allActions()).toMatchObject([{ what: 'Retki saareen', rev: 2 }]);
    expect(await draftsOf(ActionDrafts)).toEqual([]);
  });

  test('what cannot be kept as it stands is kept as it was typed, and stops nothing else', async () => {
    await writes({ uid: uid(1), what: 'Liian aikaisin', due: '2020-01-01' });
    await writes({ uid: uid(2), who: 'ohjaajat' });
    await writes({ uid: uid(3), what: 'Sopii' });
    await keepBegunAbout(round);
    expect((await allActions()).map(({ what }) => what)).toEqual(['Sopii']);
    expect(new Set((await draftsOf(ActionDrafts)).map(({ data }) => data.what || data.who))).toEqual(
      new Set(['Liian aikaisin', 'ohjaajat']),
    );
  });

  test('when all that it belongs to is thrown away: no form of it is left behind', async () => {
    await writes({ what: 'Ensimmäisen kohdan' });
    await writes({ uid: uid(2), place: '8', what: 'Toisen kohdan' });
    await dropBegunAbout(round, '8');
    expect((await draftsOf(ActionDrafts)).map(({ data }) => data.what)).toEqual(['Ensimmäisen kohdan']);
    await dropBegunAbout(round);
    expect(await draftsOf(ActionDrafts)).toEqual([]);
  });

  test('when it is marked as done elsewhere: what was written of the change stands, and can be kept', async () => {
    await create(Action, fields());
    await beginChange((await allActions())[0]!);
    const [before] = await draftsOf(ActionDrafts);
    await keepDraft({ kind: 'action', id: before!.id, base: 1 }, { ...before!.data, what: 'Retki saareen' });
    await markDone((await allActions())[0]!, '2026-04-02');
    const [begun] = await draftsOf(ActionDrafts);
    expect(begun).toMatchObject({ base: 2, data: { what: 'Retki saareen' } });
    await keepAction(begun!.id, begun!.base, begun!.data);
    expect(await allActions()).toMatchObject([{ what: 'Retki saareen', state: 'done', doneOn: '2026-04-02' }]);
  });
});

describe('one action on several devices', () => {
  test('what another device made is changed here by a record of our own; theirs stands as it was', async () => {
    await keepCopies([elsewhere({ sequence: 4 })]);
    const [action] = await allActions();
    await markDone(action!, '2026-04-02');
    expect(await allActions()).toMatchObject([{ uid: uid(1), state: 'done', doneOn: '2026-04-02', sequence: 5 }]);
    const all = await everyOf(Action);
    expect(all).toHaveLength(2);
    expect(all.find(({ id }) => id === uid(901))).toEqual(elsewhere({ sequence: 4 }));
    await markOpen((await allActions())[0]!);
    const [open] = await allActions();
    expect(open).toMatchObject({ state: 'open', sequence: 6, rev: 2 });
    expect(open).not.toHaveProperty('doneOn');
  });

  test('a change of one made here is the next revision of its record', async () => {
    await create(Action, fields());
    await beginChange((await allActions())[0]!);
    const [begun] = await draftsOf(ActionDrafts);
    expect(begun).toMatchObject({ base: 1, data: { what: 'Retki meren rantaan' } });
    await keepAction(begun!.id, begun!.base, { ...begun!.data, what: 'Retki saareen' });
    expect(await allActions()).toMatchObject([{ what: 'Retki saareen', rev: 2, sequence: 1 }]);
  });

  test('a change that another tab was quicker with overwrites nothing', async () => {
    await create(Action, fields());
    await beginChange((await allActions())[0]!);
    const [begun] = await draftsOf(ActionDrafts);
    await changeAction((await allActions())[0]!, { what: 'Toisen välilehden' });
    await expect(keepAction(begun!.id, begun!.base, { ...begun!.data, what: 'Myöhempi' })).rejects.toBeInstanceOf(
      NotKept,
    );
    expect(await allActions()).toMatchObject([{ what: 'Toisen välilehden' }]);
  });

  test('in whatever order records come, every device shows the same version', () => {
    const versions = [
      elsewhere(),
      elsewhere({ id: uid(902), sequence: 1, what: 'Yksi' }),
      elsewhere({ id: uid(903), sequence: 1, what: 'Kaksi' }),
      elsewhere({ id: uid(904), sequence: 1, state: 'done' }),
    ];
    const shown = new Set(
      [versions, versions.toReversed(), [2, 0, 3, 1].map((at) => versions[at]!)].map(
        (order) => latestActions(order)[0]!.id,
      ),
    );
    expect([...shown]).toEqual([uid(904)]);
    expect(latestActions(versions.slice(0, 3))[0]).toMatchObject({ what: 'Kaksi' });
  });
});

describe('on Tänään', () => {
  test('stands what is open and late, due today or within a week; nothing without a day', () => {
    const all = [
      elsewhere({ uid: uid(1), due: '2026-03-20' }),
      elsewhere({ uid: uid(2), due: '2026-03-28' }),
      elsewhere({ uid: uid(3), due: '2026-03-29' }),
      elsewhere({ uid: uid(4) }),
      elsewhere({ uid: uid(5), due: '2026-03-20', state: 'done' }),
    ];
    expect(actionsDue(latestActions(all), '2026-03-21').map((action) => action.uid)).toEqual([uid(1), uid(2)]);
  });
});

const written = [
  elsewhere({
    what: 'Retki; meren, rantaan\nja takaisin 👩‍👧‍👦 مرحبا \\ x',
    who: 'ohjaajat',
    due: '2026-04-01',
    sequence: 3,
  }),
  elsewhere({ uid: uid(2), what: `Ä${'ö'.repeat(300)}`, state: 'done', doneOn: '2026-03-30' }),
  elsewhere({ uid: uid(3), what: 'Jätetään', state: 'dropped', means: 'Ei rahaa' }),
];
const now = Date.parse('2026-03-21T10:00:00Z');
const tell = ({ who, means }: Action) => [who, means].filter(Boolean).join('\n');
const calendar = writeTodos(written, now, tell);
const expected = written.map((action) => ({
  uid: action.uid,
  sequence: action.sequence,
  summary: action.what,
  description: tell(action),
  status: { open: 'NEEDS-ACTION', done: 'COMPLETED', dropped: 'CANCELLED' }[action.state],
  due: action.due ?? null,
  completed: action.doneOn ? `${action.doneOn}T10:00:00.000Z` : null,
}));

describe('to-dos of a calendar', () => {
  test('ical.js reads every action as it stands', () => {
    const todos = new ICAL.Component(ICAL.parse(calendar)).getAllSubcomponents('vtodo');
    const text = (todo: ICAL.Component, name: string) => String(todo.getFirstPropertyValue(name) ?? '');
    expect(
      todos.map((todo) => ({
        uid: text(todo, 'uid'),
        sequence: Number(text(todo, 'sequence')),
        summary: text(todo, 'summary'),
        description: text(todo, 'description'),
        status: text(todo, 'status'),
        due: text(todo, 'due') || null,
        completed: text(todo, 'completed') ? new Date(text(todo, 'completed')).toISOString() : null,
      })),
    ).toEqual(expected);
  });

  test.skipIf(!hasIcalendar)(hasIcalendar ? 'python3-icalendar reads the same' : icalendarNotRun, () => {
    expect(todosByIcalendar(calendar)).toEqual(expected);
  });

  test('every line is at most 75 bytes long and ends as the format wants it', () => {
    expect(calendar.endsWith('END:VCALENDAR\r\n')).toBe(true);
    for (const line of calendar.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(calendar.replaceAll('\r\n', '')).not.toContain('\n');
  });

  test('read back when one was done there: it is told, with its day, and once however often it stands', () => {
    const done = calendar
      .replace('STATUS:NEEDS-ACTION', 'STATUS:COMPLETED\r\nCOMPLETED:20260402T223000Z')
      .replace('END:VCALENDAR\r\n', 'BEGIN:VTODO\r\nUID:other\r\nSTATUS:COMPLETED\r\nEND:VTODO\r\nEND:VCALENDAR\r\n');
    const file = readTodos(done + done);
    if (file.is !== 'read') throw new Error(file.is);
    // Half past one of the next day in Finland.
    expect(newsOf(file.todos, written)).toEqual({
      done: [{ action: written[0], doneOn: '2026-04-03' }],
      same: 5,
      others: 2,
    });
  });

  test.each([
    ['STATUS:COMPLETED', true, undefined],
    ['PERCENT-COMPLETE:100', true, undefined],
    ['COMPLETED:20260402T100000Z', true, '2026-04-02'],
    ['STATUS:COMPLETED\nCOMPLETED;VALUE=DATE:20260402', true, '2026-04-02'],
    ['STATUS:COMPLETED\nCOMPLETED:20261399', true, undefined],
    ['STATUS:COMPLETED\nCOMPLETED;TZID=Europe/Helsinki:20260402T010000', true, '2026-04-02'],
    ['STATUS:IN-PROCESS\nPERCENT-COMPLETE:50', false, undefined],
    ['STATUS:CANCELLED', false, undefined],
    ['SUMMARY:STATUS:COMPLETED', false, undefined],
  ])('a calendar that says %o', (lines, isDone, doneOn) => {
    const file = readTodos(
      `BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:${uid(1).toUpperCase()}\n${lines}\nEND:VTODO\nEND:VCALENDAR\n`,
    );
    expect(file).toEqual({ is: 'read', todos: [{ uid: uid(1), isDone, ...(doneOn && { doneOn }) }] });
  });

  test('whatever else a file is, it is named and nothing is taken', async () => {
    expect(readTodos('')).toEqual({ is: 'nothing' });
    expect(readTodos('Hei')).toEqual({ is: 'no-calendar' });
    expect(readTodos(calendar.slice(0, -40))).toEqual({ is: 'cut-short' });
    expect(readTodos('BEGIN:VCALENDAR\nEND:VCALENDAR\n')).toEqual({ is: 'none' });
    expect(await readTodoFile(new Blob(['a'.repeat(2_000_001)]))).toEqual({ is: 'too-large' });
    for (let end = 0; end < calendar.length - 2; end += 7) {
      const { is } = readTodos(calendar.slice(0, end));
      expect(['nothing', 'no-calendar', 'cut-short'], String(end)).toContain(is);
    }
  });
});
