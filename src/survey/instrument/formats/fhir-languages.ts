/** The words of a FHIR form by language: what each has, what is missing, and where the words of groups stand. */
import type { Findings } from '../findings.ts';
import type { Translations } from '../instrument.ts';
import { longestText } from '../schema.ts';
import type { Option } from './fhir-options.ts';
import type { Speech } from './fhir-words.ts';

/** A group that is open: its section, its words and where it stands. */
export interface Level {
  section: string;
  words: Translations;
  at: string;
}

/** The words of groups in one language, by section. */
export type Sections = Record<string, { title?: string; stem?: string }>;

interface Worded {
  items: readonly { words: Translations; at: string }[];
  lists: readonly { options: readonly Option[] }[];
  /** By section: the groups around its questions, the innermost last. */
  sections: ReadonlyMap<string, readonly Level[]>;
  speech: Speech;
}

/** The languages there are: each has the words of every item and option, or the form is refused. */
export function languagesOf({ items: all, lists, sections, speech }: Worded, findings: Findings): string[] {
  const languages = [...new Set(all.flatMap(({ words }) => Object.keys(words)))];
  // Words that were refused are not missing.
  const refused = new Set(findings.wrong.map(({ values }) => values?.at));
  const items = all.filter(({ at: place }) => !refused.has(place));
  if (languages.length === 0) for (const { at: place } of items) findings.refuse('fhirNoText', { at: place });
  for (const { words, at: place } of items) {
    const missing = languages.filter((language) => !words[language]);
    if (missing.length > 0) findings.refuse('fhirWords', { at: place, languages: missing.join(', ') });
  }
  for (const { options } of lists) {
    for (const { words, name } of options) {
      // That an option has no words at all was said.
      if (Object.keys(words).length === 0) continue;
      const missing = words['*'] === undefined ? languages.filter((language) => !words[language]) : [];
      if (missing.length > 0)
        findings.refuse('fhirOptionWords', { name: name.slice(0, 80), languages: missing.join(', ') });
    }
  }
  for (const language of speech.seen) if (!languages.includes(language)) findings.tell('languageLeft', {}, language);
  for (const levels of sections.values()) {
    const around = levels.slice(0, -1).map(({ words }) => words);
    for (const language of languages) {
      const title = around.flatMap((words) => words[language] ?? []).join('\n');
      if (title.length > longestText) findings.refuse('fhirLong', { at: levels.at(-1)!.at, limit: longestText });
    }
    const { words, at: place } = levels.at(-1)!;
    const missing =
      Object.keys(words).length === 0 ? [] : languages.filter((language) => words[language] === undefined);
    if (missing.length > 0) findings.tell('fhirGroupWords', { languages: missing.join(', ') }, place);
  }
  return languages;
}

/** A group's words stand above each of its questions; those of groups around it as a title. */
export function sectionsIn(sections: Worded['sections'], language: string, own: Sections): { sections?: Sections } {
  const found: Sections = { ...own };
  for (const [section, levels] of sections) {
    const said = levels.map(({ words }) => words[language]).filter((words) => words !== undefined);
    const inner = said.pop();
    if (inner === undefined) continue;
    const held = Object.hasOwn(own, section) ? own[section] : undefined;
    if (held && (held.stem ?? held.title) === inner) continue;
    if (held) found[section] = { ...held, [held.stem === undefined ? 'title' : 'stem']: inner };
    else found[section] = { ...(said.length > 0 ? { title: said.join('\n') } : {}), stem: inner };
  }
  return Object.keys(found).length > 0 ? { sections: found } : {};
}
