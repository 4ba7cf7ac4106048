/** What is being written when a tab is to be loaded anew: it is waited for, with what waited for it. */
import { expect, test } from 'vitest';
import { allWritten, noteWriting } from '../../src/store/unsaved.ts';

test('a tab waits for what is written, for what follows it, and for what fails', async () => {
  const ended: string[] = [];
  const after = (name: string, fails = false) =>
    noteWriting(
      new Promise<void>((done, fail) =>
        setTimeout(() => {
          ended.push(name);
          if (fails) fail(new Error(name));
          else done();
        }),
      ),
    );
  const following = after('first', true).then(
    () => undefined,
    () => after('second'),
  );
  await allWritten();
  expect(ended).toEqual(['first', 'second']);
  await following;
  await allWritten();
});
