/** A practice that furthers inclusion: begun from a round's answers, described as Innokylä asks, evaluated in two views. */
import { describe, expect, test } from 'vitest';
import {
  describedIds,
  InclusionPractice,
  inclusionPracticeLimits,
  mostCriteria,
} from '../../src/assessment/inclusion-practice/inclusion-practice.ts';
import {
  inclusionPracticeDocument,
  innokylaTexts,
} from '../../src/assessment/inclusion-practice/inclusion-practice-document.ts';
import {
  criteriaOf,
  emptyInclusionPractice,
  firstUnfitPracticePart,
  fromRound,
  type InclusionPracticeDraft,
  inclusionPracticeFields,
  inclusionPracticeForm,
  practiceParts,
  saidInRound,
} from '../../src/assessment/inclusion-practice/inclusion-practice-draft.ts';
import {
  describedParts,
  innokylaFields,
  innokylaTitle,
  publishedModels,
} from '../../src/assessment/inclusion-practice/innokyla.ts';
import { questionKeys } from '../../src/assessment/question-keys.ts';
import { areas } from '../../src/assessment/questions.ts';
import { assessmentPart } from '../../src/assessment/settings.ts';
import { pasted } from '../support/pasted.ts';
import { random } from '../support/random.ts';
import {
  anInclusionPractice,
  documentWords,
  inlinesOf,
  placesInOrder,
  someRounds,
  textsOf,
} from '../support/written-documents.ts';

const id = (n: number) => `3f8e2b54-7a1d-4c9e-9b0a-${String(n).padStart(12, '0')}`;
const record = (fields: object) => ({
  ...{ kind: 'inclusionpractice', id: id(1), rev: 1, at: '2026-11-21T12:52:00.000Z', v: 1, unit: 'oma', device: id(2) },
  ...fields,
});
const draft = (some: Partial<InclusionPracticeDraft> = {}): InclusionPracticeDraft => ({
  ...emptyInclusionPractice,
  name: 'Avoin keittiö',
  ...some,
});
const words = documentWords();
const [round] = someRounds();

describe('what others say stands as they say it', () => {
  /** As Innokylä's own pages name the fields of a practice (innokyla.fi/fi/toimintamalli/innokylan-innovaatiomalli, read 2026). */
  const namedThere = [
    ...['Toimintamallin nimi', 'Toimintamallin lyhyt kuvaus', 'Toteutuspaikka'],
    ...['Paikkakunta, maakunta tai hyvinvointialue', 'Toimintamallin rahoittaja', 'Toimintamallin kokonaisuus'],
    ...['Ratkaisun perusidea', 'Toimivuuden ja käyttöönoton ehdot', 'Toimintaympäristö'],
  ];

  test('the fields of Innokylä by their names there, each in one part of the form', () => {
    const titles = innokylaFields.map(({ title }) => title);
    expect(titles.filter((title) => namedThere.includes(title))).toEqual(namedThere);
    expect(new Set(titles).size).toBe(15);
    expect(describedParts.flatMap(({ fields }) => fields).sort()).toEqual([...describedIds].sort());
    expect(innokylaFields.map((field) => field.id).sort()).toEqual(['name', 'links', ...describedIds].sort());
  });

  /** Sokra's slides of models, 8.12.2020, and on the 24 questions: titles and addresses, their line ends left out. */
  const slides = [
    'Osallisuuden palasen kuvaus ja arvio: Asiakasosallisuusryhmät vammaispalvelujen yhteiskehittämisessä (Innokyla.fi)',
    'https://innokyla.fi/fi/toimintamalli/asiakasosallisuusryhmat-vammaispalvelujen-yhteiskehittamisessa',
    'Osallisuuden palasen kuvaus ja arvio: Kiertävä kokous vaikuttamiskeinona terveydenhuollossa (Innokylä.fi)',
    'https://innokyla.fi/fi/toimintamalli/kiertava-kokous-vaikuttamiskeinona-terveydenhuollossa',
    '• Osallisuuden palaset eli toimintamallit: https://innokyla.fi/fi/kokonaisuus/sosiaalisen-',
    'osallisuuden-edistamisen-koordinaatiohanke-sokra/toimintamallit',
    'Osallisuuden edistämisen mallit (Thl.fi)',
    'https://thl.fi/fi/web/hyvinvoinnin-ja-terveyden-edistamisen-johtaminen/osallisuuden-edistaminen/heikoimmassa-asemassa-olevien-osallisuus/osallisuuden-edistamisen-mallit/-osallisuuden-palaset-lisaavat-heikoimmassa-asemassa-olevien-osallisuutta',
  ].join('');

  test.each(publishedModels)('a published model word for word, to be linked: $title', ({ title, address }) => {
    expect(slides).toContain(title);
    expect(slides).toContain(address);
    expect(firstUnfitPracticePart(draft({ links: [address] }))).toBeUndefined();
  });
});

describe('begun from a round', () => {
  const begun = fromRound(round!);

  test('it has the round’s name, every common answer under its question, and the links that show them', () => {
    expect(begun).toMatchObject({ name: 'Torstaikahvila', round: round!.round });
    expect(Object.keys(begun.evaluated).sort()).toEqual([...questionKeys].sort());
    for (const key of questionKeys)
      expect(begun.evaluated[key]).toBe(
        `nyt yhteinen 2026 ${key}\ntoinen rivi yhteinen 2026 ${key}\n\nnäkyy yhteinen 2026 ${key}`,
      );
    expect(begun.links).toHaveLength(10);
    expect(begun.links.slice(0, 2)).toEqual(['1', '2a'].map((key) => `https://esimerkki.fi/yhteinen-2026-${key}`));
    expect(firstUnfitPracticePart(begun)).toBeUndefined();
  });

  test('it takes nothing of what one alone or participants said, and claims nothing of the description', () => {
    const all = JSON.stringify(begun);
    expect(all).not.toMatch(/näkemys|osallistujat/);
    expect(begun.described).toEqual({});
  });

  test('what a round says of a question always has room', () => {
    const longest = { text: 'a'.repeat(12_000), shows: 'b'.repeat(4_000) };
    const said = saidInRound({ common: [{ ...round!.common[0]!, answers: { 7: longest } }] });
    expect(said).toEqual([{ question: '7', said: `${longest.text}\n\n${longest.shows}` }]);
    expect(said[0]!.said.length).toBeLessThanOrEqual(inclusionPracticeLimits.evaluated);
  });

  test('of a round without a common answer only the name is taken', () => {
    expect(fromRound({ ...round!, common: [] })).toMatchObject({ name: 'Torstaikahvila', evaluated: {}, links: [] });
  });
});

describe('the criteria are the organisation’s own', () => {
  test('its list comes first, each once; what a practice has beside it stays, also once it is no longer listed', () => {
    const criteria = [
      { criterion: 'Pois listalta', said: 'oli' },
      { criterion: 'Toimii', said: 'kyllä' },
    ];
    expect(criteriaOf(['Toimii', 'Leviää', 'Toimii'], { criteria })).toEqual({
      listed: [
        { criterion: 'Toimii', said: 'kyllä' },
        { criterion: 'Leviää', said: undefined },
      ],
      added: [{ criterion: 'Pois listalta', said: 'oli', place: 0 }],
    });
  });

  test('without one in the organisation’s document there is none', () => {
    expect(assessmentPart.of({} as never).assessment).toEqual({ practiceCriteria: [], cardFields: [] });
  });
});

describe('what cannot be kept as it is written is told at its place', () => {
  const code = 'Soita 131052-308T';
  test.each([
    ['no name', { name: ' ' }, 0],
    ['a name with an identity code', { name: code }, 0],
    ['ten thousand characters where one line has room', { described: { where: 'a'.repeat(10_000) } }, 1],
    ['a link that is none', { links: ['javascript:alert(1)'] }, 1],
    ['an identity code in the idea', { described: { idea: code } }, 2],
    ['a need that is too long', { described: { needs: 'a'.repeat(12_001) } }, 3],
    ['an identity code of the last area', { evaluated: { 24: code } }, 8],
    ['a criterion without its words', { criteria: [{ criterion: ' ', said: 'täyttyy' }] }, 9],
    ['too many criteria', { criteria: Array.from({ length: mostCriteria + 1 }, () => ({ criterion: 'a' })) }, 9],
    ['ten thousand characters of an idea', { described: { idea: 'a '.repeat(5_000) } }, undefined],
    ['nothing wrong', {}, undefined],
  ] as const)('%s', (_, some, part) => {
    expect(firstUnfitPracticePart(draft(some as Partial<InclusionPracticeDraft>))).toBe(part);
  });

  test('what fits is taken by the record, whatever was written: 300 random forms', () => {
    let kept = 0;
    for (let seed = 1; seed <= 300; seed++) {
      const any = randomDraft(seed);
      if (firstUnfitPracticePart(any) !== undefined) continue;
      kept += 1;
      const taken = InclusionPractice.parse(record(inclusionPracticeFields(any)));
      expect(inclusionPracticeFields(inclusionPracticeForm(taken))).toEqual(inclusionPracticeFields(any));
    }
    expect(kept).toBeGreaterThan(20);
  });
});

function randomDraft(seed: number): InclusionPracticeDraft {
  const next = random(seed);
  const of = <T>(all: readonly T[]) => all[Math.floor(next() * all.length)]!;
  const all = ['', '  ', 'Sanoja', ...pasted.map(([, text]) => text)];
  const text = () => (next() < 0.02 ? '131052-308T' : of(all));
  const some = <K extends string>(keys: readonly K[]) =>
    Object.fromEntries(keys.filter(() => next() < 0.2).map((key) => [key, text()])) as Partial<Record<K, string>>;
  return {
    name: of(['Sana', 'Perhe 👨‍👩‍👧‍👦', '<b>x</b>']),
    described: some(describedIds),
    links: next() < 0.2 ? [of(['https://thl.fi', '', 'x'])] : [],
    round: of(['', id(7)]),
    evaluated: some(questionKeys),
    criteria: next() < 0.5 ? [{ criterion: of(['', 'Toimii']), said: of(['', 'on']) }] : [],
  };
}

describe('as a document', () => {
  const made = inclusionPracticeDocument(anInclusionPractice, words);
  const texts = textsOf(made);

  test('says what was described, then every question word for word with what was said of it, then the criteria', () => {
    const wanted = [
      ...describedParts.flatMap(({ fields }) =>
        fields.flatMap((field) => [innokylaTitle[field], `kuvaus ${field} on`]),
      ),
      'Arvio osallisuuden osa-alueittain',
      ...areas.flatMap(({ questions }) =>
        questions.flatMap(({ key, number, part, text }) => [
          ...(part && part !== 'a' ? [] : [`${number} ${text}`]),
          `arvio ${key} on`,
        ]),
      ),
      ...['Kriteerit ovat organisaation oma luettelo.', 'Toimii muuallakin', 'kriteeri täyttyy'],
    ];
    expect(
      placesInOrder(
        texts,
        wanted.filter((text) => !/^Liitteet/.test(text)),
      ),
    ).not.toContain(-1);
    expect(inlinesOf(made).filter(({ href }) => href)).toEqual([
      { text: 'https://thl.fi', href: 'https://thl.fi' },
      { text: 'https://innokyla.fi', href: 'https://innokyla.fi' },
    ]);
  });

  test('an empty one says of each part that nothing is written, and asks nothing that nobody answered', () => {
    const empty = textsOf(inclusionPracticeDocument(draft(), words));
    expect(empty.filter((text) => text === 'Ei vielä kirjoitettu.')).toHaveLength(practiceParts.length - 2);
    expect(empty.some((text) => text.startsWith('7 '))).toBe(false);
    expect(empty, 'whose criteria are they').not.toContain('Kriteerit ovat organisaation oma luettelo.');
  });
});

describe('texts for Innokylä', () => {
  test('each field has its own text and nothing around it', () => {
    expect(innokylaTexts(anInclusionPractice)).toEqual({
      name: 'Avoin keittiö',
      links: 'https://thl.fi\nhttps://innokyla.fi',
      ...Object.fromEntries(describedIds.map((field) => [field, `kuvaus ${field} on`])),
    });
  });

  test.each(pasted)('%s stands as it was written', (_, text) => {
    expect(innokylaTexts(draft({ described: { idea: ` ${text}\r\nrivi ` } })).idea).toBe(`${text}\nrivi`);
  });
});
