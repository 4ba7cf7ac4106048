/** Innokylä: what its form of a practice asks, in the words and order of the service, and practices and models that are published there. */
import type { DescribedId } from './inclusion-practice.ts';
import source from './innokyla.json';

export type InnokylaField = DescribedId | 'name' | 'links';

/** Every field with its name in Innokylä, which is Finnish. */
export const innokylaFields: readonly { id: InnokylaField; title: string }[] = Object.entries(source.fields).map(
  ([id, title]) => ({ id: id as InnokylaField, title }),
);
export const innokylaTitle: Readonly<Record<InnokylaField, string>> = source.fields;

/** Fields of one line; the others have room for many. */
export const shortFields: readonly DescribedId[] = ['where', 'region', 'funder', 'whole'];

/** The description in parts, as one writes it. */
export const describedParts: readonly { id: 'basics' | 'solution' | 'work'; fields: readonly DescribedId[] }[] = [
  { id: 'basics', fields: ['summary', ...shortFields] },
  { id: 'solution', fields: ['idea', 'conditions'] },
  { id: 'work', fields: ['surroundings', 'start', 'needs', 'together', 'change', 'measuring'] },
];

/** What others have published, by the sources' words. */
export const publishedModels: readonly { title: string; address: string }[] = source.models;
