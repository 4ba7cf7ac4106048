/** Days of failing deliveries, one after another: what waits outlives them. */
import { expect, test, vi } from 'vitest';
import { drain } from '../../src/delivery/engine/drain.ts';
import { longestWait } from '../../src/delivery/engine/settle.ts';
import { waitingCounts } from '../../src/store/outbox.ts';
import { allStored, endpointThat, freshDevice, json, logged } from '../support/device.ts';

freshDevice();

test('F21, F22: three days of failures, then recovery: delivered by itself', async () => {
  await logged(2);
  const { fetch } = endpointThat(() => json({}, 503));
  for (let i = 0; i < 500; i++) {
    waitLongest();
    await drain('timer');
  }
  expect(fetch.mock.calls.length).toBeGreaterThan(300);
  expect(await waitingCounts()).toEqual({ waiting: 2, refused: 0 });
  const { sent } = endpointThat(allStored);
  waitLongest();
  expect(await drain('timer')).toEqual({ is: 'nothing-waits' });
  expect(sent()).toHaveLength(2);
});

/** Lets the longest wait between two tries pass: only the clock is moved. */
function waitLongest() {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + longestWait });
}
