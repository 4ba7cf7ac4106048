/** How often the database is asked for what happens at every save: each transaction keeps a phone's processor and disk at work. */
import { expect, test, vi } from 'vitest';
import { drain } from '../../src/delivery/engine/drain.ts';
import { whatWaits } from '../../src/delivery/engine/watch.ts';
import { readSending } from '../../src/setup/sending.ts';
import { db } from '../../src/store/db.ts';
import { allStored, endpointThat, freshDevice, logged } from '../support/device.ts';

freshDevice();

/** The tables of each transaction that is opened from now on, those of the turn alone (`leases`) left out. */
function opened(): string[] {
  const tables: string[] = [];
  const open = db.core.transaction.bind(db.core);
  vi.spyOn(db.core, 'transaction').mockImplementation((names, mode, options) => {
    const asked = names.join(' ');
    if (asked !== 'leases') tables.push(`${mode} ${asked}`);
    return open(names, mode, options);
  });
  return tables;
}

test('what the top of every screen says of sending is read in one transaction', async () => {
  await logged(1);
  const tables = opened();
  expect(await readSending()).toMatchObject({ waiting: 1, refused: 0 });
  expect(tables).toEqual(['readonly counts endpoints']);
});

test('a run that a save set off, once another has sent it, reads once and writes nothing', async () => {
  await logged(1);
  endpointThat(allStored);
  await drain('saved');
  const tables = opened();
  expect(await drain('saved')).toEqual({ is: 'nothing-waits' });
  expect(tables).toEqual(['readonly outbox endpoints']);
});

test('what waits is watched by one transaction for each change', async () => {
  await logged(1);
  const tables = opened();
  await whatWaits();
  expect(tables).toEqual(['readonly outbox endpoints settings']);
});

test('where nothing is put off, nothing is written of it before something is sent', async () => {
  await logged(1);
  const tables = opened();
  endpointThat((records) => {
    expect(tables.filter((each) => each.startsWith('readwrite'))).toEqual([]);
    return allStored(records);
  });
  expect(await drain('saved')).toEqual({ is: 'nothing-waits' });
});
