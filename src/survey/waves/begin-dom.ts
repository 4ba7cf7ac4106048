/** Beginning to answer what is open under a code: by one tap, with code and wave set. */

import { answerLanguages, builtLanguages, readInstruments } from '../instrument/instruments-store.ts';
import { asking, formAddress } from '../respondent/answer-address.ts';
import { giveCode } from '../respondent/given-code-store.ts';
import type { CodeStanding } from './standing.ts';

/** Where a device is handed over to answer what is open under a code. The address names a record, never the code. */
export const handOverAddress = ({ respondent }: CodeStanding): string =>
  `/surveys/hand-over/${respondent.instrument}?for=${respondent.id}`;

/** Opens the list in which worker and person answer together. */
export async function answerTogether({ code, respondent, open, turn }: CodeStanding, language: string): Promise<void> {
  const instrument = (await readInstruments()).find(({ id }) => id === respondent.instrument);
  if (!instrument || !open) return;
  const inLanguage = answerLanguages(instrument, language).first;
  const { number, due } = open;
  const given = await giveCode(code, { plan: respondent.plan, number, due, turn });
  const form = formAddress(instrument.id, inLanguage, builtLanguages(instrument.id).includes(inLanguage));
  location.assign(asking(form, { mode: 'assisted', for: given }));
}
