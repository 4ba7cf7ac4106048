/**
 * Reads an expression of an XLSForm (`relevant`, `constraint`) whole: `and`, `or`, `not()`, `true()`, `false()`, parentheses,
 * `selected()`, `string-length(.)` and comparisons of a question or `.` with a value, either way round. Whatever else stands in it, the
 * expression is not understood: a part of it is never taken for the whole.
 */

/** A question by its name, or this one: its answer, or how many characters it has. */
export interface Asked {
  /** The name in the file; `.` for the question itself. */
  name: string;
  isLength: boolean;
}

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** Of nothing: `all` holds always, `any` never. */
export interface Joined {
  is: 'all' | 'any';
  of: Expression[];
}

export type Expression = Joined | Term;

/** One thing asked of one answer. A value is a number where it stands without quotes. */
export type Term =
  | { is: 'compare'; asked: Asked; sign: Comparison; value: string | number; not: boolean }
  | { is: 'selected'; asked: Asked; value: string; not: boolean };

/** Longer than any condition that a person writes: what is longer is not looked at. */
export const longestExpression = 4000;
const deepest = 40;

type Token = { is: 'sign' | 'name' | 'asked' | 'text' | 'number'; text: string };

const tokens: [Token['is'] | 'space', RegExp][] = [
  ['space', /[\s\u00a0]+/y],
  ['asked', /\$\{\s*([\p{L}_][\p{L}\p{N}_.-]*)\s*\}/uy],
  ['text', /'([^']*)'|"([^"]*)"/y],
  ['number', /\d+(?:\.\d+)?|\.\d+/y],
  ['sign', /!=|<=|>=|[=<>(),-]|\.(?!\d)/y],
  ['name', /[a-z][\w-]*/y],
];

/** What an expression says, or undefined where any part of it is not understood. */
export function readExpression(given: string): Expression | undefined {
  if (given.length > longestExpression) return undefined;
  try {
    const read = new Reader(tokensOf(given.replace(/[‘’‚]/g, "'").replace(/[“”„]/g, '"')));
    const said = read.either(0);
    return read.isAtEnd ? withoutConstants(said) : undefined;
  } catch (error) {
    if (error instanceof NotUnderstood) return undefined;
    throw error;
  }
}

class NotUnderstood extends Error {}

function tokensOf(given: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  while (at < given.length) {
    const next = tokens.flatMap(([is, pattern]) => {
      pattern.lastIndex = at;
      const match = pattern.exec(given);
      return match ? [{ is, text: match[1] ?? match[2] ?? match[0], length: match[0].length }] : [];
    })[0];
    if (!next) throw new NotUnderstood();
    at += next.length;
    if (next.is !== 'space') found.push({ is: next.is, text: next.text });
  }
  return found;
}

class Reader {
  private at = 0;
  constructor(private readonly tokens: Token[]) {}

  get isAtEnd(): boolean {
    return this.at === this.tokens.length;
  }

  either = (depth: number): Expression => this.joined('or', 'any', depth, this.both);
  private both = (depth: number): Expression => this.joined('and', 'all', depth, this.term);

  private joined(word: string, is: 'all' | 'any', depth: number, part: (depth: number) => Expression): Expression {
    const of = [part(depth)];
    while (this.take('name', word)) of.push(part(depth));
    return of.length === 1 ? of[0]! : { is, of };
  }

  private term = (depth: number): Expression => {
    if (depth > deepest) throw new NotUnderstood();
    if (this.take('name', 'true')) return this.inParentheses((): Joined => ({ is: 'all', of: [] }));
    if (this.take('name', 'false')) return this.inParentheses((): Joined => ({ is: 'any', of: [] }));
    if (this.take('name', 'not')) return opposite(this.inParentheses(() => this.either(depth + 1)));
    if (this.take('name', 'selected')) return this.inParentheses(() => this.selected());
    if (this.tokens[this.at]?.text === '(' && this.tokens[this.at]?.is === 'sign') {
      return this.inParentheses(() => this.either(depth + 1));
    }
    return this.comparison();
  };

  private selected(): Expression {
    const asked = this.asked();
    this.need(',');
    const value = this.value();
    if (!asked || asked.isLength || value === undefined) throw new NotUnderstood();
    return { is: 'selected', asked, value: String(value), not: false };
  }

  private comparison(): Expression {
    const left = this.asked() ?? this.value();
    const sign = this.tokens[this.at]?.is === 'sign' ? (this.tokens[this.at++]!.text as Comparison) : undefined;
    const right = this.asked() ?? this.value();
    if (left === undefined || right === undefined || !sign || !(sign in turned)) throw new NotUnderstood();
    if (typeof left === 'object' && typeof right !== 'object')
      return { is: 'compare', asked: left, sign, value: right, not: false };
    if (typeof right === 'object' && typeof left !== 'object') {
      return { is: 'compare', asked: right, sign: turned[sign], value: left, not: false };
    }
    throw new NotUnderstood();
  }

  private asked(): Asked | undefined {
    const name = this.take('asked') ?? this.take('sign', '.');
    if (name) return { name: name.text, isLength: false };
    if (!this.take('name', 'string-length')) return undefined;
    const of = this.inParentheses(() => this.asked());
    if (!of || of.isLength) throw new NotUnderstood();
    return { ...of, isLength: true };
  }

  private value(): string | number | undefined {
    const text = this.take('text');
    if (text) return text.text;
    const isNegative = this.take('sign', '-') !== undefined;
    const number = this.take('number');
    if (!number && isNegative) throw new NotUnderstood();
    return number && Number(number.text) * (isNegative ? -1 : 1);
  }

  private inParentheses<T>(inside: () => T): T {
    this.need('(');
    const said = inside();
    this.need(')');
    return said;
  }

  private need(sign: string): void {
    if (!this.take('sign', sign)) throw new NotUnderstood();
  }

  private take(is: Token['is'], text?: string): Token | undefined {
    const next = this.tokens[this.at];
    if (next?.is !== is || (text !== undefined && next.text !== text)) return undefined;
    this.at++;
    return next;
  }
}

/** The same comparison read from its other end. */
const turned: Record<Comparison, Comparison> = { '=': '=', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

/** `not()` of a whole, said of its parts. A comparison keeps its sign: what is empty is neither more nor less. */
const opposite = (said: Expression): Expression =>
  isJoined(said) ? { is: said.is === 'all' ? 'any' : 'all', of: said.of.map(opposite) } : { ...said, not: !said.not };

/** The same with `true()` and `false()` in it only where they are the whole. */
export function withoutConstants(said: Expression): Expression {
  if (!isJoined(said)) return said;
  const of = said.of.map(withoutConstants);
  const decided = of.find((one) => isConstant(one) && one.is !== said.is);
  if (decided) return decided;
  const left = of.filter((one) => !isConstant(one));
  return left.length === 1 ? left[0]! : { ...said, of: left };
}

const isConstant = (said: Expression): said is Joined => isJoined(said) && said.of.length === 0;

/** Whether an expression says the same of every answer, and what. */
export const constantOf = (said: Expression): boolean | undefined => (isConstant(said) ? said.is === 'all' : undefined);

/** Whether an expression is made of others. */
export const isJoined = (said: Expression): said is Joined => said.is === 'all' || said.is === 'any';
