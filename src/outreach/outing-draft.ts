/** An outing while it is begun, and while it is put right afterwards. */
import * as z from 'zod/mini';
import { defineDraft } from '../store/draft-kind.ts';

const names = { organisations: z.array(z.string()), writtenPlace: z.string(), writtenOrganisation: z.string() };
const noNames = { organisations: [] as string[], writtenPlace: '', writtenOrganisation: '' };

/** What the form holds before anything is touched. */
export const untouchedOuting = { place: '', ...noNames };
export const OutingDrafts = defineDraft('outing', { place: z.string(), ...names }, untouchedOuting);

/** Of an outing that is kept: its draft has a base. */
export const CorrectionDrafts = defineDraft(
  'outing',
  { places: z.array(z.string()), ...names },
  { places: [] as string[], ...noNames },
);
