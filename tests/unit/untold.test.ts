/** What the builder says that results will not tell of a question is what they do not tell, of however many people. */
import { expect, test } from 'vitest';
import type { ItemStatistics } from '../../src/results/item-statistics.ts';
import { isToldItem } from '../../src/results/item-statistics.ts';
import { remarksOf } from '../../src/survey/builder/look-through.ts';
import * as does from '../../src/survey/builder/operations.ts';
import { emptySurvey, isChosen, questionsOf, type Survey } from '../../src/survey/builder/survey.ts';
import { untoldOf } from '../../src/survey/builder/untold.ts';
import { filesOf } from '../../src/survey/builder/written.ts';
import type { Instrument } from '../../src/survey/instrument/instrument.ts';
import type { ShowWhen } from '../../src/survey/instrument/schema.ts';
import { holds } from '../../src/survey/instrument/show.ts';
import { releasedResults } from '../support/released.ts';
import { response } from '../support/responses.ts';

const kinds = ['single', 'several', 'scale', 'bounded', 'number', 'date'] as const;
type Kind = (typeof kinds)[number];

interface Begun {
  survey: Survey;
  /** A choice, a scale and a number of the same part, and a choice of the part before. */
  choice: string;
  scale: string;
  number: string;
  other: string;
}

function begin(): Begun {
  const other = does.addQuestion({ ...emptySurvey, id: 'kysely-a', languages: ['fi'] }, 'yes-no');
  const grown = does.addPart(other.survey);
  const add = (survey: Survey, type: 'yes-no' | 'scale' | 'number') =>
    does.addQuestion(survey, type, { part: grown.part });
  const choice = add(grown.survey, 'yes-no');
  const scale = add(choice.survey, 'scale');
  const number = add(scale.survey, 'number');
  const survey = (['min', 'max'] as const).reduce(
    (now, bound) => does.setBound(now, number.key, bound, bound === 'min' ? '0' : '10'),
    number.survey,
  );
  return { survey, choice: choice.key, scale: scale.key, number: number.key, other: other.key };
}

type Rules = ShowWhen['rules'];
const rules: Record<string, (of: Begun) => Rules> = {
  always: () => [],
  'one answer to a choice': ({ choice }) => [{ item: choice, is: '=', value: 1 }],
  'one answer to a scale': ({ scale }) => [{ item: scale, is: '=', value: 3 }],
  'any other answer': ({ choice }) => [{ item: choice, is: '!=', value: 1 }],
  'so much or more': ({ scale }) => [{ item: scale, is: '>=', value: 3 }],
  'a number': ({ number }) => [{ item: number, is: '=', value: 5 }],
  'two answers': ({ choice, scale }) => [
    { item: choice, is: '=', value: 1 },
    { item: scale, is: '=', value: 3 },
  ],
  'an answer of another part': ({ other }) => [{ item: other, is: '=', value: 1 }],
};

/** The question that is looked at, at the end of its part. */
function make(kind: Kind, rule: (of: Begun) => Rules): { survey: Survey; key: string } {
  const begun = begin();
  const part = questionsOf(begun.survey).find(({ key }) => key === begun.choice)!.part.id;
  const added = does.addQuestion(begun.survey, kind === 'bounded' ? 'number' : kind, { part });
  const { key } = added;
  const said = rule(begun);
  let { survey } = added;
  if (kind === 'bounded') survey = does.setBound(does.setBound(survey, key, 'min', '0'), key, 'max', '10');
  if (said.length > 0) survey = does.setRule(survey, key, { match: 'any', rules: said });
  return { survey, key };
}

/** Many people who answer everything there is in every way there is, as often one as another. */
async function toldOf({ survey, key }: { survey: Survey; key: string }) {
  const { part, question } = questionsOf(survey).find((one) => one.key === key)!;
  const own = questionsOf(survey).filter((one) => one.part.id === part.id);
  const codes = new Map(questionsOf(survey).map((one) => [one.key, one.question.choices.map(({ code }) => code)]));
  const instrument = filesOf(survey, () => 'x').instruments.find(({ id }) => id === part.id)! as Instrument;
  let at = 0;
  const answer = (of: string) => {
    const all = codes.get(of)!;
    at = (at * 1_103_515_245 + 12_345) % 2_147_483_648;
    const drawn = at >> 8;
    return all.length > 0 ? all[drawn % all.length]! : drawn % 11;
  };
  const people = Array.from({ length: 500 }, (_, index) => {
    const given = new Map(questionsOf(survey).map((one) => [one.key, answer(one.key)]));
    const { showWhen } = question;
    const isShown = !showWhen || showWhen.rules.some((rule) => holds([given.get(rule.item)!], rule));
    const isNumber = ({ type }: { type: string }) => ['single', 'scale', 'number'].includes(type);
    return response({
      instrument: part.id,
      unit: index % 2 ? 'A' : 'B',
      answers: own.map((one) => (isNumber(one.question) && (one.key !== key || isShown) ? given.get(one.key)! : null)),
      ...(question.type === 'several' && isShown ? { several: { [question.name]: [given.get(key)!] } } : {}),
      ...(question.type === 'date' && isShown ? { texts: { [question.name]: '2026-01-01' } } : {}),
      ...(isShown ? {} : { unseen: [question.name] }),
    });
  });
  const { waves } = await releasedResults({ ...instrument, checksums: {} }, people, {
    least: 10,
    period: 'half',
  } as never);
  const told = waves[0]!.groups.flatMap(({ unit, period, statistics }) => {
    const item = statistics?.items.find((one) => one.item === question.name);
    return item ? [{ isAllOfHalf: unit === undefined && period.length === 'half', item }] : [];
  });
  const isTold = (where: (one: { isAllOfHalf: boolean; item: ItemStatistics }) => boolean) =>
    told.some((one) => where(one) && isToldItem(one.item));
  return {
    ofHalf: isTold(({ isAllOfHalf }) => isAllOfHalf),
    ofAny: isTold(() => true),
    ways: told.map(({ item }) => item),
  };
}

const some = ['always', 'one answer to a choice', 'any other answer'];
const every = kinds.flatMap((kind) =>
  (kind === 'single' || kind === 'scale' ? Object.keys(rules) : some).map((rule) => [kind, rule] as const),
);

test.each(every)('a question of the kind "%s" that is shown by "%s"', async (kind, rule) => {
  const made = make(kind, rules[rule]!);
  const { part, question } = questionsOf(made.survey).find(({ key }) => key === made.key)!;
  const why = untoldOf(part, question);
  const { ofHalf, ofAny, ways } = await toldOf(made);
  if (kind === 'date') expect([why, ofAny], 'that is said of every date').toEqual([undefined, false]);
  else if (why === undefined) expect(ofHalf).toBe(true);
  else if (why === 'ruleMeans') {
    expect([ofHalf, ofAny]).toEqual([false, true]);
    for (const { parts, mostly } of ways) expect([parts, mostly]).toEqual([undefined, undefined]);
  } else expect(ofAny).toBe(false);
  expect(remarksOf(made.survey)).toEqual(why ? [{ why, part: part.id, question: made.key }] : []);
});

test('what brings a question and is brought by much itself brings nothing that is told', () => {
  const begun = begin();
  const part = questionsOf(begun.survey).find(({ key }) => key === begun.choice)!.part.id;
  const added = does.addQuestion(begun.survey, 'single', { part });
  const whyOf = (survey: Survey) => {
    const one = questionsOf(survey).find(({ key }) => key === added.key)!;
    expect(isChosen(one.question)).toBe(true);
    return untoldOf(one.part, one.question);
  };
  const bringing = (survey: Survey, key: string, item: string, is: '=' | '!=') =>
    does.setRule(survey, key, { match: 'all', rules: [{ item, is, value: 3 }] });
  const brought = bringing(added.survey, added.key, begun.scale, '=');
  expect(whyOf(brought)).toBeUndefined();
  expect(whyOf(bringing(brought, begun.scale, begun.choice, '=')), 'one answer brings it too').toBeUndefined();
  expect(whyOf(bringing(brought, begun.scale, begun.choice, '!='))).toBe('ruleUntold');
  expect(whyOf(bringing(brought, begun.scale, added.key, '=')), 'a circle').toBe('ruleUntold');
});
