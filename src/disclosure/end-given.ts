/**
 * At which end of its scale a question lies that is withheld of a small group, since nearly all answered it there: by what is told of other
 * groups it could be worked out. What can be is a weighted sum over some cut of the graph of hidden groups (`hidden-network.ts`).
 */
import { connectedParts, type HiddenEdge } from './hidden-network.ts';

/** A group as an edge; what flows along it counts once to the one side and once, taken away, to the other. */
export interface Edge extends HiddenEdge {
  key: string;
  flow: readonly [from: number, to: number];
}

/** How many answered in one unit's month, and how far their answers are from either end, added up; both 0 where they are not known. */
export interface FromEnds {
  n: number;
  toTop: number;
  toBottom: number;
}

/** Of so many sums all ways to put them together are tried, of more each and each two. */
const mostTriedAll = 12;

/** Whether so many people whose answers are so far from one end, added up, would be told as near it, or withheld for that. */
export type IsNear = (n: number, distance: number) => boolean;

/**
 * The vertices on one side of hidden groups that lie near an end, together; undefined where there are none. `hidden`: the groups of which
 * the question is not told; `answersOf`: of a unit's month, by its key.
 */
export function endGiven(
  size: number,
  hidden: readonly Edge[],
  answersOf: (key: string) => FromEnds,
  isNear: IsNear,
): Set<number> | undefined {
  const joined = connectedParts(
    size,
    hidden.filter(({ isSum }) => isSum).map(({ ends }) => ends),
  );
  const edges = hidden
    .filter(({ isSum }) => !isSum)
    .map(({ key, flow }) => ({ flow: flow.map((end) => joined[end]!) as [number, number], answers: answersOf(key) }))
    .filter(({ flow: [a, b] }) => a !== b);
  const parts = connectedParts(
    size,
    edges.map(({ flow }) => flow),
  );
  for (const part of new Set(edges.map(({ flow: [a] }) => parts[a]!))) {
    const inPart = edges.filter(({ flow: [a] }) => parts[a] === part);
    const vertices = [...new Set(inPart.flatMap(({ flow }) => flow))];
    for (const side of sidesOf(vertices)) {
      if (!isCutNear(inPart, side, isNear)) continue;
      return new Set(joined.flatMap((to, end) => (side.has(to) ? [end] : [])));
    }
  }
  return undefined;
}

/** What goes out of a side less what comes in is known: near its most where all that go out are at the top and all that come in at the bottom. */
function isCutNear(
  edges: readonly { flow: [number, number]; answers: FromEnds }[],
  side: ReadonlySet<number>,
  isNear: IsNear,
): boolean {
  const total = { n: 0, toMost: 0, toLeast: 0 };
  for (const { flow, answers } of edges) {
    const [isFrom, isTo] = flow.map((end) => side.has(end));
    if (isFrom === isTo) continue;
    total.n += answers.n;
    total.toMost += isFrom ? answers.toTop : answers.toBottom;
    total.toLeast += isFrom ? answers.toBottom : answers.toTop;
  }
  return isNear(total.n, Math.min(total.toMost, total.toLeast));
}

/** The sides on which a cut may have some vertices; the last one is always on the other. */
function* sidesOf(vertices: readonly number[]): Generator<Set<number>> {
  const others = vertices.slice(0, -1);
  if (vertices.length <= mostTriedAll) {
    for (let side = 1; side < 2 ** others.length; side++) yield new Set(others.filter((_, at) => (side >> at) & 1));
    return;
  }
  for (const [at, one] of vertices.entries()) {
    yield new Set([one]);
    for (const other of vertices.slice(at + 1)) yield new Set([one, other]);
  }
}
