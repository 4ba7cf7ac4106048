/**
 * What in a text may identify a person: pointed out before the text leaves the device, never taken out. Each word is looked at once,
 * so a long text costs its length. It finds what it was told to look for and no more: who wrote the text reads it all the same.
 */
import { contactIn } from '../store/free-text.ts';

export const identifyingSorts = ['identity', 'phone', 'email', 'birth', 'address', 'diagnosis', 'name'] as const;
/** What may identify somebody, and as what. */
export interface Identifying {
  is: (typeof identifyingSorts)[number];
  found: string;
}

/** What looks like a Finnish personal identity code, though its check character is wrong. */
const identity = /(?<!\d)\d{6}[-+A-FU-Y]\d{3}[0-9A-Z](?![0-9A-Z])/gi;
/** A day with its year. */
const birth = /(?<!\d)(?:[0-3]?\d\.[01]?\d\.(?:19|20)?\d\d|(?:19|20)\d\d-[01]\d-[0-3]\d)(?!\d)/g;
/** A code of a diagnosis (ICD-10): a letter and two digits, with or without a further one. Few words look so. */
const icd = /(?<![\p{L}\d])[A-Z]\d\d(?:\.\d{1,2})?(?![\p{L}\d])/gu;

/** How a street's name ends, in its cases: Finnish, Swedish, English. */
const street =
  /\p{L}(?:(?:katu|kadu|tie|kuja|polku|polu|väylä|aukio|raitti|raiti|kaari|kaare|ranta|ranna|rinne|rintee|penger|penkere)\p{Ll}{0,6}|gatan|vägen|gränden|stigen|torget)$/u;
const streetWord = /^(?:street|road|avenue|lane|square)$/i;

/** Stems of diagnoses and their treatments, in Finnish, Swedish and English: what a name of an illness begins with. */
const diagnoses = new RegExp(
  `^(?:${[
    'skitsofren|schizofren|schizophren|psykoosi|psykoot|psykos|psychos|psychot',
    'bipola|kaksisuunta|masennu[sk]|depressi|ahdistuneisuush|ångestsyndrom|paniikkihäiriö|paniksyndrom',
    'adhd|add$|autis|asperger|tourette|ocd$|ptsd|traumaper',
    'anorek|anorex|bulimi|syömishäiriö|ätstörning|persoonallisuushäiriö|personlighetsstörning',
    'kehitysvamma|utvecklingsstörning|dementi|muistisair|alzheimer|parkinson|epilep',
    'diabete|syöpä|syövä|cancer|hiv|aids|hepatiit|hepatit|tuberkuloo|tuberkulos|ms-tau|reuma',
    'alkoholis|alcoholi|päihderiippuvu|huumeriippuvu|narkomaan|narkoman|opioidi|korvaushoi|substitutionsbehandling',
    'raskaus|raskaana|gravid|pregnan|itsemurha|självmord|suicid',
  ].join('|')})`,
  'iu',
);

/** Common given names by the stem of their cases, where the stem is no other word: Finland's Finnish and Swedish ones, and some that came. */
const given = new Set(
  'aapo aarne abdi aleksi ali anders anita anja anna anne anneli anni antero anti antti ari arja arto asko birgit birgitta daniel eeva eija eino elina elisabet elisabeth emilia emil emma erik erkki erki esa eva fatima fredrik hanna hannele hannu harri heidi heiki heikki heli helena henri henrik hilkka ilkka inka inkeri irma ismo jaako jaakko jani janne jari jarmo johan johanna johannes jonna jorma jouni juha juhani juhana jukka juka jussi juusi kaarina kaisa kalevi kalle kari karin karl katri katja kimmo kimo kirsi kirsti kristiina kristina lars lasse lase lauri leena liisa lisa maarit maija maiju maria marika marita marja marjatta marjata markku marku marko markus martti marti mati matti mattias merja mia miia mikael mika mikko miko minna mirja mohamed mohammed muhammad niina niko nils olavi olli oli outi paivi päivi paula pauli pekka peka pentti penti per pertti perti pertu perttu petri pia pirjo pirkko pirko raija raili raimo reijo rita ritva riikka riika riitta riita risto sami samuel sanna sari satu seija seppo sepo sirpa sofia sofie susanna susanne taina tapani tapio tarja teemu teija teppo tero terttu tertu tiina timo tommi toni tuija tuomas tuomo tuula ulla vesa ville virpi veikko veiko yusuf'.split(
    ' ',
  ),
);
/** What may stand behind a stem: endings of cases and clitics. */
const ending =
  /^(?:n|a|ä|s|’s|'s|lla|llä|lta|ltä|lle|ssa|ssä|sta|stä|na|nä|ksi|tta|ttä|kin|han|hän|nkin|in|en|an|än|on|un|yn|ia|iä|iin)?$/u;

/** Written with a capital within a sentence and still no name: months, days and languages of English, and what all of Finland has one of. */
const noNames =
  /^(?:I|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(?:day)?s?$|^(?:January|February|March|April|May|June|July|August|September|October|November|December|English|Finnish|Swedish|Finland|Suom\p{Ll}*|Kela\p{Ll}*|Pian)$/u;

interface Word {
  text: string;
  at: number;
  /** It stands at the beginning of a sentence: its capital tells nothing. */
  isFirst: boolean;
}

/** What in a text may identify a person, in the order of its sorts. */
export function identifyingIn(text: string): Identifying[] {
  let left = text;
  const found: Identifying[] = [];
  const take = (is: Identifying['is'], what: string, at: number) => {
    found.push({ is, found: what.trim() });
    left = left.slice(0, at) + ' '.repeat(what.length) + left.slice(at + what.length);
  };
  const takeAll = (is: Identifying['is'], shape: RegExp) => {
    for (const match of [...left.matchAll(shape)]) take(is, match[0], match.index);
  };
  takeAll('identity', identity);
  takeAll('birth', birth);
  for (let contact = contactIn(left); contact; contact = contactIn(left))
    take(contact.is, contact.found, left.indexOf(contact.found));
  takeAll('diagnosis', icd);
  const words = wordsIn(left);
  const isTaken = new Set<number>();
  for (const [index, word] of words.entries()) {
    if (isTaken.has(index)) continue;
    const upTo = addressFrom(words, index, left);
    if (upTo !== undefined) {
      found.push({ is: 'address', found: left.slice(word.at, endOf(words[upTo]!)) });
      for (let one = index; one <= upTo; one++) isTaken.add(one);
    } else if (diagnoses.test(word.text)) {
      found.push({ is: 'diagnosis', found: word.text });
      isTaken.add(index);
    }
  }
  found.push(...namesIn(words, isTaken, left));
  const order = (one: Identifying) => identifyingSorts.indexOf(one.is);
  return found.sort((a, b) => order(a) - order(b));
}

/** What in texts may identify a person and did not stand `before`, each once: of that it was said that it identifies nobody. */
export function identifyingAnew(texts: readonly string[], before: readonly string[]): Identifying[] {
  const keyOf = ({ is, found }: Identifying) => `${is} ${found.toLocaleLowerCase('fi')}`;
  const known = new Set(before.flatMap(identifyingIn).map(keyOf));
  const found = new Map(texts.flatMap(identifyingIn).map((one) => [keyOf(one), one]));
  return [...found].flatMap(([key, one]) => (known.has(key) ? [] : [one]));
}

const endOf = ({ text, at }: Word): number => at + text.length;

/** The words of a text, and which of them begin a sentence. */
function wordsIn(text: string): Word[] {
  let before = 0;
  return [...text.matchAll(/[\p{L}\d][\p{L}\p{M}\d'’-]*/gu)].map(({ 0: word, index: at }) => {
    const isFirst = before === 0 || /[.!?…\n–—:"”»(]/.test(text.slice(before, at));
    before = at + word.length;
    return { text: word, at, isFirst };
  });
}

/** The last word of an address that begins with this one; undefined where none does. */
function addressFrom(words: readonly Word[], index: number, text: string): number | undefined {
  const [one, two, three] = [words[index]!, words[index + 1], words[index + 2]];
  if (!two || !isBeside(one, two, text)) return undefined;
  const isNumber = (word: Word | undefined) => word !== undefined && /^\d/.test(word.text);
  const isCapital = ({ text: word }: Word) => /^\p{Lu}/u.test(word);
  if (street.test(one.text) && isNumber(two)) {
    // The stair and the door behind it.
    const [stair, door] = [three, words[index + 3]];
    if (!stair || !isBeside(two, stair, text) || !/^\p{Lu}\d*$/u.test(stair.text)) return index + 1;
    return isNumber(door) && isBeside(stair, door!, text) ? index + 3 : index + 2;
  }
  if (isCapital(one) && streetWord.test(two.text))
    return index + (isNumber(three) && isBeside(two, three!, text) ? 2 : 1);
  if (isNumber(one) && isCapital(two) && three && streetWord.test(three.text)) return index + 2;
  return /^\d{5}$/.test(one.text) && isCapital(two) ? index + 1 : undefined;
}

/** Only spaces lie between them, on one line. */
const isBeside = (one: Word, two: Word, text: string): boolean =>
  /^[ \u00a0]{1,3}$/.test(text.slice(endOf(one), two.at));

/** Whether a word is a common given name, in whatever case it stands; its stem has at least so many letters. */
function isGiven(word: string, least = 2): boolean {
  const plain = word.toLocaleLowerCase('fi');
  for (let length = Math.min(plain.length, longestGiven); length >= least; length--)
    if (given.has(plain.slice(0, length)) && ending.test(plain.slice(length))) return true;
  return false;
}
const longestGiven = 11;

/** Names: words with a capital within a sentence, and common given names wherever they stand; those side by side are one. */
function namesIn(words: readonly Word[], isTaken: ReadonlySet<number>, text: string): Identifying[] {
  const isName = (word: Word | undefined, index: number): word is Word => {
    if (!word || isTaken.has(index) || noNames.test(word.text)) return false;
    // In small letters only a longer one: `anna` and `satu` are words.
    if (!/^\p{Lu}\p{Ll}/u.test(word.text)) return isGiven(word.text, 5);
    return !word.isFirst || isGiven(word.text);
  };
  const names: Identifying[] = [];
  for (let index = 0; index < words.length; index++) {
    const first = words[index];
    if (!isName(first, index)) continue;
    let last = first;
    while (isName(words[index + 1], index + 1) && isBeside(last, words[index + 1]!, text)) last = words[++index]!;
    names.push({ is: 'name', found: text.slice(first.at, endOf(last)) });
  }
  return names;
}
