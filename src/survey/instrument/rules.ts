/** The rules of a file that a shape cannot say: which items may look at which, what a scale and a score may name. */

import type { InstrumentFault } from './file.ts';
import { codesOf, type Instrument, isText, ownOf } from './instrument.ts';
import type { ShowWhen } from './schema.ts';

export function faultsOfRules(instrument: Instrument): InstrumentFault[] {
  return [
    ...faultsOfScales(instrument),
    ...faultsOfBounds(instrument),
    ...faultsOfShowing(instrument),
    ...faultsOfScores(instrument),
  ];
}

/** A number can be answered. */
const faultsOfBounds = ({ items }: Instrument): InstrumentFault[] =>
  items.flatMap(({ id, min, max }) =>
    min !== undefined && max !== undefined && min > max ? [{ why: 'boundsTurned', values: { id, min, max } }] : [],
  );

/** Every item that is answered by choosing has something to choose from, each code once. */
function faultsOfScales(instrument: Instrument): InstrumentFault[] {
  return instrument.items.flatMap((item) => {
    const { id, type, scale = '' } = item;
    if (!['scale', 'single', 'several'].includes(type)) return [];
    if (item.scale !== undefined && !ownOf(instrument.scales, item.scale))
      return [{ why: 'noScale', values: { id, scale } }];
    const codes = codesOf(instrument, item);
    if (codes.length === 0) return [{ why: 'noChoices', values: { id } }];
    return new Set(codes).size < codes.length ? [{ why: 'codeTwice', values: { id } }] : [];
  });
}

/** Rules that look at what is not there, at what comes later, at words, or at themselves. */
export function faultsOfShowing({ items }: Pick<Instrument, 'items'>): InstrumentFault[] {
  const at = new Map(items.map(({ id }, index) => [id, index]));
  const looksAt = new Map(items.map(({ id, showWhen }) => [id, showWhen?.rules.map(({ item }) => item) ?? []]));
  const circle = findCircle(looksAt);
  if (circle) return [{ why: 'circular', values: { path: circle.join(' → ') } }];
  return items.flatMap(({ id }, index) =>
    looksAt.get(id)!.flatMap((other) => {
      const values = { id, other };
      const place = at.get(other);
      if (place === undefined) return [{ why: 'unknownItem', values }];
      if (place > index) return [{ why: 'laterItem', values }];
      const asked = items[place]!;
      return isText(asked) || asked.type === 'statement' ? [{ why: 'ruleOnText', values }] : [];
    }),
  );
}

/** The one answer that brings an item, where its rule asks for one alone: of all units it is then told how many were asked. */
export function bringingAnswer({ rules }: ShowWhen): { item: string; value: number } | undefined {
  const [rule, ...more] = rules;
  return rule?.is === '=' && more.length === 0 ? rule : undefined;
}

/** The questions of a circle in their order, the first one again at the end; undefined where there is none. `through`: one that is in it. */
export function findCircle(looksAt: ReadonlyMap<string, readonly string[]>, through?: string): string[] | undefined {
  const done = new Set<string>();
  const walk = (id: string, path: string[]): string[] | undefined => {
    const first = path.indexOf(id);
    if (first >= 0) return through === undefined || first === 0 ? [...path.slice(first), id] : undefined;
    if (done.has(id)) return undefined;
    done.add(id);
    for (const next of looksAt.get(id) ?? []) {
      const found = walk(next, [...path, id]);
      if (found) return found;
    }
    return undefined;
  };
  for (const id of through === undefined ? looksAt.keys() : [through]) {
    const found = walk(id, []);
    if (found) return found;
  }
  return undefined;
}

function faultsOfScores({ items, scorings = [] }: Instrument): InstrumentFault[] {
  const ids = new Set(items.filter(({ type }) => ['scale', 'single', 'number'].includes(type)).map(({ id }) => id));
  return scorings.flatMap(({ name, items: counted = [] }) =>
    counted.filter((id) => !ids.has(id)).map((id) => ({ why: 'scoreItem', values: { name, id } })),
  );
}
