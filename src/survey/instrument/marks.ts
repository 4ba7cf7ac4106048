/** Signs of another tool's language in words for a respondent: what is taken out of them, and what cannot stand in them. */

/** Tags of looks only: without them the words are whole. */
const looks =
  /<\/?(?:b|i|u|s|em|strong|small|big|sub|sup|span|font|p|br|div|h[1-6]|center|mark)(?:\s[^<>]{0,200})?\s?\/?>/gi;
const named: Record<string, string> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

export interface Plain {
  /** Empty where nobody would see anything of them. */
  words: string;
  /** Marks of looks that were taken out. */
  taken: string[];
  /** What has no meaning here: the words cannot be shown with it. */
  foreign: string[];
}

/** Signs that nobody sees and other formats cannot hold: control signs but for tabs and line ends, halves of signs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
export const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]|\p{Cs}/u;
/** One sign at least that somebody sees. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what stands for signs
const isSeen = /[^\p{Z}\p{C}]|[\u0001-\u0004]/u;
const everyUnseen = new RegExp(unseen, 'gu');

/** Signs of Markdown that a backslash before them makes plain, each with what stands for it while marks are looked for. */
const plainSigns: Record<string, string> = { '*': '\u0001', _: '\u0002', '#': '\u0003', '\\': '\u0004' };
const signOf = Object.fromEntries(Object.entries(plainSigns).map(([sign, stand]) => [stand, sign]));

/** Words without marks of looks (Markdown, HTML), and what else of another tool's language is in them. */
export function plainWords(given: string): Plain {
  const taken: string[] = [];
  const out = (mark: string, words: string) => {
    taken.push(mark.trim());
    return words;
  };
  const words = given
    .replace(/\r\n?/g, '\n')
    .replace(everyUnseen, () => out('¤', ''))
    .replace(/\\([*_#\\])/g, (_, sign: string) => out('\\', plainSigns[sign]!))
    .replace(looks, (tag) => out(tag, /^<(br|\/p|\/div|\/h\d)/i.test(tag) ? '\n' : ''))
    .replace(/(\*\*|__)(?=\S)([^*_\n]{1,2000}?)(?<=\S)\1/g, (_, mark, inside) => out(mark, inside))
    .replace(/(?<![\p{L}\p{N}*])\*(?=[^\s*])([^*\n]{1,2000}?)(?<=[^\s*])\*(?![\p{L}\p{N}*])/gu, (_, inside) =>
      out('*', inside),
    )
    .replace(/(?<![\p{L}\p{N}_])_(?=[^\s_])([^_\n]{1,2000}?)(?<=[^\s_])_(?![\p{L}\p{N}_])/gu, (_, inside) =>
      out('_', inside),
    )
    .replace(/^#{1,6} +(?=\S)/gm, (mark) => out(mark, ''))
    .replace(/&(nbsp|lt|gt|amp|quot|apos);/g, (mark, name: string) => out(mark, named[name]!));
  const left =
    taken.length > 0
      ? words
          .replace(/[ \t]+$/gm, '')
          .replace(/\n{3,}/g, '\n\n')
          .trim()
      : words;
  return {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what stands for signs
    words: isSeen.test(left) ? left.replace(/[\u0001-\u0004]/g, (stand) => signOf[stand]!) : '',
    taken: [...new Set(taken)],
    foreign: [...new Set(foreign.flatMap((pattern) => words.match(pattern) ?? []))].slice(0, 5),
  };
}

/** An answer or an expression put into words, a link, a picture, a tag, a named character, a template. */
const foreign = [
  /\$\{[^{}]{0,60}\}?/g,
  /\{\{[^{}]{0,60}\}\}/g,
  // LimeSurvey's {TOKEN:FIRSTNAME} and {Q1.shown}, REDCap's [first_name]: nobody writes a word so to be read.
  /(?<![{$])\{(?:[A-Z][A-Z0-9_]{1,40}(?::[A-Z0-9_]{1,40})?|\w{1,40}\.\w{1,40})\}(?!\})/g,
  /\[[a-z][a-z0-9]{0,40}(?:_[a-z0-9]{1,40}){1,9}\](?!\()/g,
  /!?\[[^[\]\n]{0,200}\]\([^()\s]{0,500}\)?/g,
  /<\/?[a-z][^<>]{0,200}>/gi,
  /&#?\w{2,10};/g,
  /\bjr:[\w-]{1,40}/g,
  /\*\*|~~\S/g,
];
