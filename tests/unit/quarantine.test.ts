import { describe, expect, test } from 'vitest';
import { drain } from '../../src/delivery/engine/drain.ts';
import { refusedAsFile } from '../../src/delivery/screens/export-records.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { db } from '../../src/store/db.ts';
import { deliveryOf } from '../../src/store/delivered.tsx';
import { asideCount, itemsIn, itemsOf, waitingCounts } from '../../src/store/outbox.ts';
import { setAside, takeBack, waitAgain, waitAllAgain } from '../../src/store/quarantine.ts';
import { revise } from '../../src/store/save.ts';
import { allStored, endpointThat, freshDevice, json, logged, loggedAtOnce } from '../support/device.ts';

freshDevice();

/** What an endpoint may say of a record: nothing that may ever become markup. */
const words = '<img src=x onerror="alert(1)"> </script> "no"';

/** Encounters that the endpoint has refused. */
async function refused(n: number): Promise<Encounter[]> {
  endpointThat((records) =>
    json({ results: records.map(({ id, rev }) => ({ id, rev, status: 'rejected', message: words })) }),
  );
  const made = await loggedAtOnce(n);
  await drain('saved');
  return made;
}

const itemOf = async (id: string) => (await itemsOf(id))[0]!;

describe('F24: a refused record is set aside', () => {
  test('it is counted nowhere, is not sent, and stays on the device', async () => {
    const [made, other] = await refused(2);
    await setAside((await itemOf(made!.id)).key);
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 1 });
    expect(await asideCount()).toBe(1);
    expect((await itemsIn('aside', 10)).map(({ recordId }) => recordId)).toEqual([made!.id]);
    expect(deliveryOf(await itemsOf(made!.id))).toMatchObject({ refused: 0, waiting: 0, aside: 1, at: 0 });
    const { sent } = endpointThat(allStored);
    await waitAllAgain();
    expect(await drain('button')).toEqual({ is: 'nothing-waits' });
    expect(sent().map(({ id }) => id)).toEqual([other!.id]);
    expect(await db.records.get(made!.id)).toBeDefined();
  });

  test('it is taken back as it was, with its reason, and can then be sent', async () => {
    const [made] = await refused(1);
    const before = await itemOf(made!.id);
    await setAside(before.key);
    await takeBack(before.key);
    expect(await itemOf(made!.id)).toEqual(before);
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 1 });
    expect(await asideCount()).toBe(0);
    await waitAgain(before.key);
    endpointThat(allStored);
    await drain('button');
    expect((await itemOf(made!.id)).state).toBe('delivered');
  });

  test('corrected while it is aside it goes by itself', async () => {
    const [made] = await refused(1);
    await setAside((await itemOf(made!.id)).key);
    await revise(Encounter, made!, { people: '2' });
    expect(await asideCount()).toBe(0);
    expect(await waitingCounts()).toEqual({ waiting: 1, refused: 0 });
  });

  test('only what was refused can be set aside, and only what is aside taken back', async () => {
    const [waiting] = await logged(1);
    const { key } = await itemOf(waiting!.id);
    expect(await setAside(key)).toBe(0);
    expect(await takeBack(key)).toBe(0);
    expect(await waitAgain(key)).toBe(0);
    expect(await waitingCounts()).toEqual({ waiting: 1, refused: 0 });
  });
});

describe('F24: refused records as a file', () => {
  interface Exported {
    records: { record: Record<string, unknown>; refused: Record<string, unknown> }[];
  }
  const read = async (file: File) => JSON.parse(await file.text()) as Exported;

  test('one of them: the whole record, the endpoint’s words, and nothing identifiable in the name', async () => {
    const [made] = await refused(2);
    const file = await refusedAsFile((await itemOf(made!.id)).key);
    expect(file.name).toBe('kenttakirja-1.json');
    expect(file.type).toBe('application/json');
    const { records } = await read(file);
    expect(records).toMatchObject([{ record: made, refused: { trouble: 'rejected', status: 200, said: words } }]);
  });

  test('all of them, also where there are many; others not', async () => {
    const made = await refused(450);
    endpointThat(allStored);
    await logged(1);
    await drain('saved');
    const file = await refusedAsFile();
    expect(file.name).toBe('kenttakirja-450.json');
    expect((await read(file)).records.map(({ record }) => record.id)).toEqual(made.map(({ id }) => id));
  });

  test('a record that cannot be opened is named all the same', async () => {
    const [made] = await refused(2);
    await db.records.update(made!.id, { body: new ArrayBuffer(32) });
    const { records } = await read(await refusedAsFile());
    expect(records).toHaveLength(2);
    expect(records[0]!.record).toEqual({ id: made!.id, kind: 'encounter', rev: 1, unreadable: true });
  });

  test('none of them: an empty list', async () => {
    expect((await read(await refusedAsFile())).records).toEqual([]);
  });
});
