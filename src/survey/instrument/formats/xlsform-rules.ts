/**
 * What an expression of an XLSForm asks, as rules and bounds of this app. The expression is tried on every answer that can be
 * told apart by it; a rule stands for it only where both say the same of each. So every spelling of a rule is read, and none
 * is read for another one.
 */
import type { Item } from '../instrument.ts';
import {
  constantOf,
  type Expression,
  isJoined,
  readExpression,
  type Term,
  withoutConstants,
} from './xlsform-expression.ts';

type ShowWhen = NonNullable<Item['showWhen']>;
type Rule = ShowWhen['rules'][number];

/** A question that a rule may look at. */
export interface XlsformOperand {
  id: string;
  kind: 'one' | 'several' | 'whole' | 'decimal';
  /** The file's names of its choices, each with the code that it has here. */
  choices: readonly { name: string; code: number }[];
}

/** Why an expression is not taken: a reason as the screens know it, with the part of the expression that it is about. */
export class NotTaken extends Error {
  constructor(
    readonly why: string,
    readonly part: string,
  ) {
    super(why);
  }
}

export interface ReadRules {
  showWhen: ShowWhen;
  /** Names of questions without whose answer the file would show the item, and this app does not. */
  unlessAnswered: string[];
}

const mostRules = 20;

/** What `relevant`s that must all hold say together; undefined: always. Throws `NotTaken`, also where `lookUp` does. */
export function rulesOf(
  given: readonly string[],
  lookUp: (name: string) => XlsformOperand,
): ReadRules | 'never' | undefined {
  const filled = given.filter((one) => one.trim() !== '');
  const read = filled.map((one) => readExpression(one) ?? fail('xlsRule', one));
  const whole = withoutConstants(
    read.length === 1 ? read[0]! : { is: 'all', of: flat({ is: 'all', of: read }, 'all') },
  );
  const constant = constantOf(whole);
  if (constant !== undefined) return constant ? undefined : 'never';
  const match = whole.is === 'any' ? 'any' : 'all';
  const terms = whole.is === 'any' || whole.is === 'all' ? whole.of : [whole];
  const written = filled.map((one) => (filled.length > 1 ? `(${one})` : one)).join(' and ');
  const asWritten = together(terms.map((term) => tried(() => rulesFor([term], match, lookUp, 1))));
  const best = asWritten?.unless.size === 0 ? asWritten : undefined;
  const grouped = best ?? together(byQuestion(flat(whole, match)).map((same) => rulesFor(same, match, lookUp)));
  const isBetter = grouped && (!asWritten || grouped.unless.size < asWritten.unless.size);
  const { rules, unless } = (isBetter ? grouped : asWritten) ?? fail('xlsRule', written);
  if (rules.length > mostRules) fail('xlsRule', written);
  return { showWhen: { match, rules }, unlessAnswered: [...unless] };
}

/** The lowest and highest answer that a `constraint` lets through. Throws `NotTaken`. */
export function boundsOf(given: string, kind: 'whole' | 'decimal' | 'length'): { min?: number; max?: number } {
  const said = readExpression(given) ?? fail('xlsConstraint', given);
  if (constantOf(said) === true) return {};
  const terms = termsOf(said);
  const isLength = kind === 'length';
  if (terms.some(({ asked }) => asked.name !== '.' || asked.isLength !== isLength)) fail('xlsConstraint', given);
  const points = pointsOf(terms, kind === 'decimal' ? 'decimal' : 'whole');
  if (!points) fail('xlsConstraint', given);
  // A text has no fewer than no characters.
  const there = isLength ? points!.filter(({ value }) => Number(value) >= 0) : points!;
  const rules = allOf(
    there.map(({ value }) => holds(said, value)),
    there,
  );
  if (!rules || rules.some(({ is }) => is === '!=')) fail('xlsConstraint', given);
  const bound = (sign: string) => rules!.find(({ is }) => is === sign || is === '=')?.value;
  const [min, max] = [bound('>='), bound('<=')];
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

/** Whether a `constraint` lets every answer through. */
export function letsAllThrough(given: string): boolean {
  const said = readExpression(given);
  return given.trim() === '' || (said !== undefined && constantOf(said) === true);
}

function fail(why: string, part: string): never {
  throw new NotTaken(why, part);
}

interface Found {
  rules: Rule[];
  unless: Set<string>;
}

function together(found: (Found | undefined)[]): Found | undefined {
  if (found.some((one) => !one)) return undefined;
  return {
    rules: found.flatMap((one) => one!.rules),
    unless: new Set(found.flatMap((one) => [...one!.unless])),
  };
}

/** A way of reading that did not fit: another one is tried. What is wrong in every way is thrown by the last one. */
function tried(read: () => Found | undefined): Found | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotTaken) return undefined;
    throw error;
  }
}

const flat = (said: Expression, match: 'all' | 'any'): Expression[] =>
  said.is === match ? said.of.flatMap((one) => flat(one, match)) : [said];

const termsOf = (said: Expression): Term[] => (isJoined(said) ? said.of.flatMap(termsOf) : [said]);

/** Parts that look at one and the same question, together. */
function byQuestion(parts: Expression[]): Expression[][] {
  const groups = new Map<string, Expression[]>();
  for (const part of parts) {
    const key = [...new Set(termsOf(part).map(({ asked }) => asked.name))].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), part]);
  }
  return [...groups.values()];
}

/** Rules that say together what `parts` say of one question; undefined where there are none, or more than `most`. */
function rulesFor(
  parts: Expression[],
  match: 'all' | 'any',
  lookUp: (name: string) => XlsformOperand,
  most = mostRules,
): Found | undefined {
  const terms = parts.flatMap(termsOf);
  const names = [...new Set(terms.map(({ asked }) => asked.name))];
  const questions = names.map((name) => lookUp(name));
  const [name, question] = [names[0]!, questions[0]!];
  if (questions.length > 1 || terms.some(({ asked }) => asked.isLength)) return undefined;
  for (const term of terms) judge(term, question);
  const said: Expression = { is: match, of: parts };
  if (question.kind === 'several') return severalRules(said, match, name, question, most);
  const direct = parts.length === 1 && directRule(parts[0]!, question);
  if (direct) return { rules: [direct.rule], unless: new Set(direct.unless ? [name] : []) };
  const points = question.kind === 'one' ? choicePoints(question) : pointsOf(terms, question.kind);
  if (!points) return undefined;
  const given = points.map(({ value }) => holds(said, value));
  const isChoice = question.kind === 'one';
  const ways = [allOf, anyOf].map((way) => way(given, points, isChoice));
  const fits = ways.filter((way) => way && way.length > 0 && way.length <= most);
  const rules = fits.find((way) => way!.length === 1) ?? (match === 'all' ? ways[0] : ways[1]);
  if (!rules || rules.length === 0 || rules.length > most) return undefined;
  return {
    rules: rules.map((rule) => ({ ...rule, item: question.id })),
    unless: new Set(holds(said, '') ? [name] : []),
  };
}

/** What is compared must be something that the question can be answered with. */
function judge(term: Term, { kind, choices }: XlsformOperand): void {
  const { value } = term;
  if (value === '') {
    if (term.is === 'compare' && ['=', '!='].includes(term.sign)) return;
    fail('xlsRule', "''");
  }
  const isChoice = kind === 'one' || kind === 'several';
  if (term.is === 'selected' && !isChoice) fail('xlsRule', `selected(\${${term.asked.name}}, '${value}')`);
  if (term.is === 'compare' && kind === 'several')
    fail('xlsRuleSeveral', `\${${term.asked.name}} ${term.sign} ${value}`);
  const isSize = term.is === 'compare' && !['=', '!='].includes(term.sign);
  if (isSize ? Number.isNaN(Number(value)) : isChoice && !choices.some(({ name }) => isSame(name, value))) {
    fail('xlsRuleChoice', String(value));
  }
  if (!isChoice && Number.isNaN(Number(value))) fail('xlsRuleChoice', String(value));
}

const isSame = (name: string, value: string | number) =>
  typeof value === 'number' ? name !== '' && Number(name) === value : name === value;

/** Whether an expression holds for an answer, as XPath compares: by number with a number or by size, else letter by letter. */
function holds(said: Expression, answer: string): boolean {
  if (isJoined(said)) {
    return said.is === 'all' ? said.of.every((one) => holds(one, answer)) : said.of.some((one) => holds(one, answer));
  }
  if (said.is === 'selected') return (answer === said.value) !== said.not;
  return compare(answer, said.sign, said.value) !== said.not;
}

function compare(answer: string, sign: string, value: string | number): boolean {
  const [a, b] = [answer.trim() === '' ? Number.NaN : Number(answer), value === '' ? Number.NaN : Number(value)];
  const isEqual = typeof value === 'number' || (!Number.isNaN(a) && !Number.isNaN(b)) ? a === b : answer === value;
  if (sign === '=') return isEqual;
  if (sign === '!=') return !isEqual;
  if (sign === '<') return a < b;
  if (sign === '<=') return a <= b;
  return sign === '>' ? a > b : a >= b;
}

/** One comparison that this app makes in the same words, and whether the file's holds for no answer too. */
function directRule(said: Expression, question: XlsformOperand): { rule: Rule; unless: boolean } | undefined {
  const terms = said.is === 'all' && said.of.length === 2 ? said.of : [];
  const isDifferent = (one: Expression) => one.is === 'compare' && one.sign === '!=' && !one.not;
  const [other, ...more] = terms.every(isDifferent) ? terms.filter((one) => (one as Term).value !== '') : [];
  const isAnswered = other !== undefined && more.length === 0;
  const rule = comparison(isAnswered ? other : said, question);
  return rule && { rule, unless: rule.is === '!=' && !isAnswered };
}

function comparison(said: Expression, { id, kind, choices }: XlsformOperand): Rule | undefined {
  if (said.is !== 'compare' || said.not || said.value === '' || said.sign === '<' || said.sign === '>')
    return undefined;
  if (kind !== 'one') return { item: id, is: said.sign, value: Number(said.value) };
  if (said.sign === '=' || said.sign === '!=') {
    const choice = choices.find(({ name }) => isSame(name, said.value))!;
    return { item: id, is: said.sign, value: choice.code };
  }
  const areNumbers = choices.every(({ name, code }) => Number(name) === code);
  return areNumbers ? { item: id, is: said.sign, value: Number(said.value) } : undefined;
}

/** An answer that stands for itself, or (`at` undefined) for all between its neighbours. */
interface Point {
  value: string;
  at: number | undefined;
}

const choicePoints = ({ choices }: XlsformOperand): Point[] =>
  choices.map(({ name, code }) => ({ value: name, at: code })).sort((a, b) => a.at - b.at);

/** The numbers that `terms` can tell apart, from the lowest to the highest. */
function pointsOf(terms: Term[], kind: 'whole' | 'decimal'): Point[] | undefined {
  const named = terms.map(({ value }) => Number(value === '' ? Number.NaN : value)).filter((one) => !Number.isNaN(one));
  if (named.length === 0 || named.some((one) => Math.abs(one) > 1e12)) return undefined;
  const around = (one: number) => [Math.floor(one) - 1, Math.floor(one), Math.ceil(one), Math.ceil(one) + 1];
  const at = [...new Set(kind === 'whole' ? named.flatMap(around) : named)].sort((a, b) => a - b);
  const between = (low: number, high: number): Point[] => {
    if (kind === 'whole' && high - low <= 1) return [];
    return [{ value: String(kind === 'whole' ? low + 1 : (low + high) / 2), at: undefined }];
  };
  return [
    { value: String(at[0]! - 1), at: undefined },
    ...at.flatMap((one, index) => [
      { value: String(one), at: one },
      ...(index + 1 < at.length ? between(one, at[index + 1]!) : []),
    ]),
    { value: String(at.at(-1)! + 1), at: undefined },
  ];
}

type Part = Omit<Rule, 'item'>;

/** Rules that all hold exactly where `given` says so: a lowest, a highest, and what is left out between. */
function allOf(given: boolean[], points: Point[], isChoice = false): Part[] | undefined {
  const [low, high] = [given.indexOf(true), given.lastIndexOf(true)];
  if (low < 0) return undefined;
  const out = points.filter((_, index) => index > low && index < high && !given[index]);
  const single = isChoice && given.filter((one) => !one).length === 1 && points.length > 2 ? given.indexOf(false) : -1;
  if (single >= 0) return [{ is: '!=', value: points[single]!.at! }];
  const bounds: [Part['is'], number][] =
    low === high
      ? [['=', low]]
      : [...(low > 0 ? [['>=', low] as const] : []), ...(high < points.length - 1 ? [['<=', high] as const] : [])].map(
          ([is, at]) => [is, at],
        );
  const parts = [
    ...bounds.map(([is, at]) => ({ is, value: points[at]!.at })),
    ...out.map(({ at }) => ({ is: '!=' as const, value: at })),
  ];
  if (parts.length === 0) return isChoice ? [{ is: '>=', value: points[0]!.at! }] : [];
  return parts.every((part): part is Part => part.value !== undefined) ? parts : undefined;
}

/** Rules of which any holds exactly where `given` says so. */
function anyOf(given: boolean[], points: Point[], isChoice = false): Part[] | undefined {
  const parts: { is: Part['is']; value: number | undefined }[] = [];
  for (let from = 0; from < points.length; from++) {
    if (!given[from]) continue;
    let to = from;
    while (given[to + 1]) to++;
    const isLow = from === 0 && !isChoice;
    const isHigh = to === points.length - 1 && !isChoice;
    if (isLow && isHigh) return undefined;
    if (isLow) parts.push({ is: '<=', value: points[to]!.at });
    else if (isHigh) parts.push({ is: '>=', value: points[from]!.at });
    else for (let at = from; at <= to; at++) parts.push({ is: '=', value: points[at]!.at });
    from = to;
  }
  return parts.every((part): part is Part => part.value !== undefined) ? parts : undefined;
}

/** Of a question with several answers: each choice that must be among them or must not, or any of the lowest or highest. */
function severalRules(
  said: Expression,
  match: 'all' | 'any',
  name: string,
  { id, choices }: XlsformOperand,
  most: number,
): Found | undefined {
  const code = (value: string) => choices.find((one) => one.name === value)!.code;
  const codes = choices.map((one) => one.code).sort((a, b) => a - b);
  const isAnswered = (one: Expression) => one.is === 'compare' && one.value === '' && (one.sign === '!=') !== one.not;
  const rules: Part[] = [];
  let unless = false;
  const parts = said.is === 'all' || said.is === 'any' ? said.of : [said];
  const simple = match === 'all' ? parts.flatMap((part) => flat(part, 'all')) : parts;
  let mustBeAnswered = match === 'all' && simple.some(isAnswered);
  for (const part of simple) {
    if (match === 'all' && isAnswered(part)) continue;
    const found = oneRule(part);
    if (!found) return undefined;
    rules.push(found.rule);
    unless ||= found.unless;
    mustBeAnswered ||= match === 'all' && !found.unless;
  }
  if (match === 'all' && rules.length === 0) rules.push({ is: '>=', value: codes[0]! });
  if (rules.length > most) return undefined;
  return {
    rules: rules.map((rule) => ({ ...rule, item: id })),
    unless: new Set(unless && !mustBeAnswered ? [name] : []),
  };

  function oneRule(part: Expression): { rule: Part; unless: boolean } | undefined {
    if (part.is === 'selected') {
      return { rule: { is: part.not ? '!=' : '=', value: code(part.value) }, unless: part.not };
    }
    if (isAnswered(part)) return { rule: { is: '>=', value: codes[0]! }, unless: false };
    if (part.is === 'all' && match === 'any') {
      const left = part.of.filter((one) => !isAnswered(one));
      const only = left.length === 1 ? oneRule(left[0]!) : undefined;
      return only && { rule: only.rule, unless: only.unless && left.length === part.of.length };
    }
    if (part.is !== 'any') return undefined;
    const any = flat(part, 'any').map((one) => (one.is === 'selected' && !one.not ? code(one.value) : undefined));
    const chosen = new Set(any);
    if (chosen.has(undefined)) return undefined;
    const is = (among: number[]) => among.length === chosen.size && among.every((one) => chosen.has(one));
    const [low, high] = [Math.min(...(any as number[])), Math.max(...(any as number[]))];
    if (is(codes.filter((one) => one >= low))) return { rule: { is: '>=', value: low }, unless: false };
    return is(codes.filter((one) => one <= high)) ? { rule: { is: '<=', value: high }, unless: false } : undefined;
  }
}
