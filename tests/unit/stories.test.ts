/** Small success stories: told of one's own will, checked before they leave, withdrawn by a code that no endpoint has. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { seekStory, storyTaken, takeWithdrawals, withdraw } from '../../src/assessment/stories/stories-store.ts';
import { inclusionAreas, Story } from '../../src/assessment/stories/story.ts';
import { areaTitle } from '../../src/assessment/stories/story-areas.ts';
import { storyDocument } from '../../src/assessment/stories/story-document.ts';
import {
  emptyStory,
  firstUnfitStoryStep,
  StoryDrafts,
  storyFields,
  storyForm,
} from '../../src/assessment/stories/story-draft.ts';
import {
  newWithdrawalCode,
  readWithdrawalCode,
  withdrawalDigest,
  withdrawalLength,
} from '../../src/assessment/stories/withdrawal.ts';
import { isOfThisDevice } from '../../src/backup/device-bound.ts';
import { drain } from '../../src/delivery/engine/drain.ts';
import { pullOutcomes, readStories } from '../../src/delivery/reading/pull-outcomes.ts';
import { wallDate } from '../../src/i18n/wall-time.ts';
import type { Storage } from '../../src/receiver/storage.ts';
import { configureEndpoint } from '../../src/setup/endpoint.ts';
import { db, homeEndpoint } from '../../src/store/db.ts';
import { keepDraft } from '../../src/store/drafts.ts';
import { find } from '../../src/store/find.ts';
import { fieldsOf } from '../../src/store/kind.ts';
import { localNames } from '../../src/store/local-only.ts';
import { create, removeElsewhere, revise } from '../../src/store/save.ts';
import { freshDevice } from '../support/device.ts';
import { pasted } from '../support/pasted.ts';
import { openMemory, receiverHere, tokenHere } from '../support/receiver.ts';
import { aStory, documentWords, textsOf } from '../support/written-documents.ts';

freshDevice();

let storage: Storage;
let clear: () => Promise<void>;
beforeAll(async () => {
  ({ storage, clear } = await openMemory());
});
afterAll(() => storage.close());
beforeEach(() => clear());

/** The receiver, in the place of the network. */
async function aReceiver() {
  const receiver = await receiverHere(storage);
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const { pathname, search } = new URL(url, 'https://receiver.example');
    return receiver.ask(pathname + search, init);
  });
  await configureEndpoint(homeEndpoint, { auth: { way: 'bearer', token: tokenHere } });
  return receiver;
}

const nothingRead = async () => undefined;
const keepStory = async (code: string) => create(Story, storyFields(aStory, await withdrawalDigest(code)));

/** This device gives way to another one, with nothing on it. */
async function anotherDevice() {
  const { forgetDevice } = await import('../../src/store/device.ts');
  await db.delete();
  forgetDevice();
  await db.open();
  await configureEndpoint(homeEndpoint, { auth: { way: 'bearer', token: tokenHere } });
}

describe('the code', () => {
  test('has sixteen signs and is read however it was written; one wrong sign is told', () => {
    const code = newWithdrawalCode();
    expect(code).toHaveLength(withdrawalLength);
    expect(readWithdrawalCode(` ${code.toLowerCase().replace(/(.{4})/g, '$1-')} `)).toEqual({ is: 'code', code });
    const other = code[3] === 'A' ? 'C' : 'A';
    expect(readWithdrawalCode(code.slice(0, 3) + other + code.slice(4)).is).toBe('wrong');
    expect(readWithdrawalCode(code.slice(1)).is).toBe('short');
    expect(readWithdrawalCode('').is).toBe('none');
  });

  test('is in no record: of it there is a digest, which the next device works out alike', async () => {
    const code = newWithdrawalCode();
    const story = await keepStory(code);
    expect(JSON.stringify(story)).not.toContain(code);
    expect(story.withdrawal).toBe(await withdrawalDigest(code));
    expect(await withdrawalDigest('0000000000000000')).not.toBe(story.withdrawal);
    // Worked out once: what is on paper in somebody's pocket must find its story in years, too.
    expect(await withdrawalDigest('A0C3H9RT7K4M2PX1')).toBe(
      '8b37b2b2955ae04cc1b536275291ea1348f70d4ce874cd338bd426a473f71338',
    );
  });
});

describe('a story is kept', () => {
  test.each([
    ['without consent', { consent: undefined }, 1],
    ['without how it was told', { told: undefined }, 1],
    ['before the teller has the code', { isCodeGiven: false }, 1],
    ['without what happened', { happened: '  ' }, 2],
    ['with ten thousand characters', { happened: 'x'.repeat(10_000) }, 2],
    ['with a name that is too long', { name: 'x'.repeat(121) }, 0],
    ['with a personal identity code', { situation: 'koodi 131052-308T' }, 3],
    ['with everything', {}, undefined],
  ] as const)('%s: step %s', (_, some, step) => {
    expect(firstUnfitStoryStep({ ...aStory, ...some })).toBe(step);
  });

  test.each(pasted)('%s: as it was written, or refused at its place with the draft as it is', async (_, happened) => {
    const written = { ...aStory, happened };
    expect(StoryDrafts.read(written)).toEqual({ data: written, isWhole: true });
    if (firstUnfitStoryStep(written) === 2) return;
    const story = await create(Story, storyFields(written, 'ab'.repeat(32)));
    expect(storyForm(story)).toEqual({ ...written, happened: happened.trim() });
  });

  test('never without consent', () => {
    expect(() => storyFields({ ...aStory, consent: undefined }, 'ab'.repeat(32))).toThrow('consent');
  });

  test('with its day and no time of day, under another name of the device than outreach', async () => {
    const story = await keepStory(newWithdrawalCode());
    expect(story.at).toMatch(/T12:00:00.000Z$/);
    expect(story.id[14]).toBe('4');
    const { deviceId } = await import('../../src/store/device.ts');
    expect(story.device).toBe(await deviceId('answers'));
    expect(story.device).not.toBe(await deviceId());
  });
});

describe('withdrawn', () => {
  test('on the device on which it was written, with what was begun of it; the code works once', async () => {
    const code = newWithdrawalCode();
    const story = await keepStory(code);
    await keepDraft({ kind: 'story', id: story.id, base: 1 }, { ...aStory, failed: 'kesken' });
    const sought = await seekStory(code, nothingRead);
    expect(sought).toMatchObject({ is: 'found', isOwn: true, story: { id: story.id } });
    await withdraw(sought as never);
    expect(await find(Story, story.id)).toBeUndefined();
    expect(await db.drafts.get(story.id)).toBeUndefined();
    expect(await seekStory(code, nothingRead)).toMatchObject({ is: 'withdrawn' });
    expect((await db.outbox.toArray()).filter(({ recordId }) => recordId === story.id)).toMatchObject([
      { state: 'waiting', rev: 2 },
    ]);
  });

  test('on another device: it goes from the server, and from where it was written when that reads again', async () => {
    const receiver = await aReceiver();
    const code = newWithdrawalCode();
    const story = await keepStory(code);
    await drain('saved');
    await anotherDevice();
    const sought = await seekStory(code, readStories);
    expect(sought).toMatchObject({ is: 'found', isOwn: false });
    await withdraw(sought as never);
    await drain('saved');
    expect((await receiver.rows()).find((row) => (row as Story).id === story.id)).toMatchObject({ deleted: true });
    expect(await seekStory(code, readStories)).toMatchObject({ is: 'withdrawn' });

    await anotherDevice();
    expect(await seekStory(code, readStories)).toEqual({ is: 'unknown' });
    // As the device on which it was written has it, which was off meanwhile.
    await create(Story, fieldsOf(Story, story), { id: story.id });
    await pullOutcomes();
    expect(await find(Story, story.id)).toBeUndefined();
    expect(await seekStory(code, nothingRead)).toMatchObject({ is: 'withdrawn' });
  });

  test('whatever the device on which it was written changes before it hears of it', async () => {
    const story = await keepStory(newWithdrawalCode());
    let edited = story;
    for (let times = 0; times < 20; times++) edited = await revise(Story, edited, { failed: `muutos ${times}` });
    const { kind, id, at, v, unit, device } = story;
    await anotherDevice();
    await removeElsewhere(story);
    const tombstone = (await db.records.get(id))!;
    expect(tombstone.rev).toBeGreaterThan(edited.rev);
    await anotherDevice();
    await create(Story, storyFields(aStory, story.withdrawal), { id });
    await takeWithdrawals([{ kind, id, rev: tombstone.rev, at, v, unit, device, deleted: true }]);
    expect(await find(Story, id)).toBeUndefined();
  });

  test('where reading ended stays with the device: a story that a backup brings back is found withdrawn again', async () => {
    await aReceiver();
    await keepStory(newWithdrawalCode());
    await drain('saved');
    const before = new Set(await localNames(''));
    await pullOutcomes();
    const positions = (await localNames('')).filter((name) => !before.has(name));
    expect(positions.length).toBeGreaterThan(0);
    expect(positions.filter((name) => !isOfThisDevice(name))).toEqual([]);
  });

  test('a code that is of no story, and one that cannot be looked for without a network', async () => {
    await keepStory(newWithdrawalCode());
    expect(await seekStory(newWithdrawalCode(), async () => [])).toEqual({ is: 'unknown' });
    expect(await seekStory(newWithdrawalCode(), nothingRead)).toEqual({ is: 'not-read' });
  });

  test('that it was printed or given as a file is noted, once a day', async () => {
    const story = await keepStory(newWithdrawalCode());
    await storyTaken(story);
    await storyTaken(story);
    expect(await find(Story, story.id)).toMatchObject({ rev: 2, printedOn: wallDate(Date.now()) });
  });
});

test('the three areas are called as their owner calls them, word for word', () => {
  const { areas } = JSON.parse(readFileSync('src/assessment/help-questions.json', 'utf8'));
  const titles = Object.fromEntries(
    areas.map(({ id, title }: { id: string; title: string }) => [id.replace(/-\d$|-[a-z]$/, ''), title]),
  );
  expect(inclusionAreas.map(areaTitle)).toEqual([
    'Osallisuus omassa elämässä',
    'Osallisuus yhteisöissä ja vaikuttamisen prosesseissa',
    'Osallisuus yhteisestä hyvästä',
  ]);
  for (const title of inclusionAreas.map(areaTitle)) expect(Object.values(titles)).toContain(title);
});

test('its document tells what happened and of failures too, and nothing that is empty', () => {
  const words = documentWords();
  const texts = textsOf(storyDocument(aStory, words)).join('\n');
  for (const said of ['uskalsin tulla sisään', 'ovi oli auki', 'tuntee ihmisiä', 'bussi ei kulkenut'])
    expect(texts).toContain(said);
  expect(texts).not.toContain(aStory.toldIn);
  expect(textsOf(storyDocument(emptyStory, words))).toHaveLength(2);
});
