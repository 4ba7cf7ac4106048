/** The groups of an XLSForm: what stands on one holds for all in it, and its words stand above its questions. */
import type { Findings } from '../findings.ts';
import type { Translations } from '../instrument.ts';
import { namer } from '../names.ts';
import { longestText } from '../schema.ts';
import type { SheetRow } from './xlsform-sheets.ts';

interface Group {
  row: number;
  section: string;
  relevant: string;
  words: Translations;
  count: number;
}

/** Groups in groups; more is no form that a person reads. */
const deepest = 12;

type SectionTexts = Record<string, { title?: string; stem?: string }>;

export class Groups {
  private readonly open: Group[] = [];
  private readonly sections = new Map<string, Translations[]>();
  private readonly labelled: { row: number; words: Translations; levels: Translations[] }[] = [];
  private readonly idOf = namer();

  constructor(
    private readonly sheet: string,
    private readonly isOurs: boolean,
    private readonly findings: Findings,
  ) {}

  /** Whether an end would close one. */
  get isOpen(): boolean {
    return this.open.length > 0;
  }

  begin(row: SheetRow, words: () => Translations): void {
    if (this.open.length >= deepest) {
      this.findings.refuse('xlsDeep', { sheet: this.sheet, row: row.row, limit: deepest });
      return void this.open.push({ ...this.open.at(-1)!, row: row.row });
    }
    const name = row.get('name');
    // This app writes a section that is taken up again as a group of its own, with a number.
    const own = this.isOurs ? name.replace(/\.\d+$/, '') : name;
    // Of other programs, two groups of one name are two.
    const section = this.idOf(this.isOurs ? own : `${own} ${row.row}`, own || 'osa');
    const said = words();
    const levels = this.open.map((group) => group.words);
    if (Object.keys(said).length > 0) this.labelled.push({ row: row.row, words: said, levels });
    this.open.push({ row: row.row, section, relevant: row.get('relevant'), words: said, count: 0 });
    this.sections.set(
      section,
      this.open.map((group) => group.words),
    );
  }

  end(row: number): void {
    const group = this.open.pop();
    if (!group) return void this.findings.refuse('xlsGroupEnd', { sheet: this.sheet, row });
    if (group.count === 0 && Object.keys(group.words).length > 0) {
      this.findings.tell('xlsEmptyGroup', { name: Object.values(group.words)[0]!.slice(0, 80) }, group.row);
    }
  }

  close(): void {
    for (const { row } of this.open) this.findings.refuse('xlsGroupOpen', { sheet: this.sheet, row });
  }

  /** What the open groups say of a question in them. */
  now(): { section: string | undefined; relevants: string[] } {
    const around = this.open.slice(0, deepest);
    for (const group of around) group.count++;
    return { section: around.at(-1)?.section, relevants: around.map(({ relevant }) => relevant) };
  }

  /** A language that only groups have is not one of the form; a group without words in one of the form's is told. */
  judge(languages: readonly string[]): void {
    for (const { row, words, levels } of this.labelled) {
      const long = languages.some((language) => titleOver(levels, language).length > longestText);
      if (long) this.findings.refuse('xlsLong', { sheet: this.sheet, row, column: 'label', limit: longestText });
      for (const language of Object.keys(words))
        if (!languages.includes(language)) this.findings.tell('languageLeft', {}, language);
      const missing = languages.filter((language) => words[language] === undefined);
      if (missing.length > 0) this.findings.tell('xlsGroupWords', { languages: missing.join(', ') }, row);
    }
  }

  /** The words of each section in a language: of one group its title; of groups in groups the inner one's as what is asked. */
  sectionsIn(language: string, own: SectionTexts): { sections?: SectionTexts } {
    const found: SectionTexts = { ...own };
    for (const [section, levels] of this.sections) {
      const said = levels.map((words) => words[language]).filter((words) => words !== undefined);
      const inner = said.pop();
      if (inner === undefined) continue;
      const held = own[section];
      const isSame = held && (held.stem ?? held.title) === inner;
      if (isSame) continue;
      if (held) found[section] = { ...held, [held.stem === undefined ? 'title' : 'stem']: inner };
      else found[section] = said.length > 0 ? { title: said.join('\n'), stem: inner } : { title: inner };
    }
    return Object.keys(found).length > 0 ? { sections: found } : {};
  }
}

/** The words of the groups around one, as its title. */
const titleOver = (levels: Translations[], language: string): string =>
  levels
    .map((words) => words[language])
    .filter((words) => words !== undefined)
    .join('\n');
