/** Rules of this app as FHIR says them, so that another reader shows the same questions for the same answers. */

import { codesOf, type Instrument, type Item, isInOwnWords } from '../instrument.ts';
import { boundsWritten, readWhen } from './fhir-rules.ts';
import { systemOf } from './fhir-system.ts';

type ShowWhen = NonNullable<Item['showWhen']>;
type Rule = ShowWhen['rules'][number];
type Condition = { question: string; operator: string; [answer: string]: unknown };

/** The part of a Questionnaire's item that says when it is shown. */
export interface When {
  enableWhen?: Condition[];
  enableBehavior?: 'all' | 'any';
  extension?: { url: string; [value: string]: unknown }[];
}

const expressionUrl = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression';

/** When an item is shown: `enableWhen`, or where that has no words for it, an expression. */
export function whenOf(instrument: Instrument, { showWhen }: Item): When {
  if (!showWhen) return {};
  const written = conditionsFor(instrument, showWhen);
  if (written) return { enableWhen: written.conditions, enableBehavior: written.behavior };
  const expression = showWhen.rules
    .map((rule) => inFhirPath(rule, itemOf(instrument, rule)))
    .join(showWhen.match === 'all' ? ' and ' : ' or ');
  return { extension: [{ url: expressionUrl, valueExpression: { language: 'text/fhirpath', expression } }] };
}

/** What of an item is not read back as it is from what was written of it, with what that was. */
export function keptItems(
  instrument: Instrument,
  written: readonly object[],
): { kept?: Record<string, { as: string; more: Partial<Item> }> } {
  const kept = instrument.items.flatMap((item, index) => {
    const { id, min, max, limit, showWhen } = item;
    const isBounded = item.type === 'number' ? limit === undefined : min === undefined && max === undefined;
    const isSaid = isBounded && (isInOwnWords(item) || limit === undefined);
    if (isSaid && (!showWhen || isReadBack(instrument, item))) return [];
    return [[id, { as: boundsWritten(written[index]!), more: { min, max, limit, showWhen } }] as const];
  });
  return kept.length > 0 ? { kept: Object.fromEntries(kept) } : {};
}

function isReadBack(instrument: Instrument, item: Item): boolean {
  const { enableWhen, enableBehavior } = whenOf(instrument, item);
  try {
    const read = readWhen((enableWhen ?? []) as Record<string, unknown>[], enableBehavior, (id) => {
      const asked = instrument.items.find((one) => one.id === id)!;
      const options = codesOf(instrument, asked).map((code) => ({
        code,
        name: String(code),
        system: systemOf(asked),
        words: {},
      }));
      const kind = asked.type === 'number' ? 'decimal' : asked.type === 'several' ? 'several' : 'one';
      return { id, kind, options };
    });
    return JSON.stringify(read?.showWhen) === JSON.stringify(item.showWhen) && read?.unlessAnswered.length === 0;
  } catch {
    return false;
  }
}

const itemOf = ({ items }: Instrument, rule: Rule): Item => items.find(({ id }) => id === rule.item)!;

/** What FHIR says by conditions; undefined where it cannot: its conditions are all joined by one word. */
function conditionsFor(
  instrument: Instrument,
  { match, rules }: ShowWhen,
): { conditions: Condition[]; behavior: 'all' | 'any' } | undefined {
  const behaviors = rules.length === 1 ? (['all', 'any'] as const) : [match];
  for (const behavior of behaviors) {
    const conditions = rules.map((rule) => conditionsOf(instrument, rule, behavior));
    if (!conditions.includes(undefined)) return { behavior, conditions: (conditions as Condition[][]).flat() };
  }
  return undefined;
}

/** What no option is: a rule that no answer can fulfil. */
const never = 'none';

function conditionsOf(instrument: Instrument, rule: Rule, behavior: 'all' | 'any'): Condition[] | undefined {
  const asked = itemOf(instrument, rule);
  const exists: Condition = { question: rule.item, operator: 'exists', answerBoolean: true };
  if (asked.type === 'number') {
    const condition = { question: rule.item, operator: rule.is, answerDecimal: rule.value };
    if (rule.is !== '!=') return [condition];
    return behavior === 'all' ? [exists, condition] : undefined;
  }
  const condition =
    (operator: string) =>
    (code: number | string): Condition => ({
      question: rule.item,
      operator,
      answerCoding: { system: systemOf(asked), code: String(code) },
    });
  if (rule.is === '=') return [condition('=')(rule.value)];
  if (rule.is === '!=' && behavior === 'all') return [exists, condition('!=')(rule.value)];
  const codes = codesOf(instrument, asked);
  const fit = codes.filter((code) => fits(code, rule));
  if (asked.type === 'several') {
    if (rule.is === '!=' || (behavior === 'all' && fit.length > 1)) return undefined;
    return (fit.length > 0 ? fit : [never]).map(condition('='));
  }
  if (fit.length === 0) return [condition('=')(never)];
  if (behavior === 'any' || fit.length === 1) return fit.map(condition('='));
  return [exists, ...codes.filter((code) => !fits(code, rule)).map(condition('!='))];
}

function fits(code: number, { is, value }: Rule): boolean {
  if (is === '=') return code === value;
  if (is === '!=') return code !== value;
  return is === '>=' ? code >= value : code <= value;
}

/** A rule in FHIRPath: true only where the question was answered. Questions stand at most in one group. */
function inFhirPath({ item, is, value }: Rule, { type }: Item): string {
  const answers = `(%resource.item | %resource.item.item).where(linkId = '${item}').answer.value`;
  const one = type === 'number' ? '$this' : 'code.toInteger()';
  if (is !== '!=') return `${answers}.where(${one} ${is} ${value}).exists()`;
  return `(${answers}.exists() and ${answers}.where(${one} = ${value}).empty())`;
}
