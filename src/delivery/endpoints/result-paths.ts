/** Settings of the plain dialect that would fit an answer in which nothing was found: pure. */
import type { Sendable } from '../dialects/dialect.ts';

type Options = Record<string, unknown>;

/** Where in an answer a record is spoken of. */
interface Place {
  at: string[];
  entry: Record<string, unknown>;
  id: string;
}

const deepest = 6;

/** What to set for `text`, the answer to `record`: where its result stands, or that its status is all there is. */
export function fittingOptions(text: string, record: Sendable): Options {
  const place = placeOf(parse(text), record.id, []);
  if (!place) return { answers: 'status' };
  const { at, entry, id } = place;
  const others = Object.entries(entry).filter(([key]) => key !== id);
  const rev = others.find(([, value]) => value === record.rev)?.[0] ?? null;
  const said = others.find(
    ([, value]) =>
      value === true || (typeof value === 'string' && /^(ok|stored|created|success|saved|inserted)$/i.test(value)),
  );
  if (!said) return { answers: 'status' };
  return { results: { at: at.join('.'), id, rev, status: said[0], stored: [said[1]] } };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function placeOf(value: unknown, id: string, at: string[]): Place | undefined {
  if (typeof value !== 'object' || value === null || at.length > deepest) return undefined;
  // A list stands for its entries: the path leads to the list.
  const entries: [string | undefined, unknown][] = Array.isArray(value)
    ? value.slice(0, 10).map((inner) => [undefined, inner])
    : Object.entries(value).slice(0, 50);
  const own = Array.isArray(value) ? undefined : entries.find(([, inner]) => inner === id)?.[0];
  if (own !== undefined) return { at, entry: value as Record<string, unknown>, id: own };
  for (const [key, inner] of entries) {
    const found = placeOf(inner, id, key === undefined ? at : [...at, key]);
    if (found) return found;
  }
  return undefined;
}
