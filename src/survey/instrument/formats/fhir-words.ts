/** Words of a FHIR resource in every language that it gives them in. */

import { languageCode } from '../../language-codes.ts';
import type { Findings } from '../findings.ts';
import type { Translations } from '../instrument.ts';
import { plainWords } from '../marks.ts';
import { longestText } from '../schema.ts';
import { asObject, type JsonObject, listIn, nameOfExtension, textIn } from './fhir-json.ts';

export class Speech {
  /** Every language that any word is given in. */
  readonly seen = new Set<string>();

  constructor(
    readonly first: string,
    private readonly isOurs: boolean,
    private readonly own: ReadonlySet<string>,
    private readonly findings: Findings,
  ) {}

  /** @param at where it stands, as it is told */
  of(given: JsonObject | undefined, name: string, at: string): Translations {
    const words: Translations = {};
    if (!given) return words;
    const put = (language: string | undefined, text: string | undefined) => {
      if (text === undefined || text.trim() === '') return;
      if (language === undefined) return void this.findings.refuse('fhirLanguage', { at, text: text.slice(0, 80) });
      if (words[language] !== undefined && words[language] !== text)
        return void this.findings.refuse('fhirSameLanguage', { at, language });
      const shown = this.shown(text, at);
      if (shown !== undefined) words[language] = shown;
    };
    put(this.first, textIn(given, name));
    for (const extension of listIn(asObject(given[`_${name}`]) ?? {}, 'extension')) {
      const kind = nameOfExtension(extension);
      if (kind === 'translation') {
        const part = (which: string) => listIn(extension, 'extension').find((one) => one.url === which);
        const language = textIn(part('lang'), 'valueCode') ?? textIn(part('lang'), 'valueString') ?? '';
        const content = part('content');
        put(languageCode(language, this.own), textIn(content, 'valueString') ?? textIn(content, 'valueMarkdown'));
      } else if (kind === 'cqf-expression') this.findings.refuse('fhirExtension', { at, name: kind });
      else if (kind !== 'rendering-style') this.findings.tell('fhirExtension', { name: kind }, at);
    }
    for (const language of Object.keys(words)) this.seen.add(language);
    return words;
  }

  private shown(text: string, at: string): string | undefined {
    if (text.length > longestText) return void this.findings.refuse('fhirLong', { at, limit: longestText });
    const { words, taken, foreign } = plainWords(text);
    if (this.isOurs) {
      const found = [...taken, ...foreign].join(' ');
      if (found !== '') this.findings.tell('fhirMarkKept', { found }, at);
      return text;
    }
    if (foreign.length > 0) return void this.findings.refuse('fhirMark', { at, found: foreign.join(' ') });
    if (taken.length > 0) this.findings.tell('fhirMarkTaken', { found: taken.join(' ') }, at);
    return words.trim() || undefined;
  }
}
