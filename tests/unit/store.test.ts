import { Dexie } from 'dexie';
import { describe, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { drain } from '../../src/delivery/engine/drain.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { EncounterDrafts } from '../../src/outreach/encounter-draft.ts';
import { Database, db } from '../../src/store/db.ts';
import { deviceId, deviceKey, forgetDevice } from '../../src/store/device.ts';
import { draftsOf, draftWriter, findDraft, keepDraft, settleDrafts } from '../../src/store/drafts.ts';
import { find, newest } from '../../src/store/find.ts';
import { newId } from '../../src/store/id.ts';
import { defineKind } from '../../src/store/kind.ts';
import { countOf, itemsOf, waitingCounts, writeBack } from '../../src/store/outbox.ts';
import { waitAgain } from '../../src/store/quarantine.ts';
import { create, NotKept, remove, revise } from '../../src/store/save.ts';
import { seal, unseal } from '../../src/vault/seal.ts';
import { allStored, anEncounter, endpointThat, freshDevice, logged } from '../support/device.ts';
import { fc } from '../support/property.ts';

freshDevice();

test('two tabs that start together on a new device have one key and one id', async () => {
  await db.delete();
  forgetDevice();
  await db.open();
  const begins = () => {
    forgetDevice();
    return Promise.all([deviceKey(), deviceId()]);
  };
  const [one, other] = await Promise.all([begins(), begins()]);
  expect(other[1]).toBe(one[1]);
  const id = newId();
  expect(await unseal(other[0], id, await seal(one[0], id, 'a'))).toBe('a');
});

describe('keeping a record', () => {
  test('what was kept is found again, and waits to be sent', async () => {
    const made = await create(Encounter, anEncounter({ people: '5-9' }));
    expect(await find(Encounter, made.id)).toEqual(made);
    expect(await waitingCounts()).toEqual({ waiting: 1, refused: 0 });
    expect(await itemsOf(made.id)).toMatchObject([{ endpoint: 'home', rev: 1, state: 'waiting', tries: 0, dueAt: 0 }]);
  });

  test('on the disk only kind, time, unit, state and the id of the outing can be read', async () => {
    const { id } = await create(Encounter, anEncounter({ place: 'Päiväkeskus' }));
    const row = (await db.records.get(id))!;
    expect(Object.keys(row).sort()).toEqual(['at', 'body', 'id', 'iv', 'kind', 'of', 'rev', 'unit']);
    expect(new TextDecoder().decode(row.body)).not.toContain('Päiväkeskus');
    await expect(unseal(await deviceKey(), newId(), row), 'moved to another id').rejects.toThrow();
  });

  test('a wrong value is refused with the field named, and nothing is half-kept', async () => {
    const wrong = { ...anEncounter(), people: '7' as never };
    await expect(create(Encounter, wrong)).rejects.toMatchObject({ issues: [{ path: ['people'] }] });
    expect(await db.records.count()).toBe(0);
    expect(await db.outbox.count()).toBe(0);
  });

  test('a field that the kind does not have is refused: an encounter has no place for a name', async () => {
    await expect(create(Encounter, { ...anEncounter(), name: 'Matti' } as never)).rejects.toThrow(/unrecognized|name/i);
  });

  test('F36: the same form handed in from two tabs is kept once; the second is refused in words', async () => {
    const id = newId();
    await create(Encounter, anEncounter({ people: '1' }), { id });
    const second = create(Encounter, anEncounter({ people: '2' }), { id });
    await expect(second).rejects.toMatchObject({ name: 'NotKept', why: 'already-saved' });
    expect((await find(Encounter, id))?.people).toBe('1');
  });

  test('an edit is the next revision and waits again', async () => {
    const [made] = await logged(1);
    const edited = await revise(Encounter, made!, { people: '3' });
    expect(edited).toMatchObject({ id: made!.id, rev: 2, people: '3' });
    expect(await itemsOf(made!.id)).toMatchObject([{ rev: 2, state: 'waiting' }]);
    expect(await waitingCounts()).toEqual({ waiting: 1, refused: 0 });
  });

  test('F38: an edit never overwrites unseen what another tab changed', async () => {
    const [made] = await logged(1);
    await revise(Encounter, made!, { people: '3' });
    const late = revise(Encounter, made!, { people: '4' });
    await expect(late).rejects.toMatchObject({ name: 'NotKept', why: 'changed-elsewhere' });
    expect((await find(Encounter, made!.id))?.people).toBe('3');
  });

  test('a deleted record leaves a tombstone without content, which waits to be sent', async () => {
    const [made] = await logged(1);
    await remove(made!);
    expect(await find(Encounter, made!.id)).toBeUndefined();
    expect(await newest(Encounter, 10)).toEqual([]);
    const row = (await db.records.get(made!.id))!;
    const { kind, id, at, v, unit, device } = made!;
    const rest = { kind, id, rev: 2, at, v, unit, device, deleted: true };
    expect(await unseal(await deviceKey(), id, row)).toEqual(rest);
    expect(await itemsOf(id)).toMatchObject([{ rev: 2, state: 'waiting' }]);
  });

  test('what of a form may not be kept yet stays as a draft of the very revision, comes back with it, and is not sent', async () => {
    const asked = { people: '2', note: 'Yöpaikka: 040 123 4567' };
    const made = await create(Encounter, anEncounter({ people: '2' }), { draft: asked });
    expect(await findDraft(EncounterDrafts, made.id)).toMatchObject({ base: 1, data: asked });
    const edited = await revise(Encounter, made, { people: '3' }, { draft: { ...asked, people: '3' } });
    expect(await findDraft(EncounterDrafts, made.id)).toMatchObject({ base: 2, data: { note: asked.note } });
    const endpoint = endpointThat(allStored);
    await drain('saved');
    expect(JSON.stringify(endpoint.sent())).not.toContain('040');
    vi.spyOn(db.records, 'put').mockImplementation(() => Dexie.Promise.reject(new Error('gone')) as never);
    await expect(revise(Encounter, edited, { people: '4' })).rejects.toThrow();
    expect((await findDraft(EncounterDrafts, made.id))?.base, 'with the record, or not at all').toBe(2);
    vi.restoreAllMocks();
    await revise(Encounter, edited, { note: 'Yöpaikka' });
    expect(await findDraft(EncounterDrafts, made.id)).toBeUndefined();
  });

  test('F26: the record and its place in the outbox are kept together or not at all', async () => {
    vi.spyOn(db.outbox, 'bulkPut').mockImplementation(
      () => Dexie.Promise.reject(new Error('the disk is gone')) as never,
    );
    await expect(create(Encounter, anEncounter())).rejects.toThrow();
    expect(await db.records.count()).toBe(0);
    expect(await countOf('encounter')).toBe(0);
  });

  test('F25: a full disk or a closed database is told, and the draft is still there', async () => {
    const id = newId();
    await keepDraft({ kind: 'encounter', id, base: 0 }, { people: '2' });
    const full = Object.assign(new Error('aborted'), {
      name: 'AbortError',
      inner: new DOMException('', 'QuotaExceededError'),
    });
    const put = vi.spyOn(db.records, 'put').mockImplementation(() => Dexie.Promise.reject(full) as never);
    await expect(create(Encounter, anEncounter(), { id })).rejects.toMatchObject({ why: 'disk-full' });
    put.mockImplementation(() => Dexie.Promise.reject(new Dexie.DatabaseClosedError()) as never);
    await expect(create(Encounter, anEncounter(), { id })).rejects.toBeInstanceOf(NotKept);
    expect(await findDraft(EncounterDrafts, id)).toMatchObject({ data: { people: '2' } });
  });

  test('F49: a connection that was closed in the background is opened again by the next save', async () => {
    db.close({ disableAutoOpen: false });
    const made = await create(Encounter, anEncounter());
    expect(await find(Encounter, made.id)).toEqual(made);
  });

  test('F56: storage that is cleared under an open page: what is then called saved can be opened afterwards', async () => {
    await logged(1);
    await db.delete();
    await db.open();
    const made = await create(Encounter, anEncounter({ people: '3' }));
    expect(await db.keys.count()).toBe(1);
    forgetDevice();
    expect(await find(Encounter, made.id)).toEqual(made);
    const id = newId();
    await db.delete();
    await db.open();
    await keepDraft({ kind: 'encounter', id, base: 0 }, { people: '2' });
    forgetDevice();
    expect(await findDraft(EncounterDrafts, id)).toMatchObject({ data: { people: '2' } });
  });

  test('F52: every save asks the browser for the disk, not for its cache', () => {
    expect((db as unknown as { _options: { chromeTransactionDurability: string } })._options).toMatchObject({
      chromeTransactionDurability: 'strict',
    });
  });

  test('one record that cannot be opened does not hide the others', async () => {
    const [bad, good] = await logged(2);
    await db.records.update(bad!.id, { body: new ArrayBuffer(40) });
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    expect(await newest(Encounter, 10)).toEqual([good]);
  });

  test('ids sort in the order that they were made, also within a millisecond and when the clock steps back', () => {
    const ids = [1_000, 1_000, 1_000, 900, 1_001].map((now) => newId(now + 2_000_000_000_000));
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe('a draft', () => {
  const of = (id: string) => ({ kind: 'encounter', id, base: 0 });

  test('is kept as one types, newest last, and found again', async () => {
    const id = newId();
    const writer = draftWriter(of(id), () => undefined);
    for (const people of ['1', '2', '3']) writer.write({ people });
    await settleDrafts();
    expect(await findDraft(EncounterDrafts, id)).toMatchObject({
      id,
      kind: 'encounter',
      base: 0,
      data: { people: '3' },
    });
    expect(await draftsOf(EncounterDrafts)).toHaveLength(1);
  });

  test('goes when its record is kept', async () => {
    const id = newId();
    await keepDraft(of(id), { people: '2' });
    await create(Encounter, anEncounter(), { id });
    expect(await findDraft(EncounterDrafts, id)).toBeUndefined();
  });

  test('F58: a late write never brings a finished form back', async () => {
    const id = newId();
    await create(Encounter, anEncounter(), { id });
    expect(await keepDraft(of(id), { people: '2' })).toBe(false);
    expect(await findDraft(EncounterDrafts, id)).toBeUndefined();
  });

  test('of an edit is dropped when the record has moved on', async () => {
    const [made] = await logged(1);
    const edit = { kind: 'encounter', id: made!.id, base: 1 };
    expect(await keepDraft(edit, { people: '2' })).toBe(true);
    await revise(Encounter, made!, { people: '3' });
    expect(await findDraft(EncounterDrafts, made!.id)).toBeUndefined();
    expect(await keepDraft(edit, { people: '4' })).toBe(false);
  });

  test('that is not written because its record was changed elsewhere is told', async () => {
    const [made] = await logged(1);
    const ended = vi.fn();
    const writer = draftWriter({ kind: 'encounter', id: made!.id, base: 1 }, ended);
    await revise(Encounter, made!, { people: '3' });
    writer.write({ people: '4' });
    await settleDrafts();
    expect(ended).toHaveBeenLastCalledWith(expect.objectContaining({ why: 'changed-elsewhere' }));
  });

  test('that does not reach the disk is told', async () => {
    vi.spyOn(db.drafts, 'put').mockImplementation(() => Dexie.Promise.reject(new Error('full')) as never);
    const ended = vi.fn();
    const writer = draftWriter(of(newId()), ended);
    writer.write({ people: '2' });
    await settleDrafts();
    expect(ended).toHaveBeenLastCalledWith(expect.any(Error));
    vi.mocked(db.drafts.put).mockRestore();
    writer.write({ people: '3' });
    await settleDrafts();
    expect(ended).toHaveBeenLastCalledWith(undefined);
  });
});

describe('counts', () => {
  test('say what the tables hold, whatever was done in whatever order', async () => {
    const act = fc.constantFrom('create', 'revise', 'remove', 'deliver', 'refuse', 'again');
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 25 }), fc.infiniteStream(fc.nat()), async (acts, numbers) => {
        await Promise.all(
          db.tables.filter(({ name }) => !['keys', 'endpoints'].includes(name)).map((table) => table.clear()),
        );
        const pick = <T>(from: T[]): T | undefined => from[numbers.next().value! % Math.max(1, from.length)];
        for (const what of acts) {
          const record = pick(await newest(Encounter, 100));
          const item = pick(await db.outbox.toArray());
          if (what === 'create') await create(Encounter, anEncounter());
          else if (what === 'revise' && record) await revise(Encounter, record, { people: '2' });
          else if (what === 'remove' && record) await remove(record);
          else if (what === 'deliver' && item) await writeBack([{ ...item, state: 'delivered' }]);
          else if (what === 'refuse' && item) await writeBack([{ ...item, state: 'refused' }]);
          else if (what === 'again' && item) await waitAgain(item.key);
        }
        const items = await db.outbox.toArray();
        const inState = (state: string) => items.filter((item) => item.state === state).length;
        expect(await waitingCounts()).toEqual({ waiting: inState('waiting'), refused: inState('refused') });
        expect(await countOf('encounter')).toBe((await newest(Encounter, 1000)).length);
      }),
      { numRuns: 30 },
    );
  });
});

describe('an earlier shape', () => {
  test('F54: a database of the previous shape is opened with everything in it', async () => {
    const name = 'kenttakirja-before';
    const before = new Database(name, 1);
    const key = await deviceKey();
    const row = async (rev: number) => {
      const id = newId();
      const at = new Date().toISOString();
      return { id, kind: 'encounter', at, unit: 'oma', rev, ...(await seal(key, id, { id })) };
    };
    const rows = await Promise.all([1, 1, 2].map(row));
    await before.endpoints.add({ id: 'home' });
    await before.records.bulkAdd(rows);
    await before.outbox.bulkAdd(
      rows.map(({ id, rev }, index) => ({
        key: `${id}:home`,
        recordId: id,
        kind: 'encounter',
        rev,
        endpoint: 'home',
        state: index === 0 ? ('delivered' as const) : ('waiting' as const),
        tries: 0,
        dueAt: 0,
        ...(index === 0 ? { doneAt: 1_700_000_000_000 } : {}),
      })),
    );
    await before.keys.add({ name: 'device', id: 'the first', key });
    before.close();

    const now = new Database(name);
    expect(await now.keys.where('id').equals('the first').count()).toBe(1);
    expect(await now.records.count()).toBe(3);
    expect(await now.counts.bulkGet(['waiting', 'refused', 'delivered', 'kind:encounter'])).toEqual([
      { name: 'waiting', n: 2 },
      { name: 'refused', n: 0 },
      { name: 'delivered', n: 1 },
      { name: 'kind:encounter', n: 3 },
    ]);
    expect(await now.endpoints.get('home')).toMatchObject({ deliveredAt: 1_700_000_000_000 });
    expect(await unseal(key, rows[0]!.id, (await now.records.get(rows[0]!.id))!)).toEqual({ id: rows[0]!.id });
    await now.delete();
  });

  test('a record written in an older shape of its kind is brought up to date where it is read', async () => {
    const Before = defineKind('walk', { people: z.number() });
    const made = await create(Before, { people: 3 });
    const Now = defineKind('walk', { people: z.string(), weather: z.string() }, [
      ({ people, ...rest }) => ({ ...rest, people: String(people) }),
      (old) => ({ ...old, weather: 'unknown' }),
    ]);
    expect(await find(Now, made.id)).toMatchObject({ v: 3, people: '3', weather: 'unknown', rev: 1 });
    const edited = await revise(Now, (await find(Now, made.id))!, { weather: 'sleet' });
    expect(edited).toMatchObject({ v: 3, rev: 2, people: '3', weather: 'sleet' });
  });
});
