/** What the organisation says that one does when something happens. Written by the organisation, never by the app. */
import type { OutreachOrganisation } from '../settings.ts';
import { givenId } from './contacts.ts';

/** Longest guide, in characters: what can be read in a stairwell. */
export const guideLimit = 2000;
export const guideNameLimit = 80;

export interface Guide {
  id: string;
  /** “Väkivalta”, “Kylmettyminen”. */
  name: string;
  text: string;
  /** The day on which it was written or last looked through: `2026-11-22`. */
  checked?: string | undefined;
}

/** What was written on this device, by the id of the guide; without a text it was taken away. */
export type GuideEdits = Readonly<Record<string, Omit<Guide, 'id'>>>;

/** The situations that a guide is asked for first. */
export const situations = ['violence', 'selfHarm', 'overdose', 'minor', 'cold'] as const;

/** Every guide that has a text: the organisation's as they were changed here, then those that were written here. */
export function guidesOf({ guides }: Pick<OutreachOrganisation, 'guides'>, edits: GuideEdits): Guide[] {
  const given = guides.map((guide) => ({ id: givenId(guide.name), ...guide }));
  const shown = given.map((guide) => ({ ...guide, ...edits[guide.id] }));
  const mine = Object.entries(edits)
    .filter(([id]) => !given.some((guide) => guide.id === id))
    .map(([id, guide]) => ({ id, ...guide }));
  return [...shown, ...mine].filter(({ text }) => text !== '');
}
