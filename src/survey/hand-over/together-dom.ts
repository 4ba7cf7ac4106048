/** Where a worker and the person answer together: whose answers they are, so that two people are never mixed. */
import { loadDeskWords } from '../../i18n/load-words.ts';
import type { PageData } from '../respondent/answers.ts';
import { askForCard } from './card-dialog-dom.ts';

/** Asks for the code under which answers were begun, by the card or typed. Answers whether it was given. */
export async function askSamePerson(code: string, { form, language, words }: PageData): Promise<boolean> {
  const { sitting } = await loadDeskWords(language);
  const said = {
    ...sitting,
    title: sitting.samePerson,
    text: `${form.texts[language]!.title}. ${sitting.samePersonText}`,
    label: sitting.cardField,
    yes: words.open,
    no: sitting.back,
  };
  return askForCard(said, async (read) => (read.code === code ? undefined : sitting.otherPerson));
}
