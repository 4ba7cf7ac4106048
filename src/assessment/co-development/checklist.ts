/** What sources ask of co-development with people in a weak position, word for word: in parts, each part in groups of items. */
import source from './checklist.json';
import type { PartId } from './co-development.ts';

export interface ChecklistItem {
  /** Counted over the whole list: what a record names it by. */
  number: number;
  text: string;
}
export interface ChecklistGroup {
  /** Absent for what stands right under its part. */
  title: string | undefined;
  items: readonly ChecklistItem[];
}
export interface ChecklistPart {
  id: PartId;
  title: string;
  groups: readonly ChecklistGroup[];
}

let counted = 0;
const numbered = (text: string): ChecklistItem => ({ number: ++counted, text });

/** The parts in the order of the sources. */
export const checklistParts: readonly ChecklistPart[] = source.parts.map(({ id, title, groups }) => ({
  id: id as PartId,
  title,
  groups: (groups as { title?: string; items: string[] }[]).map((group) => ({
    title: group.title,
    items: group.items.map(numbered),
  })),
}));
export const checklistCopyright = source.copyright;
/** Where the texts are from. */
export const checklistSources: readonly string[] = Object.values(source.sources);

/** The numbers of a part's items. */
export const itemNumbersOf = ({ groups }: ChecklistPart): number[] =>
  groups.flatMap(({ items }) => items.map(({ number }) => number));

/** All that is asked, in one fixed form, as the checksum sees it. */
export const canonicalChecklist = (): string => JSON.stringify(source.parts);
/** SHA-256 of it in hex: kept with every plan. A test recomputes it. */
export const checklistChecksum = 'e55ea941f2be347381152bd7c488319dc704ad7c1e88f5226f0af64c962d3d77';
