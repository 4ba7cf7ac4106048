import { belonging } from '../../store/find.ts';
import { revise } from '../../store/save.ts';
import type { Encounter } from '../encounter.ts';
import { Guidance } from './guidance.ts';

/** An encounter was moved: the guidance that happened in it, where it was, goes along. One that a person put elsewhere stays. */
export async function moveGuidance({ id, outingId, place }: Encounter, from: string): Promise<void> {
  const all = await belonging(Guidance, outingId);
  for (const guidance of all.filter((one) => one.encounterId === id && one.place === from))
    await revise(Guidance, guidance, { place });
}
