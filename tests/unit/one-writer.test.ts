import { expect, test } from 'vitest';
import { Database } from '../../src/store/db.ts';

test('two transactions that write different tables write one after the other, also from two tabs', async () => {
  const [tab, other] = [new Database('one-writer'), new Database('one-writer')];
  await tab.open();
  await other.open();
  const told: string[] = [];
  const write = (its: Database, name: 'settings' | 'drafts', work: () => Promise<unknown>) =>
    its.transaction('rw', its.table(name), async () => {
      await work();
      told.push(`${name} begins`);
      for (let n = 0; n < 5; n++) await work();
      told.push(`${name} ends`);
    });
  const setting = () => tab.settings.put({ name: 'language', value: 'fi' });
  const draft = () => other.drafts.put({ id: 'a', kind: 'x', base: 0, at: '', by: '' } as never);
  await Promise.all([write(tab, 'settings', setting), write(other, 'drafts', draft)]);
  expect(told).toEqual(['settings begins', 'settings ends', 'drafts begins', 'drafts ends']);
  tab.close();
  await other.delete();
});
