/** Beginning to answer what is open under a code: by one tap, with code and wave set. */
import { addressOf, asking } from '../answer-address.ts';
import { nextRespondent } from '../answer-keeper.tsx';
import { answerLanguages, builtLanguages, readInstruments } from '../use-instruments.tsx';
import type { Standing } from './standing.ts';

/** Where a device is handed over to answer what is open under a code. The address names a record, never the code. */
export const handOverAddress = ({ respondent }: Standing): string =>
  `/surveys/hand-over/${respondent.instrument}?for=${respondent.id}`;

/** Opens the list in which worker and person answer together. */
export async function answerTogether({ code, respondent, open, turn }: Standing, language: string): Promise<void> {
  const instrument = (await readInstruments()).find(({ id }) => id === respondent.instrument);
  if (!instrument || !open) return;
  const inLanguage = answerLanguages(instrument, language).first;
  const { number, due } = open;
  nextRespondent(code, { of: respondent.id, asked: { plan: respondent.plan, number, due, turn } });
  const form = addressOf(instrument.id, inLanguage, builtLanguages(instrument.id).includes(inLanguage));
  location.assign(asking(form, { mode: 'assisted', for: respondent.id }));
}
