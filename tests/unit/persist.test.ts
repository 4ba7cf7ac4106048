/** The browser is asked to keep the data: a person who is asked by it is told why meanwhile. */
import { beforeEach, expect, test, vi } from 'vitest';
import { askWhereKept } from '../../src/app/ask-where-kept.ts';
import { askToPersist, hearAsking } from '../../src/store/persist.ts';
import { create } from '../../src/store/save.ts';
import { SurveyResponse } from '../../src/survey/response.ts';
import { freshDevice } from '../support/device.ts';
import { wholeFields } from '../support/responses.ts';

freshDevice();

let answer: (is: boolean) => void = () => undefined;
const persist = vi.fn(() => new Promise<boolean>((done) => (answer = done)));
let persisted = false;
const heard: boolean[] = [];

beforeEach(() => {
  heard.length = 0;
  persist.mockClear();
  persisted = false;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.stubGlobal('navigator', { storage: { persist, persisted: async () => persisted } });
  return hearAsking((is) => heard.push(is));
});

test('one that asks a person: why is said while it asks', async () => {
  const asked = askToPersist();
  await vi.advanceTimersByTimeAsync(1000);
  expect(heard).toEqual([true]);
  answer(true);
  expect(await asked).toBe(true);
  expect(heard).toEqual([true, false]);
});

test('one that decides by itself: nobody is told of a question', async () => {
  const asked = askToPersist();
  await vi.advanceTimersByTimeAsync(1);
  answer(false);
  expect(await asked).toBe(false);
  await vi.advanceTimersByTimeAsync(1000);
  expect(heard).not.toContain(true);
});

test('one that has promised it is not asked again', async () => {
  persisted = true;
  persist.mockImplementationOnce(async () => false);
  expect(await askToPersist()).toBe(true);
  expect(persist).not.toHaveBeenCalled();
});

test('what was answered on the respondent’s page is asked for when the app is opened next; a device with nothing asks for nothing', async () => {
  persist.mockImplementation(async () => true);
  await askWhereKept();
  expect(persist).not.toHaveBeenCalled();
  await create(SurveyResponse, wholeFields({}));
  expect(persist).not.toHaveBeenCalled();
  await askWhereKept();
  expect(persist).toHaveBeenCalledTimes(1);
});
