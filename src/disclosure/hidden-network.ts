/**
 * What can be worked out about hidden groups, as cuts of a graph. Each vertex is a sum that is known to hold (a row, a column);
 * each group, and each sum of groups, is an edge between the two that it stands in. All that can be worked out about hidden
 * groups are weighted sums of vertices, and such a sum touches every edge of some cut. So nothing about fewer people than
 * `least` can be worked out when each part of the graph has no cut lighter than that. A hidden sum joins its two ends: it is
 * itself unknown.
 */
import { lightestCut } from './lightest-cut.ts';

export interface HiddenEdge {
  ends: readonly [number, number];
  /** How many people. */
  n: number;
  /** It is the sum of others. */
  isSum: boolean;
}

/** The vertices on one side of a cut through hidden groups of too few people; undefined where there is none. */
export function tooLightCut(size: number, hidden: readonly HiddenEdge[], least: number): Set<number> | undefined {
  const joined = connectedParts(
    size,
    hidden.filter(({ isSum }) => isSum).map(({ ends }) => ends),
  );
  const edges = hidden
    .filter(({ isSum }) => !isSum)
    .map(({ n, ends }) => ({ n, ends: ends.map((end) => joined[end]!) as [number, number] }))
    .filter(({ ends: [a, b] }) => a !== b);
  const parts = connectedParts(
    size,
    edges.map(({ ends }) => ends),
  );
  for (const part of new Set(edges.map(({ ends: [a] }) => parts[a]!))) {
    const inPart = edges.filter(({ ends: [a] }) => parts[a] === part);
    const vertices = [...new Set(inPart.flatMap(({ ends }) => ends))];
    const weights = vertices.map(() => vertices.map(() => 0));
    for (const { n, ends } of inPart) {
      const [a, b] = ends.map((end) => vertices.indexOf(end)) as [number, number];
      weights[a]![b]! += n;
      weights[b]![a]! += n;
    }
    const cut = lightestCut(weights);
    if (cut.weight >= least) continue;
    const side = new Set(cut.part.map((index) => vertices[index]!));
    return new Set(joined.flatMap((to, end) => (side.has(to) ? [end] : [])));
  }
  return undefined;
}

/** For each vertex the name of the connected part it is in: its lowest vertex. */
export function connectedParts(size: number, edges: readonly (readonly [number, number])[]): number[] {
  const part = Array.from({ length: size }, (_, index) => index);
  const root = (at: number): number => {
    let top = at;
    while (part[top] !== top) top = part[top]!;
    return top;
  };
  for (const [a, b] of edges) {
    const [low, high] = [root(a), root(b)].sort((x, y) => x - y) as [number, number];
    part[high] = low;
  }
  return part.map((_, index) => root(index));
}
