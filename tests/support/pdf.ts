/** What readers that are not ours find in a PDF: poppler's pdftotext and pdfinfo (Debian: poppler-utils). */
import { spawnSync } from 'node:child_process';

export const hasPdfReaders = ['pdftotext', 'pdfinfo'].every((name) => spawnSync(name, ['-v']).status === 0);
export const pdfReadersNotRun = 'NOT RUN: there are no readers of PDF here; Debian’s package poppler-utils brings them';

function read(program: string, words: readonly string[], pdf: Uint8Array): string {
  const ran = spawnSync(program, words, { input: pdf, maxBuffer: 100_000_000 });
  if (ran.status !== 0) throw new Error(`${program}: ${ran.stderr}`);
  return ran.stdout.toString('utf8');
}

/** Its words in the order in which they are read, without the numbers of pages. A word that is parted where nobody sees it is not found. */
export function pdfText(pdf: Uint8Array): string {
  const text = read('pdftotext', ['-', '-'], pdf).replace(/^\f?\d+ \/ \d+$/gm, '');
  const parted = text.match(/\S*\u00ad\S*/g);
  if (parted) throw new Error(`Soft hyphens on paper: ${parted.slice(0, 5).join(', ')}`);
  return text;
}

/** What is told of the whole (`Title`, `Tagged`, `Pages`), and how many there are of each mark of structure (`H1`, `TH`, `L`): headings begin with the first level. */
export function pdfMarks(pdf: Uint8Array): { told: Record<string, string>; marks: Record<string, number> } {
  const told = Object.fromEntries(
    [...read('pdfinfo', ['-'], pdf).matchAll(/^([\w ]+):\s+(.*)$/gm)].map(([, name, value]) => [name!, value!]),
  );
  const marks: Record<string, number> = {};
  const all: string[] = [];
  for (const [, mark] of read('pdfinfo', ['-struct', '-'], pdf).matchAll(/^ *([A-Z][A-Za-z0-9]*)\b/gm)) all.push(mark!);
  for (const mark of all) marks[mark] = (marks[mark] ?? 0) + 1;
  const [first = 'H1'] = all.filter((mark) => /^H\d$/.test(mark));
  if (first !== 'H1') throw new Error(`The first heading on paper is ${first}`);
  return { told, marks };
}

/** The languages that are marked in it, and how often: of the whole first. */
export const pdfLanguages = (pdf: Uint8Array): Record<string, number> => {
  const found: Record<string, number> = {};
  for (const [, language] of Buffer.from(pdf)
    .toString('latin1')
    .matchAll(/\/Lang\s*\(([\w-]+)\)/g))
    found[language!] = (found[language!] ?? 0) + 1;
  return found;
};

/** What of these does not follow the one before it in a text; of lines, pages and hyphens only the sheet knows. */
export function outOfOrder(text: string, all: readonly string[]): string[] {
  const whole = bareWords(text);
  let at = 0;
  return all.filter((one) => {
    const found = whole.indexOf(bareWords(one), at);
    if (found >= 0) at = found + bareWords(one).length;
    return found < 0;
  });
}

/** A text without spaces, line ends and hyphens. */
export const bareWords = (text: string): string => text.replace(/[\s\u00ad-]/g, '');
