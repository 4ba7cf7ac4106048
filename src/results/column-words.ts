/**
 * What the columns of the files mean, for the data dictionaries. They go into files, not onto a screen, and so are loaded with
 * what writes them.
 */

type Meaning = Readonly<Record<'fi' | 'sv' | 'en', string>>;

const meanings = {
  instrument: { fi: 'kyselyn tunnus', sv: 'enkätens id', en: 'the survey’s id' },
  version: { fi: 'kyselyn versio', sv: 'enkätens version', en: 'the survey’s version' },
  rule: { fi: 'laskusääntö ja sen versio', sv: 'räkneregeln och dess version', en: 'the scoring rule and its version' },
  time: {
    fi: 'kuukausia vastaajan ensimmäisestä päivästä; tyhjä: ei koodia',
    sv: 'månader sedan den svarandes första dag; tomt: ingen kod',
    en: 'months since the respondent’s first day; empty: no code',
  },
  time_later: {
    fi: 'myöhemmän mittauskerran kuukausi',
    sv: 'den senare mätomgångens månad',
    en: 'the month of the later wave',
  },
  unit: { fi: 'yksikkö; tyhjä: kaikki', sv: 'enhet; tomt: alla', en: 'unit; empty: all' },
  period: { fi: 'jakso; tyhjä: koko aika', sv: 'period; tomt: hela tiden', en: 'period; empty: the whole time' },
  counted: { fi: 'mukana olevat vastaukset', sv: 'svar som är med', en: 'responses counted' },
  incomplete: { fi: 'puutteelliset, ei mukana', sv: 'ofullständiga, inte med', en: 'incomplete, left out' },
  twice: {
    fi: 'samalla mittauskerralla toistamiseen annetut, ei mukana',
    sv: 'som gavs på nytt samma mätomgång, inte med',
    en: 'given again in the same wave, left out',
  },
  unfit: {
    fi: 'lomakkeeseen sopimattomat, ei mukana',
    sv: 'som inte passar blanketten, inte med',
    en: 'that do not fit the form, left out',
  },
  mean: { fi: 'keskiarvo', sv: 'medelvärde', en: 'mean' },
  mean_low: {
    fi: 'keskiarvon 95 %:n välin alaraja (t), levennetty',
    sv: 'medelvärdets 95 %-intervall, nedre (t), breddat',
    en: 'lower end of the mean’s 95% interval (t), widened',
  },
  mean_high: {
    fi: 'keskiarvon 95 %:n välin yläraja (t), levennetty',
    sv: 'medelvärdets 95 %-intervall, övre (t), breddat',
    en: 'upper end of the mean’s 95% interval (t), widened',
  },
  mean_bound: {
    fi: '≥ tai ≤, kun keskiarvosta kerrotaan vain, että se on vähintään tai enintään tämä',
    sv: '≥ eller ≤ där det bara berättas att medelvärdet är minst eller högst detta',
    en: '≥ or ≤ where only that is told: the mean is at least or at most this',
  },
  mean_step: {
    fi: 'mihin keskiarvo on pyöristetty',
    sv: 'vad medelvärdet är avrundat till',
    en: 'what the mean is rounded to',
  },
  mark: { fi: 'raja-arvon nimi', sv: 'gränsvärdets namn', en: 'name of the mark' },
  mark_count: { fi: 'raja-arvon täyttävät', sv: 'som uppfyller gränsvärdet', en: 'how many are within the mark' },
  mark_share: {
    fi: 'raja-arvon täyttävien osuus, 0–1',
    sv: 'andelen som uppfyller gränsvärdet, 0–1',
    en: 'share within the mark, 0–1',
  },
  mark_low: {
    fi: 'osuuden 95 %:n välin alaraja (Wilson)',
    sv: 'andelens 95 %-intervall, nedre (Wilson)',
    en: 'lower end of the share’s 95% interval (Wilson)',
  },
  mark_high: {
    fi: 'osuuden 95 %:n välin yläraja (Wilson)',
    sv: 'andelens 95 %-intervall, övre (Wilson)',
    en: 'upper end of the share’s 95% interval (Wilson)',
  },
  alpha: {
    fi: 'Cronbachin alfa, vähintään 30 vastauksesta',
    sv: 'Cronbachs alfa, från 30 svar',
    en: 'Cronbach’s alpha, from 30 responses on',
  },
  alpha_low: {
    fi: 'alfan 95 %:n välin alaraja (Feldt)',
    sv: 'alfas 95 %-intervall, nedre (Feldt)',
    en: 'lower end of alpha’s 95% interval (Feldt)',
  },
  alpha_high: {
    fi: 'alfan 95 %:n välin yläraja (Feldt)',
    sv: 'alfas 95 %-intervall, övre (Feldt)',
    en: 'upper end of alpha’s 95% interval (Feldt)',
  },
  withheld: {
    fi: 'syy, jos tulosta ei anneta',
    sv: 'orsaken om resultatet inte ges',
    en: 'why, where the result is withheld',
  },
  item: { fi: 'kohdan tunnus', sv: 'punktens id', en: 'the item’s id' },
  item_text: { fi: 'kohta sanasta sanaan', sv: 'punkten ord för ord', en: 'the item word for word' },
  codes: {
    fi: 'vastauksen koodi tai koodit, joista kerrotaan yhdessä; *: muut tai ei vastausta; -: näki ja ohitti; /: ei kysytty',
    sv: 'svarets kod eller de koder som berättas tillsammans; *: andra eller inget svar; -: såg den och hoppade över; /: frågades inte',
    en: 'the answer’s code, or the codes told together; *: others or no answer; -: saw it and skipped it; /: was not asked',
  },
  label: { fi: 'vastaus sanoin', sv: 'svaret i ord', en: 'the answer in words' },
  count: { fi: 'näin vastanneet', sv: 'så svarade', en: 'how many answered so' },
  share: {
    fi: 'osuus mukana olevista, kysymyksessä niistä, joilta se kysyttiin, 0–1',
    sv: 'andel av dem som är med, för en fråga av dem som fick den, 0–1',
    en: 'share of those counted, of a question of those asked it, 0–1',
  },
  share_least: {
    fi: 'näin vastanneita on vähintään tämä osuus, 0–1',
    sv: 'åtminstone denna andel svarade så, 0–1',
    en: 'at least this share answered so, 0–1',
  },
  paired: {
    fi: 'molemmilla mittauskerroilla vastanneet',
    sv: 'som svarade båda mätomgångarna',
    en: 'who answered in both waves',
  },
  lost: {
    fi: 'ensimmäisen mittauskerran vastaajista pois jääneet',
    sv: 'som föll bort efter första mätomgången',
    en: 'lost after the first wave',
  },
  fresh: {
    fi: 'vasta jälkimmäisellä mittauskerralla vastanneet',
    sv: 'som svarade först senare',
    en: 'who answered only in the later wave',
  },
  shown_counted: {
    fi: 'kun kaikkien yksiköiden tulosta ei anneta: näytettävien yksiköiden vastaukset yhdessä',
    sv: 'när resultatet för alla enheter inte ges: de visade enheternas svar tillsammans',
    en: 'where the result of all units is withheld: responses of the units that are shown, together',
  },
  shown_mean: {
    fi: 'niiden keskiarvo yhdessä',
    sv: 'deras medelvärde tillsammans',
    en: 'their mean together',
  },
  shown_mean_bound: {
    fi: '≥ tai ≤, kuten keskiarvossa',
    sv: '≥ eller ≤ som för medelvärdet',
    en: '≥ or ≤ as with the mean',
  },
  stayed_mean: {
    fi: 'molemmilla mittauskerroilla vastanneiden keskiarvo ensimmäisellä',
    sv: 'medelvärdet den första mätomgången för dem som svarade båda',
    en: 'the first wave’s mean of those who answered in both',
  },
  stayed_mean_bound: {
    fi: '≥ tai ≤, kuten keskiarvossa',
    sv: '≥ eller ≤ som för medelvärdet',
    en: '≥ or ≤ as with the mean',
  },
  lost_mean: {
    fi: 'pois jääneiden keskiarvo ensimmäisellä mittauskerralla',
    sv: 'medelvärdet den första mätomgången för dem som föll bort',
    en: 'the first wave’s mean of those who were lost',
  },
  lost_mean_bound: {
    fi: '≥ tai ≤, kuten keskiarvossa',
    sv: '≥ eller ≤ som för medelvärdet',
    en: '≥ or ≤ as with the mean',
  },
  statement: {
    fi: 'väittämän tunnus, kun rivi on väittämästä; tyhjä: pistemäärästä',
    sv: 'påståendets id där raden är av ett påstående; tomt: av poängen',
    en: 'the statement’s id where the row is of a statement; empty: of the score',
  },
  statement_text: { fi: 'väittämä sanasta sanaan', sv: 'påståendet ord för ord', en: 'the statement word for word' },
  about: {
    fi: 'taustakysymyksen kysely',
    sv: 'bakgrundsfrågans enkät',
    en: 'the survey of the background question',
  },
  measure: {
    fi: 'mitä luku kertoo: counted mukana, incomplete puutteellinen, twice toistamiseen annettu, unfit lomakkeeseen sopimaton, ways vastaustapa, took kesto, checked kahdesti näppäilty, differed niistä kertojen kesken eri, alike sama vastaus kaikkeen, skipped ohitettu',
    sv: 'vad talet berättar: counted med, incomplete ofullständigt, twice givet på nytt, unfit passar inte blanketten, ways svarssätt, took tid, checked inskriven två gånger, differed av dem olika gångerna emellan, alike samma svar på allt, skipped överhoppad',
    en: 'what the figure tells: counted, incomplete, twice given again, unfit does not fit the form, ways way of answering, took time, checked typed in twice, differed of those not alike both times, alike one answer to everything, skipped',
  },
  way: {
    fi: 'vastaustapa tai tavat, joista kerrotaan yhdessä',
    sv: 'svarssättet eller de som berättas tillsammans',
    en: 'the way of answering, or the ways told together',
  },
  minutes: { fi: 'kesto minuutteina', sv: 'tid i minuter', en: 'time in minutes' },
  person: {
    fi: 'saman ihmisen rivit tässä tiedostossa; muualla merkityksetön',
    sv: 'samma persons rader i den här filen; annars utan betydelse',
    en: 'pairs one person’s rows in this file; means nothing elsewhere',
  },
  mode: {
    fi: 'vastaustapa; tyhjä: jätetty pois',
    sv: 'svarssätt; tomt: utelämnat',
    en: 'way of answering; empty: withheld',
  },
  language: {
    fi: 'vastauskieli; tyhjä: jätetty pois',
    sv: 'svarsspråk; tomt: utelämnat',
    en: 'language of answering; empty: withheld',
  },
} satisfies Record<string, Meaning>;

export type ColumnName = keyof typeof meanings;

/** What a column means, in the language of the interface where it is one of ours, else in English. */
export const columnMeaning = (name: ColumnName, language: string): string =>
  meanings[name][language as keyof Meaning] ?? meanings[name].en;
