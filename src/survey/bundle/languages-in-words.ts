/** In which languages a form is asked, as a list says it: `suomi · osa kysymyksistä: svenska`. */
import type { Translate } from '../../i18n/words.ts';
import { languageName } from '../instrument/instrument.ts';
import { type AskedForm, partLanguages, wholeLanguages } from './form.ts';

export function languagesInWords(t: Translate, asked: AskedForm, language: string): string {
  const named = (languages: readonly string[]) => languages.map(languageName).join(', ');
  const whole = named(wholeLanguages(asked, language));
  const partly = named(partLanguages(asked));
  return partly ? `${whole} · ${t('surveys.partLanguages', { languages: partly })}` : whole;
}
