import { belonging } from '../store/find.ts';
import type { Envelope } from '../store/kind.ts';
import { remove } from '../store/save.ts';
import type { Encounter } from './encounter.ts';
import { Guidance } from './follow-up/guidance.ts';

/** What goes with an encounter when it is deleted or undone: the guidance that happened in it, then the encounter. */
export async function goingWith(encounter: Encounter): Promise<Envelope[]> {
  const guidances = await belonging(Guidance, encounter.outingId);
  return [...guidances.filter(({ encounterId }) => encounterId === encounter.id), encounter];
}

/** Takes an encounter back. */
export async function removeEncounter(encounter: Encounter): Promise<void> {
  for (const record of await goingWith(encounter)) await remove(record);
}
