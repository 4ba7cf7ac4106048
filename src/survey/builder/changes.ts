/** What a new version means for answers that are there already: which questions keep theirs, and which do not find them again. */
import { askedItems } from '../bundle/fit.ts';
import type { Form } from '../bundle/form.ts';

export interface VersionChanges {
  /** The items, as the form names them, whose unfinished answers find their question again. */
  kept: string[];
  /** Those whose unfinished answers are put aside: the question is gone, or is not worded or answered as it was. */
  aside: { item: string; why: 'gone' | 'changed' }[];
  added: string[];
  /** The parts whose version goes up: what was answered to the earlier one is counted apart. */
  parts: string[];
}

/** Texts are compared in each language that the earlier form had, as answers that wait are. */
export function changesOf(before: Form, now: Form, languages: readonly string[]): VersionChanges {
  const inEach = languages.map((language) => ({
    was: new Map(askedItems(before, language).map((name) => [name.split(' ')[0]!, name])),
    is: new Set(askedItems(now, language)),
  }));
  const there = new Set(now.items.map(({ id }) => id));
  const asked = before.items.map(({ id }) => id);
  const isKept = (id: string) => inEach.every(({ was, is }) => is.has(was.get(id)!));
  return {
    kept: asked.filter((id) => there.has(id) && isKept(id)),
    aside: asked
      .filter((id) => !there.has(id) || !isKept(id))
      .map((item) => ({ item, why: there.has(item) ? 'changed' : 'gone' })),
    added: now.items.map(({ id }) => id).filter((id) => !asked.includes(id)),
    parts: now.parts
      .filter(({ instrument, version }) =>
        before.parts.some((one) => one.instrument === instrument && one.version !== version),
      )
      .map(({ instrument }) => instrument),
  };
}
