import { describe, expect, test } from 'vitest';
import { paperQr, readPaperQr } from '../../src/survey/paper/paper-code.ts';
import {
  codeInHash,
  codeLength,
  newAnswerCode,
  readAnswerCode,
  showAnswerCode,
} from '../../src/survey/respondent/answer-code.ts';
import { fc } from '../support/property.ts';

const signs = '0123456789ACEHJKMPRTWXY';
const made = Array.from({ length: 300 }, newAnswerCode);

describe('a respondent’s code', () => {
  test('has eight signs, none of which is taken for another', () => {
    for (const code of made) expect(code).toMatch(/^[0-9ACEHJKMPRTWXY]{8}$/);
    expect(new Set(made).size).toBe(made.length);
  });

  test('no sign is likelier than another', () => {
    const seen = new Map<string, number>();
    for (let n = 0; n < 4000; n++) for (const sign of newAnswerCode()) seen.set(sign, (seen.get(sign) ?? 0) + 1);
    const counts = [...signs].map((sign) => seen.get(sign) ?? 0);
    const mean = (4000 * codeLength) / signs.length;
    // Six standard deviations: one in a hundred million runs.
    for (const count of counts) expect(Math.abs(count - mean)).toBeLessThan(6 * Math.sqrt(mean));
  });

  /** Those that are not called wrong: said of each by itself, it takes ten times as long as reading it. */
  const notFound = (codes: string[]) => codes.filter((code) => readAnswerCode(code).is !== 'wrong');

  test('every single wrong sign is found, wherever it stands', () => {
    const wrong: string[] = [];
    for (const code of made)
      for (let at = 0; at < codeLength; at++)
        for (const sign of signs) {
          if (sign === code[at]) continue;
          wrong.push(code.slice(0, at) + sign + code.slice(at + 1));
        }
    expect(wrong).toHaveLength(made.length * codeLength * (signs.length - 1));
    expect(notFound(wrong)).toEqual([]);
  });

  test('every swap of two signs is found, of neighbours and of any other two', () => {
    const wrong: string[] = [];
    for (const code of made)
      for (let a = 0; a < codeLength; a++)
        for (let b = a + 1; b < codeLength; b++) {
          if (code[a] === code[b]) continue;
          const swapped = [...code];
          [swapped[a], swapped[b]] = [code[b]!, code[a]!];
          wrong.push(swapped.join(''));
        }
    expect(wrong.length).toBeGreaterThan(made.length);
    expect(notFound(wrong)).toEqual([]);
  });

  test('is read however it was written: small letters, spaces, dashes, a look-alike for its digit', () => {
    const looks: Record<string, string[]> = {
      0: ['O', 'o', 'Q', 'D'],
      1: ['I', 'l', 'L'],
      2: ['z'],
      5: ['S'],
      6: ['g'],
      8: ['B'],
    };
    const written = fc
      .constantFrom(...made)
      .chain((code) =>
        fc
          .tuple(
            ...[...code].map((sign) =>
              fc.tuple(
                fc.constantFrom(sign, sign.toLowerCase(), ...(looks[sign] ?? [])),
                fc.constantFrom('', ' ', '-', ' – ', '\u00a0'),
              ),
            ),
          )
          .map((parts) => ({ code, text: parts.flat().join('') })),
      );
    fc.assert(fc.property(written, ({ code, text }) => codeInHash(text) === code));
  });

  test('whatever else is written is no code, and it is said why', () => {
    expect(readAnswerCode('')).toEqual({ is: 'none' });
    expect(readAnswerCode(' - ')).toEqual({ is: 'none' });
    expect(readAnswerCode(made[0]!.slice(0, 5))).toEqual({ is: 'short', count: 5 });
    expect(readAnswerCode(`${made[0]}K`)).toEqual({ is: 'long', count: 9 });
    expect(readAnswerCode('K7MÄ')).toEqual({ is: 'sign', sign: 'Ä' });
    expect(readAnswerCode('00000000').is, 'nothing but zeros').toBe('wrong');
    fc.assert(
      fc.property(fc.string(), (text) =>
        ['none', 'code', 'short', 'long', 'sign', 'wrong'].includes(readAnswerCode(text).is),
      ),
    );
  });

  test('is shown in fours', () => expect(showAnswerCode('K7M4PX27')).toBe('K7M4 PX27'));

  test('stands in the QR of a paper form, half of which is told', () => {
    const [code = ''] = made;
    const form = { id: 'esis', version: '1', language: 'fi', code };
    expect(readPaperQr(paperQr(form))).toEqual({ is: 'form', form });
    expect(readPaperQr(paperQr(form).slice(0, 20))).toEqual({ is: 'broken' });
    expect(readPaperQr(showAnswerCode(code).toLowerCase())).toEqual({ is: 'code', code });
    expect(readPaperQr(code.slice(0, 7))).toEqual({ is: 'broken' });
  });
});
