/** Beginning to answer what is open under a code: by one tap, with code and wave set. */

import { formsOf, readKnown } from '../bundle/bundles-store.ts';
import { answerLanguages, builtLanguages } from '../instrument/instruments-store.ts';
import { asking, formAddress } from '../respondent/answer-address.ts';
import { giveCode } from '../respondent/given-code-store.ts';
import { askedAt } from './respondent.ts';
import type { CodeStanding } from './standing.ts';

/** Where a device is handed over to answer what is open under a code. The address names a record, never the code. */
export const handOverAddress = ({ respondent, open }: CodeStanding): string =>
  `/surveys/hand-over/${askedAt(respondent, open?.number ?? 0)}?for=${respondent.id}`;

/** Opens the list in which worker and person answer together. */
export async function answerTogether({ code, respondent, open, turn }: CodeStanding, language: string): Promise<void> {
  const form = open && formsOf(await readKnown()).find(({ id }) => id === askedAt(respondent, open.number));
  if (!form) return;
  const inLanguage = answerLanguages(form, language).first;
  const { number, due } = open;
  const given = await giveCode(code, { plan: respondent.plan, number, due, turn });
  const page = formAddress(form.id, inLanguage, builtLanguages(form.id).includes(inLanguage));
  location.assign(asking(page, { mode: 'assisted', for: given }));
}
