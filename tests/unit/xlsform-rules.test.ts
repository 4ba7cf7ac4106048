/** Conditions and bounds of XLSForms: understood whole, in every usual spelling, or refused. */

import { describe, expect, test } from 'vitest';
import {
  boundsOf,
  NotTaken,
  type ReadRules,
  rulesOf,
  type XlsformOperand,
} from '../../src/survey/instrument/formats/xlsform-rules.ts';
import type { Item } from '../../src/survey/instrument/instrument.ts';
import { shownItems } from '../../src/survey/instrument/show.ts';
import { aForm, answerTo, cameOf, yesNo } from '../support/forms.ts';
import { fc } from '../support/property.ts';

const questions: Record<string, XlsformOperand> = {
  a: { id: 'a', kind: 'one', choices: [1, 2, 3, 4].map((code) => ({ name: String(code), code })) },
  b: { id: 'b', kind: 'one', choices: ['yes', 'no', '99'].map((name, index) => ({ name, code: index + 1 })) },
  m: { id: 'm', kind: 'several', choices: ['x', 'y', 'z'].map((name, index) => ({ name, code: index + 1 })) },
  n: { id: 'n', kind: 'whole', choices: [] },
  d: { id: 'd', kind: 'decimal', choices: [] },
};
const [a, b, m, n, d] = Object.keys(questions).map(answerTo);
const lookUp = (name: string) => {
  const held = questions[name];
  if (!held) throw new NotTaken('xlsRuleUnknown', name);
  return held;
};
const read = (...given: string[]) => rulesOf(given, lookUp);
const said = (...given: string[]) => {
  const { showWhen, unlessAnswered } = read(...given) as ReadRules;
  const rules = showWhen.rules.map(({ item, is, value }) => `${item} ${is} ${value}`);
  return rules.join(showWhen.match === 'all' ? ' and ' : ' or ') + unlessAnswered.map((one) => ` (${one})`).join('');
};

describe('a condition is read in every usual way of writing it', () => {
  test.each([
    [`(${a} = '1') and (${b} = 'yes')`, 'a = 1 and b = 1'],
    [`${a}='1' and ${b}="yes"`, 'a = 1 and b = 1'],
    [`((${a} = 1))`, 'a = 1'],
    [`'1' = ${a}`, 'a = 1'],
    [`3 <= ${a}`, 'a >= 3'],
    [`${a} > 2`, 'a >= 3'],
    [`2 > ${a}`, 'a = 1'],
    [`not(${a} > 2)`, 'a <= 2 (a)'],
    [`${a} != '' and ${a} != '2'`, 'a != 2'],
    [`(${a} != '' and ${a} != '2')`, 'a != 2'],
    [`${a} != '2'`, 'a != 2 (a)'],
    [`not(${a} = '2')`, 'a != 2 (a)'],
    [`not(selected(${a}, '2')) and ${a} != ''`, 'a != 2'],
    [`${a} = 1 or ${a} = 2 or ${b} = 'no'`, 'a = 1 or a = 2 or b = 2'],
    [`(${a} = 1 or ${a} = 2) and ${b} = 'no'`, 'a <= 2 and b = 2'],
    [`${a} >= 2 and ${a} <= 3 and selected(${m}, 'x')`, 'a >= 2 and a <= 3 and m = 1'],
    [`${a} != ''`, 'a >= 1'],
    [`${b} = 99`, 'b = 3'],
    [`selected(${b}, 'no')`, 'b = 2'],
    [`selected( ${m} , "y" )`, 'm = 2'],
    [`selected(${m}, 'x') or selected(${m}, 'z')`, 'm = 1 or m = 3'],
    [`(selected(${m}, 'y') or selected(${m}, 'z')) and ${a} = 1`, 'm >= 2 and a = 1'],
    [`${m} != '' and not(selected(${m}, 'z'))`, 'm != 3'],
    [`not(selected(${m}, 'z') or ${a} = 1)`, 'm != 3 and a != 1 (m) (a)'],
    [`${n} > 0 and ${n} < 18`, 'n >= 1 and n <= 17'],
    [`${n} < 3 or ${n} > 10`, 'n <= 2 or n >= 11'],
    [`${n} < 3 and ${n} > 10`, 'n <= 2 and n >= 11'],
    [`${n} = '5'`, 'n = 5'],
    [`${d} >= .5`, 'd >= 0.5'],
    [`${d} >= -2.5`, 'd >= -2.5'],
    [`not(${d} > 5) and ${d} != ''`, 'd <= 5'],
    [`‘1’ = ${a} and ${b} = “no”`, 'a = 1 and b = 2'],
    [`\${ a }\u00a0= 1`, 'a = 1'],
    [`\n${a} = 1\n  and\t${b} = 'no'`, 'a = 1 and b = 2'],
  ])('%s', (given, expected) => {
    expect(said(given)).toBe(expected);
  });

  test('conditions of groups and of the question itself are joined by «and»', () => {
    expect(said(`${a} = 1`, '', `${b} = 'no' and ${n} >= 3`)).toBe('a = 1 and b = 2 and n >= 3');
  });

  test.each([
    [`${d} > 0`, 'xlsRule'],
    [`${a} = ''`, 'xlsRule'],
    [`(${a} = 1 or ${b} = 'no') and ${n} = 1`, 'xlsRule'],
    [`${a} = ${b}`, 'xlsRule'],
    [`${n} * 2 > 4`, 'xlsRule'],
    [`count-selected(${m}) > 1`, 'xlsRule'],
    [`${a} = 1 and`, 'xlsRule'],
    [`${a} = 1 ${b} = 'no'`, 'xlsRule'],
    [`(${a} = 1`, 'xlsRule'],
    [`${a} == 1`, 'xlsRule'],
    [`${a} = '1`, 'xlsRule'],
    [`true`, 'xlsRule'],
    [`/data/a = 1`, 'xlsRule'],
    [`. = 1`, 'xlsRuleUnknown'],
    [`\${last-saved#a} = 1`, 'xlsRule'],
    [`${m} = 'x'`, 'xlsRuleSeveral'],
    [`${a} = 7`, 'xlsRuleChoice'],
    [`selected(${m}, 'q')`, 'xlsRuleChoice'],
    [`${n} = 'paljon'`, 'xlsRuleChoice'],
    [`\${gone} = 1`, 'xlsRuleUnknown'],
    [`${'('.repeat(3000)}${a} = 1${')'.repeat(3000)}`, 'xlsRule'],
    [`${a} = 1 or `.repeat(2000), 'xlsRule'],
  ])('%s is refused', (given, why) => {
    expect(() => read(given)).toThrow(expect.objectContaining({ why }));
  });
});

describe('a constraint is read whole', () => {
  test.each<[string, 'whole' | 'decimal' | 'length', object]>([
    ['not(. >= 5)', 'whole', { max: 4 }],
    ['. >= 0 or . = -1', 'whole', { min: -1 }],
    ['. > 0 and . < 120', 'whole', { min: 1, max: 119 }],
    ['.>=0 and .<=1.5', 'decimal', { min: 0, max: 1.5 }],
    ['0 <= . and 10 >= .', 'decimal', { min: 0, max: 10 }],
    ['(. = 7)', 'whole', { min: 7, max: 7 }],
    ['. >= 5 or . < 5', 'whole', {}],
    ['string-length(.) <= 60', 'length', { max: 60 }],
    ['string-length(.) < 60', 'length', { max: 59 }],
  ])('%s', (given, kind, expected) => {
    expect(boundsOf(given, kind)).toEqual(expected);
  });

  test.each<[string, 'whole' | 'decimal' | 'length']>([
    ['. > 0', 'decimal'],
    ['. >= 0 or . = -1', 'decimal'],
    ['. != 5', 'whole'],
    ['. < 3 or . > 5', 'whole'],
    ['count-selected(.) <= 3', 'whole'],
    ["regex(., '^[0-9]+$')", 'length'],
    [`. <= ${a}`, 'whole'],
    ['. <= today()', 'whole'],
    ['. >= 0 and . <= 5 and', 'whole'],
    ['string-length(.) <= 5', 'whole'],
    ['. <= 5', 'length'],
  ])('%s of a %s is refused', (given, kind) => {
    expect(() => boundsOf(given, kind)).toThrow(expect.objectContaining({ why: 'xlsConstraint' }));
  });

  test.each([
    ['text', 'string-length(.) >= 3'],
    ['select_multiple yn', 'count-selected(.) <= 3'],
    ['select_one yn', ". != '0'"],
    ['text', "regex(., '[A-Z]')"],
  ])('of a %s: %s is refused with its row and words', async (type, part) => {
    const form = aForm('type | name | label | constraint', [[type, 'a', 'A', part]], yesNo);
    form.choices![0]![2] = 'label';
    expect((await cameOf(form)).wrong).toEqual([{ why: 'xlsConstraint', values: { sheet: 'survey', row: 2, part } }]);
  });
});

describe('a rule that is taken says what the expression says, for every answer', () => {
  /** One thing asked, as it is written and as XPath answers it: a second reading, without the app's reader. */
  interface Asked {
    text: string;
    holds: (given: Given) => boolean;
  }
  type Given = { a?: number; b?: number; m: number[]; n?: number };
  const number = fc.integer({ min: -2, max: 6 });
  const sign = fc.constantFrom('=', '!=', '<', '<=', '>', '>=');
  const compare = (left: number | undefined, is: string, right: number) => {
    const value = left ?? Number.NaN;
    const says: Record<string, boolean> = {
      '=': value === right,
      '!=': value !== right,
      '<': value < right,
      '<=': value <= right,
      '>': value > right,
      '>=': value >= right,
    };
    return says[is]!;
  };
  const turned: Record<string, string> = { '=': '=', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' };
  const sized = (name: 'a' | 'n') =>
    fc.tuple(sign, name === 'a' ? fc.integer({ min: 1, max: 4 }) : number, fc.boolean()).map(
      ([is, value, isTurned]): Asked => ({
        text: isTurned ? `${value} ${turned[is]} ${answerTo(name)}` : `${answerTo(name)} ${is} ${value}`,
        holds: (given) => compare(given[name], is, value),
      }),
    );
  const named = fc.tuple(fc.constantFrom('=', '!='), fc.nat({ max: 2 })).map(
    ([is, at]): Asked => ({
      text: `${b} ${is} '${['yes', 'no', '99'][at]}'`,
      holds: (given) => (given.b === at + 1) === (is === '='),
    }),
  );
  const among = fc
    .nat({ max: 2 })
    .map((at): Asked => ({ text: `selected(${m}, "${'xyz'[at]}")`, holds: (given) => given.m.includes(at + 1) }));
  const filled = fc.constantFrom('a' as const, 'b' as const, 'm' as const).map(
    (name): Asked => ({
      text: `${answerTo(name)} != ''`,
      holds: (given) => (name === 'm' ? given.m.length > 0 : given[name] !== undefined),
    }),
  );
  const constant = fc.boolean().map((is): Asked => ({ text: `${is}()`, holds: () => is }));
  const expression = fc.letrec<{ one: Asked; whole: Asked }>((tie) => ({
    one: fc.oneof(
      { weight: 6, arbitrary: fc.oneof(sized('a'), sized('n'), named, among, filled) },
      { weight: 1, arbitrary: constant },
      { weight: 1, arbitrary: tie('whole') },
    ),
    whole: fc.oneof(
      { maxDepth: 2 },
      tie('one'),
      tie('one').map((one) => ({ text: `not(${one.text})`, holds: (given: Given) => !one.holds(given) })),
      fc
        .tuple(fc.constantFrom('and', 'or'), fc.array(tie('one'), { minLength: 2, maxLength: 3 }))
        .map(([word, parts]) => ({
          text: `(${parts.map(({ text }) => text).join(` ${word} `)})`,
          holds: (given: Given) =>
            word === 'and' ? parts.every((part) => part.holds(given)) : parts.some((part) => part.holds(given)),
        })),
    ),
  })).whole;

  const subsets = Array.from({ length: 8 }, (_, bits) => [1, 2, 3].filter((code) => bits & (1 << (code - 1))));
  const each = <T>(values: T[]): (T | undefined)[] => [undefined, ...values];
  const answers: Given[] = each([1, 2, 3, 4]).flatMap((one) =>
    each([1, 2, 3]).flatMap((two) =>
      subsets.flatMap((several) =>
        each([-9, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 30]).map((whole) => ({
          ...(one === undefined ? {} : { a: one }),
          ...(two === undefined ? {} : { b: two }),
          m: several,
          ...(whole === undefined ? {} : { n: whole }),
        })),
      ),
    ),
  );

  test('whatever the expression', () => {
    let taken = 0;
    fc.assert(
      fc.property(expression, ({ text, holds }) => {
        let found: ReturnType<typeof read>;
        try {
          found = read(text);
        } catch (error) {
          expect(error).toBeInstanceOf(NotTaken);
          return;
        }
        taken++;
        const asked = (id: string, type: Item['type']): Item => ({ id, type });
        const items: Item[] = [asked('a', 'single'), asked('b', 'single'), asked('m', 'several'), asked('n', 'number')];
        const rules = found === 'never' ? undefined : found;
        const all = [...items, { ...asked('x', 'short'), ...(rules && { showWhen: rules.showWhen }) }];
        const isLacking = (given: Given) =>
          rules?.unlessAnswered.some((name) =>
            name === 'm' ? given.m.length === 0 : given[name as 'a'] === undefined,
          );
        const shown = (given: Given) =>
          found !== 'never' &&
          shownItems(
            { items: all },
            { answers: [given.a ?? null, given.b ?? null, null, given.n ?? null, null], several: { m: given.m } },
          ).at(-1);
        const other = answers.find((given) => !isLacking(given) && shown(given) !== holds(given));
        expect(other, text).toBeUndefined();
      }),
      { numRuns: Number(process.env.RULES ?? 150), seed: 20261128 },
    );
    expect(taken, 'most are held').toBeGreaterThan(50);
  });
});
