/** A practice looked at against the principles of furthering inclusion, in both of their wordings. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { canonicalPrinciples, principlesChecksum, principlesIn } from '../../src/assessment/principles.ts';
import {
  firstUnfitPrinciple,
  isPracticeFit,
  principlesFields,
  principlesForm,
  principlesProgress,
} from '../../src/assessment/principles-draft.ts';
import { PrinciplesReview, principleKeys, wordings } from '../../src/assessment/principles-review.ts';
import { pasted } from '../support/pasted.ts';

const record = (fields: object) => ({
  kind: 'principles',
  id: '01934f0e-8c1b-7abc-8def-0123456789ab',
  rev: 1,
  at: '2026-11-21T12:52:00.000Z',
  v: 1,
  unit: 'oma',
  device: 'b8d0f6c2-5a68-4a1e-9d56-0f0a6a3f2f11',
  ...fields,
});
const source = JSON.parse(readFileSync('src/assessment/principles.json', 'utf8')) as {
  seed: string[];
  current: { text: string }[];
};

describe('the principles stand word for word', () => {
  test.each([
    ['seed', 'fc0cff1e82ac24037013985a3800a64cb924b831163bb2cf437394032e34544f'],
    ['current', '6142a3441e0315f79182ae14e89bcf16bc50632441f29069792f38143eebf14a'],
  ] as const)('in the wording %s, by their checksum', (wording, checksum) => {
    expect(createHash('sha256').update(JSON.stringify(source[wording])).digest('hex')).toBe(checksum);
    expect(createHash('sha256').update(canonicalPrinciples(wording)).digest('hex')).toBe(principlesChecksum[wording]);
  });

  test('what is shown is what the source says, eight in the first wording, each under its number', () => {
    expect(principlesIn('seed').map(({ text }) => text)).toEqual(source.seed);
    expect(principlesIn('current').map(({ text }) => text)).toEqual(source.current.map(({ text }) => text));
    expect(principlesIn('seed')).toHaveLength(8);
    expect(principlesIn('current').map(({ key }) => key)).toEqual(principleKeys);
    expect(principlesIn('current').map(({ area }) => area)).not.toContain(undefined);
  });

  test('the last one is that what furthers inclusion takes root, in both', () => {
    for (const wording of wordings) expect(principlesIn(wording).at(-1)?.text).toMatch(/juurtuvat osaksi jatkuvaa/);
  });
});

describe('a look at a practice', () => {
  const draft = {
    practice: ' Avoin ovi ',
    wording: 'seed' as const,
    answers: {
      1: { standing: 'started' as const, links: ['https://thl.fi', ''] },
      3: { text: ' ' },
      9: { text: 'Liikaa' },
    },
  };

  test('keeps the wording that it was said of, and only what was said of its principles', () => {
    const kept = PrinciplesReview.parse(record(principlesFields(draft)));
    expect(kept).toMatchObject({
      practice: 'Avoin ovi',
      wording: 'seed',
      checksum: principlesChecksum.seed,
      answers: { 1: { standing: 'started', links: ['https://thl.fi'] } },
    });
    expect(Object.keys(kept.answers)).toEqual(['1']);
    expect(principlesForm(kept)).toMatchObject({ wording: 'seed', practice: 'Avoin ovi' });
    expect(principlesProgress(draft)).toEqual({ answered: 1, total: 8 });
  });

  test.each(pasted)('%s stands as it was written', (_, text) => {
    const written = {
      practice: 'Avoin ovi',
      wording: 'seed' as const,
      answers: { 2: { text, heard: { text: text.slice(0, 4000) } } },
    };
    expect(firstUnfitPrinciple(written)).toBeUndefined();
    const kept = PrinciplesReview.parse(JSON.parse(JSON.stringify(record(principlesFields(written)))));
    expect(kept.answers[2]).toEqual({ text, heard: { text: text.slice(0, 4000).trim() } });
  });

  test('refuses what cannot be kept, and names the first principle at which it stands', () => {
    expect(firstUnfitPrinciple({ ...draft, answers: { 2: { links: ['http://a.fi'] }, 1: { text: 'a' } } })).toBe('2');
    expect(firstUnfitPrinciple(draft)).toBeUndefined();
    expect(isPracticeFit(' ')).toBe(false);
    expect(isPracticeFit('a'.repeat(200))).toBe(false);
    expect(() => PrinciplesReview.parse(record({ ...principlesFields(draft), grade: 4 }))).toThrow();
    expect(() =>
      PrinciplesReview.parse(record({ ...principlesFields(draft), answers: { 11: { text: 'x' } } })),
    ).toThrow();
  });
});
