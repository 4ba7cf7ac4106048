/**
 * Where a long word may be parted at the end of a line. Browsers have no rules of Finnish, and on many phones none of Swedish.
 * Both are parted before a consonant that a vowel follows (Kielitoimiston ohjepankki, «Tavutus»; Svenska skrivregler, the
 * mechanical rule), Finnish also where a compound has its seam; the app's own Swedish and English words are known one by one.
 */

/** Shorter words are not parted, in letters; nor is anything shorter left alone on a line. */
const shortest = 9;
const least = 3;

/** Seams of Finnish compounds that the rule would miss, because their second part begins with a vowel. */
const seams =
  /(?<=digi|verkko)(?=asi)|(?<=kehittäjä)(?=asia)|(?<=kokemus)(?=asian)|(?<=merkki|lisä|tehdas)(?=aset)|(?<=hyvinvointi)(?=alue)|(?<=terveys)(?=asem)|(?<=toimi)(?=alo|alan|alat)|(?<=kellon|väli)(?=aika|aja)|(?<=kirjoitus)(?=asu)|(?<=päivystys)(?=apu)|(?<=yli)(?=annos)|(?<=oma|vapaa|vaihto|näyttämis)(?=eh[td])|(?<=teksti)(?=edit)|(?<=osallisuus)(?=ohj|indik)|(?<=kansalais)(?=opist)|(?<=\p{L}{3})(?<!h)(?=avai[mn])|(?<=lähetys|posti|verkko)(?=osoi)|(?<=yhteyden)(?=ot)|(?<=rikos)(?=uhr)|(?<=organisaatio)(?=yks)/giu;
const [vowel, consonant] = ['[aeiouyåäö]', '[bcdfghjklmnpqrstvwxzšž]'];
const after = `(?<=${vowel}${consonant}*)`;
const syllables: Record<string, RegExp> = {
  fi: new RegExp(`${after}(?=${consonant}${vowel})`, 'gi'),
  // `ng` and `ck` stay together, and so does what a syllable can begin with: `pr`, `gl`.
  sv: new RegExp(`${after}(?<!n(?=g)|c(?=k)|[bdfgkptv](?=[lr]))(?=(?:[bdfgkptv][lr]|${consonant})${vowel})`, 'gi'),
};

/** Long words of the app that are better parted by their parts, and those of English, which has no such rule. */
const known: Record<string, string> = {
  sv: 'allmän-heten alterna-tiven alterna-tivet an-teck-nades an-teck-ningar an-teck-ning-arna an-teck-ning-arnas an-teck-ningen an-teck-nings-fält anvis-ningar användar-namn arbets-löshet arbets-tagare arbets-timmar avstäm-ningar bak-grunds-frågor barn-skydds-lagen bedöm-ningar bedöm-ning-arna bedöm-ningen befolk-ningen beroende-vård beskriv-ningen beteck-ningen biblio-teket biblio-tekets blan-kettens boende-tjänster bostads-löshet brotts-offer-jouren citat-tecken dag-centralen del-aktighet efter-frågades exempel-inställ-ningar exempel-kommunens formu-lärets fort-farande foto-grafera fråge-texter förbin-delse förbin-delsen före-teelser förfallo-dagen förgift-ning förklar-ingar förnöden-heter föräldra-skap föränd-ringar genom-gången gift-informa-tions-centralen hak-paren-teser hand-ledning hälso-station hänvis-ningar hänvis-ningen iakt-tagelse iakt-tagelser identitets-hand-lingar informa-tion informa-tionen initia-tivet inlogg-ningen inläm-ningar inne-hållets inställ-ning inställ-ningar inställ-ning-arna inställ-ningen inställ-nings-fil inställ-nings-filens inter-nali-serat jobb-sökning jour-hjälpen jäm-förelse-linje kalender-fil kalender-filen klammer-paren-teser klassi-ficera klass-ningen klock-slaget komplet-tera kontak-tades kontakt-kort kontakt-uppgift kontrol-lera kontrol-lerad kontrol-lerade kontrol-lerat kontroll-summa kontroll-summan koordi-nator kris-telefon kvinno-linjen medel-föränd-ring medel-värden medi-cinering nöd-inkvar-tering obliga-torisk ofull-ständiga ofull-ständigt okontrol-lerad okontrol-lerade okontrol-lerat organisa-tion organisa-tionen organisa-tionens organisa-tion-erna organisa-tions organisa-tions-enhet oros-anmälan pappers-blankett person-beteck-ning person-ernas post-adresser poäng-regeln program-mets publi-cerats påstå-endena registre-ring rehabili-tering reliabili-tet reserv-nummer samlings-plats samlings-platsen samman-fatt-ning samman-kallare samman-kallaren samtals-ämnen sinnes-stäm-ning situa-tionen själv-destruk-tiva själv-destruk-tivitet skift-ansvarig skill-naderna skuld-rådgiv-ning social-jouren social-service social-vårds-lagen standard-avvikelse statis-tiken svars-alternativ sänd-ningens tele-fonerna telefon-nummer telefon-numret telefon-räk-ningen text-medde-lande text-redi-gerare tids-beställ-ning till-frågade till-sammans toalet-terna upp-date-rades upp-date-rats upp-följ-ning upp-gifterna upp-levelser upp-låsnings-kod upp-låsnings-koden upp-rep-ningar upp-rep-ningen upp-skatt-ning ursprung-liga utrust-ningen vakt-mästare vardags-sysslor variabel-beskriv-ning verksam-heten välfärds-området webb-läsaren webb-läsarens yrkes-person yrkes-personer ändring-arna åter-komsten åter-upp-ring-ning överens-kommel-sen överens-kommen överens-kommet överens-komna över-lappande över-lämnade övnings-läge',
  en: 'adminis-trator auto-matically identi-fiable develop-ment accom-panied accom-panying acknowl-edged neigh-bouring antici-pated appoint-ment assess-ments associa-tion associa-tions communi-ties configu-ration conver-sation conver-sations coordi-nator counsel-ling descrip-tion descrip-tions differ-ences differ-ently distribu-tion environ-ment estab-lished example-ville experi-enced finger-prints finger-print experi-ences homeless-ness hypo-thermia infor-mation instru-ment instruc-tion instruc-tions internal-ised inter-preter intoxi-cated munici-pality notifi-cation obser-vation obser-vations organi-sation organi-sations over-lapping partici-pants phenom-enon profes-sional profes-sionals psycho-social question-naire rehabili-tation relation-ship relia-bility repeti-tions represen-tatives respond-ents spread-sheet submis-sions unemploy-ment',
  se: 'davvi-sáme-giella',
};
const parted = new Map<string, Map<string, string>>();

function knownOf(language: string): Map<string, string> {
  const held = parted.get(language);
  if (held) return held;
  const made = new Map((known[language] ?? '').split(' ').map((word) => [word.replaceAll('-', ''), word]));
  parted.set(language, made);
  return made;
}

const soft = '\u00ad';
const longWord = new RegExp(`[\\p{L}\u00ad]{${shortest},}`, 'gu');

/** The same text with soft hyphens in its long words. What has them already stays as it is. */
export const hyphenated = (text: string, language: string): string =>
  text.replace(longWord, (word) => {
    if (word.includes(soft)) return word;
    const as = knownOf(language).get(word.toLowerCase());
    if (as) return likeKnown(word, as);
    // Among words of a language without a rule, one with a letter of Finnish is a name that the organisation gave.
    return bySyllables(word, syllables[language] ?? (/[äö]/i.test(word) ? syllables.fi : undefined));
  });

/** Parted at seams and syllables; a line neither ends nor begins with less than a few letters of the word. */
function bySyllables(word: string, syllable: RegExp | undefined): string {
  if (!syllable) return word;
  let done = 0;
  return word
    .split(seams)
    .flatMap((part) => syllablesOf(part, syllable))
    .map((part) => {
      const here = done;
      done += part.length;
      return here >= least && word.length - here >= least ? soft + part : part;
    })
    .join('');
}

/** No single vowel stands alone after a seam. */
function syllablesOf(part: string, syllable: RegExp): string[] {
  const [first = '', second, ...rest] = part.split(syllable);
  return first.length > 1 || second === undefined
    ? [first, ...(second ? [second] : []), ...rest]
    : [first + second, ...rest];
}

/** The word's own letters, parted as the known word is. */
function likeKnown(word: string, as: string): string {
  let at = 0;
  return as.replace(/[^-]|-/g, (sign) => (sign === '-' ? soft : word[at++]!));
}
