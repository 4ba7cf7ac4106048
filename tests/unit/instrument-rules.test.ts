import { describe, expect, test } from 'vitest';
import { instrumentSchema } from '../../src/build/instrument-schema.ts';
import type { Instrument } from '../../src/survey/instrument/instrument.ts';
import { InstrumentFile } from '../../src/survey/instrument/schema.ts';
import { score, scoringName } from '../../src/survey/instrument/score.ts';
import { type GivenAnswers, onlyShown, shownItems } from '../../src/survey/instrument/show.ts';
import { instrumentOf } from '../../src/survey/instruments/all.ts';
import { background } from '../../src/survey/instruments/background.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { aFile } from '../support/instruments.ts';
import { fc } from '../support/property.ts';

describe('a question that is shown only after certain answers', () => {
  const { items } = aFile() as Pick<Instrument, 'items'>;
  const shown = (given: Partial<GivenAnswers>) => {
    const all = shownItems({ items }, { answers: items.map(() => null), ...given });
    return items.filter((_, index) => all[index]).map(({ id }) => id);
  };
  const at = (id: string, value: number) => items.map((item) => (item.id === id ? value : null));

  test('comes with the answer and goes with it', () => {
    expect(shown({})).toEqual(['intro', 'safe', 'travel', 'work', 'more']);
    expect(shown({ answers: at('work', 1) })).toContain('hours');
    expect(shown({ answers: at('work', 0) })).not.toContain('hours');
    expect(shown({ several: { travel: [1, 3] } })).toContain('where');
  });

  test('looks at no answer to a question that is itself not shown, and none such is kept', () => {
    const answers = items.map((item) => (item.id === 'hours' ? 40 : item.id === 'work' ? 0 : null));
    expect(shown({ answers })).not.toContain('where');
    const kept = onlyShown({ items }, { answers, texts: { where: 'Lahti', more: 'Kiitos' } });
    expect(kept).toEqual({ answers: items.map((item) => (item.id === 'work' ? 0 : null)), texts: { more: 'Kiitos' } });
  });
});

describe('a score', () => {
  const [rule] = esis.scorings!;

  test('goes by a named version of a rule', () => {
    expect(scoringName(rule!)).toBe('esis-0-100 v1');
    expect(score(esis, rule!, Array(10).fill(5))).toBe(100);
    expect(score(esis, rule!, Array(10).fill(1))).toBe(0);
    expect(score(esis, rule!, [5, 4, 3, 2, 1, 5, 4, 3, 2, 1])).toBe(50);
  });

  test('is (sum − 10) × 2.5 for any ten answers, and nothing where one is missing', () => {
    const codes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(codes, fc.nat({ max: 9 }), (answers, hole) => {
        const sum = answers.reduce((all, code) => all + code, 0);
        expect(score(esis, rule!, answers)).toBe((sum - 10) * 2.5);
        expect(score(esis, rule!, answers.with(hole, null as never))).toBeUndefined();
      }),
    );
  });

  test('of the neighbours: the mean of eight, and the one answer itself', () => {
    const eurohis = instrumentOf('eurohis-qol-8')!;
    expect(score(eurohis, eurohis.scorings![0]!, [1, 2, 3, 4, 5, 5, 5, 5])).toBe(3.75);
    const work = instrumentOf('work-ability')!;
    expect(score(work, work.scorings![0]!, [0])).toBe(0);
  });
});

test('the background questions have the words of every choice in the three languages', () => {
  for (const [language, text] of Object.entries(background.texts)) {
    expect(text.items, language).toHaveLength(background.items.length);
    for (const [name, codes] of Object.entries(background.scales!)) {
      expect(Object.keys(text.scales![name]!).map(Number), `${language} ${name}`).toEqual(codes);
    }
  }
});

test('the published JSON Schema says what the checks say', () => {
  const schema = JSON.parse(instrumentSchema(InstrumentFile));
  expect(schema.$schema).toContain('json-schema.org');
  expect(schema.required).toEqual(expect.arrayContaining(['id', 'version', 'licence', 'items', 'texts']));
  expect(schema.required).not.toContain('checksums');
  expect(schema.properties.items).toMatchObject({ minItems: 1, maxItems: 200 });
  expect(schema.properties.items.items.properties.type.enum).toContain('statement');
});
