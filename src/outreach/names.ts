/** The names of places and organisations that a form offers, and what a person chose or wrote. */
import type { TFunction } from 'i18next';
import type { Outing } from './outing.ts';

/** The choice "another": what is written counts. No place is called this. */
export const another = '+';

/** How many names a form offers at once: more is slower to read than to write. */
const offeredAtOnce = 10;

/** Names of places and organisations to begin with, before there are others. */
export const exampleNames = (t: TFunction) => ({
  places: Object.values(t('setup.example.place', { returnObjects: true })),
  partners: Object.values(t('setup.example.partner', { returnObjects: true })),
});

/** Names to offer: those used last first, then the examples, none twice. */
export function offeredNames(used: readonly string[], examples: readonly string[]): string[] {
  const names = new Map<string, string>();
  for (const name of [...used, ...examples]) {
    const key = name.toLocaleLowerCase();
    if (!names.has(key)) names.set(key, name);
  }
  return [...names.values()].slice(0, offeredAtOnce);
}

/** The places of these outings (newest first), the one visited last first. */
export const placesUsed = (outings: readonly Outing[]): string[] =>
  outings.flatMap(({ places }) => [...places].reverse());

/** The organisations that were along on these outings (newest first). */
export const organisationsUsed = (outings: readonly Outing[]): string[] =>
  outings.flatMap(({ organisations }) => organisations);

/** The name that one choice means; empty when none was made. */
export const chosenName = (choice: string, written: string): string => (choice === another ? written.trim() : choice);

/** A list put right: what is still chosen keeps its order and its repeats, what is new comes after it. */
export const corrected = (before: readonly string[], chosen: readonly string[]): string[] => [
  ...before.filter((name) => chosen.includes(name)),
  ...chosen.filter((name) => !before.includes(name)),
];

/** The names that some choices mean, each once: a name that was written but not yet added belongs to them. */
export function chosenNames(choices: readonly string[], written: string): string[] {
  const names = choices.filter((name) => name !== another);
  const more = choices.includes(another) ? written.trim() : '';
  return [...new Set(more ? [...names, more] : names)];
}
