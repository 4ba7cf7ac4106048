/**
 * Batches of what releases counted: whole months, one after the other, until they hold as many people as the smallest group that they were
 * closed with. They follow from the releases alone, so they are the same on every device and every day.
 */
import type { Answered } from './answered.ts';
import type { Release } from './release.ts';

/** A batch that is not full yet: of those at hand who is in it, how many more may be, and how many people it wants. */
interface Begun {
  batch: Answered[];
  people: Set<string>;
  lacking: number;
  least: number;
}

const begun = (): Begun => ({ batch: [], people: new Set(), lacking: 0, least: 0 });

/**
 * The full batches, in order: two looks, whenever they are taken, differ by nobody or by at least the smallest group. `here`: the responses
 * at hand as they were counted (`asReleased`). A batch of which one is not among them is left out whole. It may have been what filled
 * the batch: then none follows before a month with which a batch is full either way. `isOne`: who is counted; people are, by their codes.
 */
export function inFullBatches(
  releases: readonly (Pick<Release, 'least'> & { members: readonly { id: string }[] })[],
  here: readonly Answered[],
  isOne: (response: Answered) => boolean = () => true,
): Answered[][] {
  const byId = new Map(here.map((one) => [one.id, one]));
  const full: Answered[][] = [];
  // Several, as long as nobody knows where the batch began.
  let open = [begun()];
  for (const { members, least } of releases) {
    const known = members.flatMap(({ id }) => byId.get(id) ?? []);
    for (const one of open) {
      for (const response of known.filter(isOne)) {
        one.batch.push(response);
        one.people.add(response.code ?? response.id);
      }
      one.lacking += members.length - known.length;
      one.least = Math.max(one.least, least);
    }
    const going = open.filter(({ people, least: wanted }) => people.size < wanted);
    const [only] = open;
    if (open.length === 1 && going.length === 0 && only!.lacking === 0) full.push(only!.batch);
    const couldBeFull = open.some(({ people, lacking, least: wanted }) => people.size + lacking >= wanted);
    open = couldBeFull ? [...going, begun()] : going;
  }
  return full;
}
