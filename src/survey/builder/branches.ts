/** The branches of a form: with which answers before it a question is shown. */
import { codesOf, type Instrument, type Item } from '../instrument/instrument.ts';
import type { ShowWhen } from '../instrument/schema.ts';
import { type GivenAnswers, shownItems } from '../instrument/show.ts';

type Rule = ShowWhen['rules'][number];

/** More ways through rules than this are not tried. */
const mostWays = 64;

/**
 * Answers by which the item at `index` is shown, with none that it does not need; undefined where no answers do: then nobody is
 * ever asked it.
 */
export function answersLeadingTo(
  form: Pick<Instrument, 'items' | 'order' | 'scales'>,
  index: number,
): GivenAnswers | undefined {
  for (const rules of waysTo(form.items, index)) {
    const given = answered(form, rules);
    if (given && shownItems(form, given)[index]) return given;
  }
  return undefined;
}

/** The rules that must hold for an item to be shown, in each of the ways in which it may be. */
function waysTo(items: readonly Item[], index: number): Rule[][] {
  let ways: { rules: Rule[]; open: number[] }[] = [{ rules: [], open: [index] }];
  const done: Rule[][] = [];
  const places = new Map(items.map(({ id }, place) => [id, place]));
  for (let work = 0; ways.length > 0 && work < mostWays * items.length; work++) {
    const way = ways.pop()!;
    const next = way.open.pop();
    const showWhen = next === undefined ? undefined : items[next]!.showWhen;
    if (next === undefined) {
      done.push(way.rules);
      if (done.length >= mostWays) break;
      continue;
    }
    const placed = (rule: Rule) => {
      const at = places.get(rule.item);
      return at !== undefined && at < next ? [at] : [];
    };
    const withRules = (rules: readonly Rule[]) => ({
      rules: [...way.rules, ...rules],
      open: [...way.open, ...rules.flatMap(placed)],
    });
    if (!showWhen) ways = [...ways, way];
    else if (showWhen.match === 'all') ways = [...ways, withRules(showWhen.rules)];
    else ways = [...ways, ...showWhen.rules.map((rule) => withRules([rule])).reverse()].slice(-mostWays);
  }
  return done;
}

function answered(
  form: Pick<Instrument, 'items' | 'order' | 'scales'>,
  rules: readonly Rule[],
): GivenAnswers | undefined {
  const answers: (number | null)[] = form.items.map(() => null);
  const several: Record<string, number[]> = {};
  for (const id of new Set(rules.map(({ item }) => item))) {
    const at = form.items.findIndex((item) => item.id === id);
    const item = form.items[at];
    if (!item) return undefined;
    const own = rules.filter((rule) => rule.item === id);
    if (item.type === 'several') {
      const wanted = own.filter(({ is }) => is === '=').map(({ value }) => value);
      const one = codesOf(form, item).find((code) => own.every((rule) => holds(rule, code)));
      const codes = wanted.length > 0 ? [...new Set(wanted)] : one === undefined ? [] : [one];
      if (codes.length === 0) return undefined;
      several[id] = codes;
      continue;
    }
    const tried = item.type === 'number' ? numbersFor(own, item) : codesOf(form, item);
    const found = tried.find((value) => own.every((rule) => holds(rule, value)));
    if (found === undefined) return undefined;
    answers[at] = found;
  }
  return { answers, ...(Object.keys(several).length > 0 ? { several } : {}) };
}

const numbersFor = (rules: readonly Rule[], { min = -Infinity, max = Infinity }: Item): number[] =>
  rules.flatMap(({ value }) => [value, value + 1, value - 1]).filter((value) => value >= min && value <= max);

function holds({ is, value }: Rule, given: number): boolean {
  if (is === '=') return given === value;
  if (is === '!=') return given !== value;
  return is === '>=' ? given >= value : given <= value;
}
