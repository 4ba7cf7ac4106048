/**
 * The ways through a form as its own spreadsheet has them: worked out from what stands in the rows, without any of the app's code,
 * so that the app can be held against it. Another form is walked by its own rules; conditions are comparisons and `selected()`
 * that `and` and `or` join, without parentheses.
 */
import type { Sheets } from '../../src/survey/instrument/formats/xlsform-sheets.ts';

export interface Asked {
  name: string;
  /** As XLSForm names it, without the list: `select_one`, `integer`, … */
  type: string;
  /** By the head of their column. */
  words: Record<string, string>;
  choices: { name: string; words: Record<string, string> }[];
  relevant: string;
}

/** What somebody answers, by question: names of choices, or what is written. */
export type Given = Record<string, string[]>;

export function askedIn({ survey, choices }: Sheets): Asked[] {
  const rowsOf = ([heads, ...rows]: Sheets[string]) =>
    rows.map((row) => Object.fromEntries(heads!.map((head, at) => [String(head), String(row[at] ?? '')])));
  const offered = rowsOf(choices!);
  return rowsOf(survey!).map((row) => {
    const [type = '', list] = row.type!.split(' ');
    const choices = offered.flatMap((one) => (one.list_name === list ? { name: one.name!, words: one } : []));
    return { name: row.name!, type, words: row, choices, relevant: row.relevant! };
  });
}

const selected = /^selected\(\$\{(\w+)\}, '(\w+)'\)$/;
const compared = /^\$\{(\w+)\} (=|!=|<=|>=) '?(\w*)'?$/;

/** Whether a term holds, as XForms says it: what was not answered is no number, and an empty text. */
function holds(term: string, given: Given): boolean {
  const [, of, choice] = selected.exec(term) ?? [];
  if (of) return given[of]?.includes(choice!) ?? false;
  const [, asked, is, value] = compared.exec(term) ?? [];
  if (!asked) throw new Error(`This is no condition that is walked: ${term}`);
  const said = given[asked]?.[0] ?? '';
  if (is === '=') return said === value;
  if (is === '!=') return said !== value;
  return said !== '' && (is === '<=' ? Number(said) <= Number(value) : Number(said) >= Number(value));
}

const isAsked = ({ relevant }: Asked, given: Given): boolean =>
  relevant === '' || relevant.split(' or ').some((all) => all.split(' and ').every((term) => holds(term, given)));

/** The questions that somebody is asked who answers so; what they had answered to others counts for nothing. */
export function askedOf(questions: readonly Asked[], given: Given): Asked[] {
  const counts: Given = {};
  return questions.filter((one) => {
    if (!isAsked(one, counts)) return false;
    if (given[one.name]) counts[one.name] = given[one.name]!;
    return true;
  });
}

/** What may be answered to a question as far as the conditions tell it apart; the first is nothing. */
function answersTo({ name, type, choices }: Asked, questions: readonly Asked[]): string[][] {
  if (type.startsWith('select')) return [[], ...choices.map((choice) => [choice.name])];
  const values = questions.flatMap(({ relevant }) =>
    relevant
      .split(/ and | or /)
      .flatMap((term) => (compared.exec(term)?.[1] === name ? Number(compared.exec(term)![3]) : [])),
  );
  return [[], ...[...new Set(values.flatMap((value) => [value - 1, value]))].map((value) => [String(value)])];
}

/**
 * Ways through a form in which each question is asked and, where it has a condition, not asked, and each answer given that a condition
 * looks at: few, each what the ones before it lack most.
 */
export function waysThrough(questions: readonly Asked[]): Given[] {
  const isLookedAt = ({ name }: Asked) => questions.some(({ relevant }) => relevant.includes(`\${${name}}`));
  let ways: Given[] = [{}];
  for (const one of questions.filter(isLookedAt))
    ways = ways.flatMap((way) =>
      askedOf(questions, way).includes(one)
        ? answersTo(one, questions).map((said) => (said.length > 0 ? { ...way, [one.name]: said } : way))
        : [way],
    );
  const marksOf = (way: Given) => {
    const asked = askedOf(questions, way);
    return [
      ...questions.map((one) => `${one.name} ${asked.includes(one)}`),
      ...Object.entries(way).map(([name, said]) => `${name} = ${said}`),
    ];
  };
  const marked = ways.map((way) => ({ way, marks: marksOf(way) }));
  const lacking = new Set(marked.flatMap(({ marks }) => marks));
  const chosen: Given[] = [];
  while (lacking.size > 0) {
    const more = ({ marks }: (typeof marked)[number]) => marks.filter((mark) => lacking.has(mark)).length;
    const next = marked.reduce((best, one) => (more(one) > more(best) ? one : best));
    for (const mark of next.marks) lacking.delete(mark);
    chosen.push(next.way);
  }
  return chosen;
}

/** The answers as this app keeps them: by the place of a choice in its list, from 1, or its number where all names are numbers. */
export function keptAs(questions: readonly Asked[], given: Given) {
  const asked = askedOf(questions, given);
  const codeOf = ({ choices }: Asked, name: string) =>
    choices.every((one) => /^\d+$/.test(one.name)) ? Number(name) : choices.findIndex((one) => one.name === name) + 1;
  const saidTo = (one: Asked) => (asked.includes(one) ? (given[one.name] ?? []) : []);
  const said = questions.filter((one) => saidTo(one).length > 0);
  const several = said.filter(({ type }) => type === 'select_multiple');
  const written = said.filter(({ type }) => type === 'text' || type === 'date');
  const unseen = questions.filter((one) => !asked.includes(one)).map(({ name }) => name);
  return {
    answers: questions.map((one) => {
      const [first] = saidTo(one);
      if (first === undefined) return null;
      return one.type === 'select_one' ? codeOf(one, first) : one.type === 'integer' ? Number(first) : null;
    }),
    ...(several.length > 0
      ? { several: Object.fromEntries(several.map((one) => [one.name, saidTo(one).map((name) => codeOf(one, name))])) }
      : {}),
    ...(written.length > 0 ? { texts: Object.fromEntries(written.map((one) => [one.name, saidTo(one)[0]!])) } : {}),
    ...(unseen.length > 0 ? { unseen } : {}),
  };
}
