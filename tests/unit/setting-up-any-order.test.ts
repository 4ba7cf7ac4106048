/** Configurations that come and go in any order while records are made and sent. */

import { beforeEach, expect, test } from 'vitest';
import { drain } from '../../src/delivery/engine/drain.ts';
import { adopt } from '../../src/setup/adopt.ts';
import { forgetOrganisation } from '../../src/setup/organisation-store.ts';
import { db } from '../../src/store/db.ts';
import { itemsOf } from '../../src/store/outbox.ts';
import { countsHold } from '../support/counts.ts';
import { allStored, endpointThat, freshDevice, json, logged } from '../support/device.ts';
import { fc } from '../support/property.ts';
import { atOrigin, candidate, documentOf } from '../support/setup.ts';

freshDevice();
beforeEach(() => {
  forgetOrganisation();
  atOrigin();
});

const endpoint = (changes: Record<string, unknown>) => ({ name: 'Kaupunki', ...changes });
const take = async (doc: Record<string, unknown>) => adopt(await candidate(doc), 'oma');

test('in whatever order configurations come, while records are made and sent, every record is delivered or waits', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('log', 'a', 'b', 'ab', 'a-', 'drain', 'refuse'), { minLength: 3, maxLength: 12 }),
      async (steps) => {
        await db.delete();
        await db.open();
        const a = endpoint({ id: 'a', url: '/a' });
        const b = endpoint({ id: 'b', url: '/b' });
        const documents: Record<string, unknown[]> = {
          a: [a],
          b: [b],
          ab: [a, b],
          'a-': [{ ...a, kinds: ['outing'] }],
        };
        for (const step of steps) {
          if (step === 'log') await logged(1);
          else if (step === 'drain') {
            endpointThat(allStored);
            await drain('button');
          } else if (step === 'refuse') {
            endpointThat((records) =>
              json({ results: records.map(({ id, rev }) => ({ id, rev, status: 'rejected' })) }),
            );
            await drain('button');
          } else await take(documentOf(documents[step]));
          await countsHold();
        }
        await take(documentOf([a, b]));
        for (const { id } of await db.records.toArray()) {
          const held = (await itemsOf(id)).map((item) => item.endpoint);
          expect(held).toEqual(expect.arrayContaining(['a', 'b']));
        }
      },
    ),
    { numRuns: 25 },
  ));
