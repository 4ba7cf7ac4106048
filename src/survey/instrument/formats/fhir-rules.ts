/** `enableWhen` as rules of this app: each exactly, or not at all. */

import type { Item } from '../instrument.ts';
import { asObject, extensionOf, type JsonObject, numberIn, textIn } from './fhir-json.ts';
import type { Option } from './fhir-options.ts';
import { NotTaken } from './xlsform-rules.ts';

type ShowWhen = NonNullable<Item['showWhen']>;
type Rule = ShowWhen['rules'][number];

/** A question that a rule may look at. */
export interface FhirOperand {
  id: string;
  kind: 'one' | 'several' | 'whole' | 'decimal';
  options: readonly Option[];
}

const mostRules = 20;

/** The conditions of one item. Throws `NotTaken`, also where `lookUp` does. */
export function readWhen(
  conditions: readonly JsonObject[],
  behavior: unknown,
  lookUp: (linkId: string) => FhirOperand,
): { showWhen: ShowWhen; unlessAnswered: string[] } | undefined {
  if (conditions.length === 0) return undefined;
  if (conditions.length > 2 * mostRules) throw new NotTaken('fhirRule', 'enableWhen');
  if (conditions.length > 1 && behavior !== 'all' && behavior !== 'any') throw new NotTaken('fhirBehavior', '');
  const match = behavior === 'any' && conditions.length > 1 ? 'any' : 'all';
  const about = conditions.map((one) => textIn(one, 'question') ?? '');
  const exists = (one: JsonObject) => one.operator === 'exists' && one.answerBoolean === true;
  // Every rule of this app holds for an answer only: that there is one need not be said beside it.
  const isSaid = (one: JsonObject, at: number) =>
    match === 'all' && exists(one) && conditions.some((other, index) => about[index] === about[at] && !exists(other));
  const isAnswered = (question: string) =>
    match === 'all' &&
    conditions.some((other, at) => about[at] === question && (exists(other) || other.operator !== '!='));
  const kept = conditions.filter((one, at) => !isSaid(one, at));
  const rules = kept.map((one) => ruleOf(one, lookUp));
  if (rules.length > mostRules) throw new NotTaken('fhirRule', 'enableWhen');
  const unless = kept.filter((one) => one.operator === '!=').map((one) => textIn(one, 'question')!);
  return {
    showWhen: { match, rules },
    unlessAnswered: [...new Set(unless)].filter((question) => !isAnswered(question)),
  };
}

function ruleOf(condition: JsonObject, lookUp: (linkId: string) => FhirOperand): Rule {
  const question = textIn(condition, 'question');
  if (question === undefined) throw new NotTaken('fhirRuleQuestion', '');
  const asked = lookUp(question);
  const operator = textIn(condition, 'operator') ?? '';
  const fail = (): never => {
    throw new NotTaken('fhirRule', `${question} ${operator}`.trim());
  };
  const isChoice = asked.kind === 'one' || asked.kind === 'several';
  if (operator === 'exists') {
    if (condition.answerBoolean !== true || !isChoice) return fail();
    return { item: asked.id, is: '>=', value: Math.min(...asked.options.map(({ code }) => code)) };
  }
  if (operator === '=' || operator === '!=') {
    const value = isChoice ? optionNamed(condition, asked.options) : numberOf(condition);
    if (value === undefined)
      throw new NotTaken(isChoice ? 'fhirRuleOption' : 'fhirRule', saidIn(condition) || `${question} ${operator}`);
    return { item: asked.id, is: operator, value };
  }
  const value = numberOf(condition);
  if (value === undefined || (isChoice && !areTheirCodes(asked.options))) return fail();
  if (operator === '>=' || operator === '<=') return { item: asked.id, is: operator, value };
  if (asked.kind === 'decimal' || (operator !== '>' && operator !== '<')) return fail();
  return operator === '>'
    ? { item: asked.id, is: '>=', value: Math.floor(value) + 1 }
    : { item: asked.id, is: '<=', value: Math.ceil(value) - 1 };
}

const numberOf = (condition: JsonObject) =>
  numberIn(condition, 'answerInteger', 'answerDecimal') ?? numberIn(asObject(condition.answerQuantity), 'value');

/** Numbers are compared where the options are numbers themselves. */
const areTheirCodes = (options: readonly Option[]) => options.every(({ name, code }) => Number(name) === code);

/** The code of the option that a condition means: the same system and code; by its code alone where it names no system. */
function optionNamed(condition: JsonObject, options: readonly Option[]): number | undefined {
  const coding = asObject(condition.answerCoding);
  const name = coding ? textIn(coding, 'code') : saidIn(condition);
  const system = coding && textIn(coding, 'system');
  const found = options.filter((one) => one.name === name && (system === undefined || one.system === system));
  return found.length === 1 ? found[0]!.code : undefined;
}

function saidIn(condition: JsonObject): string {
  const coding = asObject(condition.answerCoding);
  if (coding) return [textIn(coding, 'system'), textIn(coding, 'code')].filter(Boolean).join('|');
  const held = condition.answerString ?? condition.answerInteger ?? condition.answerBoolean ?? condition.answerDecimal;
  return held === undefined ? '' : String(held);
}

/** What an item says of its answers and of when it is shown, in one fixed form. */
export const boundsWritten = (item: object): string => {
  const { enableWhen, enableBehavior, maxLength } = item as JsonObject;
  const names = ['sdc-questionnaire-enableWhenExpression', 'minValue', 'maxValue'];
  const extensions = names.map((name) => extensionOf(item as JsonObject, name) ?? null);
  return JSON.stringify([enableWhen ?? null, enableBehavior ?? null, maxLength ?? null, ...extensions]);
};
