/** A poster on a wall: its tag, its last day, and what it leaves in a response. */
import { describe, expect, test, vi } from 'vitest';
import finnish from '../../locales/fi.json' with { type: 'json' };
import { countByPoster, take } from '../../src/results/collection.ts';
import { bundleOf } from '../../src/survey/bundle/bundle.ts';
import { composed } from '../../src/survey/bundle/form.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { onOwnPhone } from '../../src/survey/remote/own-phone.ts';
import { isOver, newTag, posterIn } from '../../src/survey/remote/poster.ts';
import { keepPoster, readPosters } from '../../src/survey/remote/posters-store.ts';
import { settleIn } from '../../src/survey/remote/remote-phone-store.ts';
import { AnsweringDrafts } from '../../src/survey/respondent/answer-drafts.ts';
import { finished } from '../../src/survey/respondent/answers.ts';
import { SurveyResponse } from '../../src/survey/response.ts';
import { wordsAround } from '../../src/survey/words-around.ts';
import { freshDevice } from '../support/device.ts';
import { atOrigin } from '../support/setup.ts';

freshDevice();

const form = composed(bundleOf(esis), [esis])!;
const answering = (more: object = {}) => ({
  bundle: 'esis',
  language: 'fi',
  mode: 'remote' as const,
  startedAt: '2026-11-28T10:00:00.000Z',
  at: 10,
  answers: esis.items.map(() => 4),
  ...more,
});
const envelope = {
  ...{ kind: 'response', v: SurveyResponse.version, rev: 1, at: '2026-11-28T10:00:00.000Z' },
  ...{ unit: 'Lahti', device: '7d6f0c1e-2b3a-4c5d-8e9f-0a1b2c3d4e5f' },
};
const record = (id: string, poster?: string) => ({
  ...envelope,
  id,
  ...finished(form, answering(poster ? { poster } : {}), Date.parse('2026-11-28T10:03:00Z')),
});

describe('the tag of a poster', () => {
  test('is five signs at random, of which none is taken for another', () => {
    const tags = Array.from({ length: 200 }, newTag);
    for (const tag of tags) expect(tag).toMatch(/^[0-9ACEHJKMPRTWXY]{5}$/);
    expect(new Set(tags).size).toBeGreaterThan(195);
  });

  test('goes with the answers, and nothing else of the poster does', () => {
    const response = finished(form, answering({ poster: 'K7M4P' }));
    expect(response.poster).toBe('K7M4P');
    expect(JSON.stringify(response)).not.toContain('Kirjasto');
    expect('poster' in finished(form, answering())).toBe(false);
  });

  test('waits with answers that are not finished', () => {
    expect(AnsweringDrafts.read(answering({ poster: 'K7M4P' }))).toMatchObject({
      isWhole: true,
      data: { poster: 'K7M4P' },
    });
  });

  test.each(['', 'k7m4p', 'K7M4', 'K7M4PX', 'K7M4P<'])('that is none is not taken (%s)', (poster) => {
    expect(posterIn(new URLSearchParams({ poster, until: '2026-12-05' }))).toBeUndefined();
  });

  test('is told to whoever answers, where it is sent', () => {
    const words = wordsAround(esis, finnish);
    expect(onOwnPhone(words, true).stored).toBe(`${finnish.answer.storedOwn} ${finnish.answerMore.byPoster}`);
    expect(onOwnPhone(words).stored).toBe(finnish.answer.storedOwn);
  });
});

describe('the last day', () => {
  test.each([
    ['2026-12-05', '2026-12-05T21:59:00Z', false],
    ['2026-12-05', '2026-12-05T22:00:00Z', true],
    ['2026-12-05', '2026-11-01T12:00:00Z', false],
    ['2026-06-05', '2026-06-05T20:59:00Z', false],
    ['2026-06-05', '2026-06-05T21:00:00Z', true],
  ])('%s is over at %s: %s; by the clocks of Finland', (until, now, over) => {
    expect(isOver(until, Date.parse(now))).toBe(over);
  });

  test('and the tag stay in the address of the phone that opened the link, the key does not', async () => {
    let address = '';
    atOrigin();
    const hash = '#form=the-key-of-the-forms&unit=Lahti&poster=K7M4P&until=2026-12-05';
    Object.assign(location, { pathname: '/answer/own', search: '?of=esis&mode=remote', hash });
    vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined, removeItem: () => undefined });
    vi.stubGlobal('history', {
      state: null,
      replaceState: (_: unknown, _title: string, url: string) => {
        address = url;
      },
    });
    await settleIn(new URLSearchParams(hash.slice(1)));
    expect(posterIn(new URLSearchParams(address.split('#')[1]))).toEqual({ tag: 'K7M4P', until: '2026-12-05' });
    expect(address).not.toContain('the-key');
  });
});

describe('where it was made', () => {
  test('the device knows its place and day; printed once more it stays one', async () => {
    const poster = { tag: 'K7M4P', bundle: 'esis', place: 'Kirjasto', until: '2026-12-05' };
    await keepPoster(poster);
    await keepPoster({ ...poster, tag: 'AAAAA' });
    await keepPoster({ ...poster, place: 'Pääkirjasto' });
    expect((await readPosters()).map(({ tag, place }) => [tag, place])).toEqual([
      ['AAAAA', 'Kirjasto'],
      ['K7M4P', 'Pääkirjasto'],
    ]);
  });

  test('it is told how many answered by each: a number', () => {
    const collection = new Map();
    const given = ['K7M4P', 'K7M4P', 'AAAAA', undefined];
    for (const [index, poster] of given.entries()) {
      expect(take(collection, record(`00000000-0000-4000-8000-00000000000${index}`, poster))).toBe('new');
    }
    expect([...countByPoster(collection)]).toEqual([
      ['K7M4P', 2],
      ['AAAAA', 1],
    ]);
  });
});
