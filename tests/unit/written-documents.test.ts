/** What a team wrote, as documents: every answer at its question, instruments' texts word for word, in a language of its own. */
import { readFileSync } from 'node:fs';
import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { comparisonDocument } from '../../src/assessment/comparison-document.ts';
import { principlesDocument } from '../../src/assessment/principles-document.ts';
import { programmeDocument } from '../../src/assessment/programme-document.ts';
import { emptyProgramme } from '../../src/assessment/programme-draft.ts';
import { questionKeys } from '../../src/assessment/question-keys.ts';
import { roundDocument } from '../../src/assessment/round-document.ts';
import { DocumentArticle } from '../../src/documents/document-article.tsx';
import { heading, paragraph, type TextDocument, table, textDocument } from '../../src/documents/text-document.ts';
import {
  aPractice,
  aProgramme,
  type DocumentLanguage,
  documentWords,
  everyDocument,
  inlinesOf,
  placesInOrder,
  someRounds,
  textsOf,
} from '../support/written-documents.ts';
import { anAction, someActions, toldOf } from '../support/written-rounds.ts';

const read = (name: string) => JSON.parse(readFileSync(`src/assessment/${name}.json`, 'utf8'));
const words = documentWords();
const [round, before] = someRounds() as [ReturnType<typeof someRounds>[0], ReturnType<typeof someRounds>[0]];
/** What is marked as Finnish: the words of an owner. */
const finnishIn = (document: TextDocument) =>
  inlinesOf(document).flatMap(({ text, language }) => (language === 'fi' ? [text] : []));

describe('a round', () => {
  const made = roundDocument(round, someActions, words);
  const texts = textsOf(made);

  test('asks every question word for word, with its example, in the order of its owner', () => {
    const { areas } = read('help-questions') as {
      areas: { title: string; questions: { number: number; text: string; example?: string }[] }[];
    };
    const wanted = areas.flatMap(({ questions }) =>
      questions.flatMap(({ number, text, example }) => [`${number} ${text}`, ...(example ? [example] : [])]),
    );
    expect(wanted.length).toBeGreaterThan(24);
    expect(placesInOrder(finnishIn(made), wanted)).not.toContain(-1);
  });

  test('has all that was said under its question: the team first, then each view by its role', () => {
    const wanted = questionKeys.flatMap((key) => [
      ...toldOf(`yhteinen 2026 ${key}`),
      'Näkemys 1: ohjaaja',
      ...toldOf(`näkemys ohjaaja ${key}`),
      'Näkemys 2: vertainen',
      ...toldOf(`näkemys vertainen ${key}`),
    ]);
    expect(placesInOrder(texts, wanted)).not.toContain(-1);
    expect(texts).not.toContain('nyt yhteinen 2025 1\ntoinen rivi yhteinen 2025 1');
  });

  test('tells where the activity stands by areas, as counts that are never summed', () => {
    const [counts] = made.blocks.filter((block) => block.is === 'table');
    expect(counts?.head).toEqual([
      'Osa-alue',
      'Ei vielä',
      'Alulla',
      'Vakiintunut',
      'Ei meidän tehtävämme',
      'Ei valittu',
    ]);
    expect(counts?.rows).toHaveLength(4);
    const established = counts!.rows.map((row) => Number(row[3]!.text));
    expect(established.reduce((sum, one) => sum + one, 0)).toBe(questionKeys.length);
    expect(texts).not.toContain(String(questionKeys.length));
  });

  test('tells what was agreed at its question, and all of it at the end as a table', () => {
    expect(
      placesInOrder(texts, [
        'teko 1 · rooli 1 · 24.12.2026 · tekemättä',
        'teko 2 · rooli 2 · 24.12.2026 · tehty 1.10.2026',
      ]),
    ).not.toContain(-1);
    const last = made.blocks.filter((block) => block.is === 'table').at(-1)!;
    expect(last.head).toEqual(['Mitä tehdään', 'Kuka', 'Mihin mennessä', 'Millä keinoin', 'Tilanne']);
    expect(last.rows.map((row) => row.map(({ text }) => text))).toEqual([
      ['teko 1', 'rooli 1', '24.12.2026', 'keinot 1', 'tekemättä'],
      ['teko 2', 'rooli 2', '24.12.2026', 'keinot 2', 'tehty 1.10.2026'],
    ]);
  });

  test('says of a question without an answer that it has none, and nothing else', () => {
    const empty = roundDocument({ ...round, common: [], views: [] }, [], words);
    expect(textsOf(empty).filter((text) => text === 'Ei vielä vastattu.')).toHaveLength(questionKeys.length);
    expect(empty.blocks.some(({ is }) => is === 'table')).toBe(false);
  });

  test('tells no number of participants below five, whatever was written', () => {
    const draft = { ...aPractice('seed'), answers: { 1: { heard: { ways: ['paper' as const], count: '4' } } } };
    const said = textsOf(principlesDocument(draft, [], words));
    expect(said).toContain('Osallistujien oma näkemys: Paperi');
    expect(said.join('\n')).not.toMatch(/4 osallistuja/);
  });

  test('leads to no address that is not safe', () => {
    const links = ['https://thl.fi', 'javascript:alert(1)', 'http://a.fi'];
    const draft = { ...aPractice('seed'), answers: { 1: { links } } };
    const found = inlinesOf(principlesDocument(draft, [], words)).filter(({ text }) => links.includes(text));
    expect(found).toEqual([{ text: links[0], href: links[0] }, { text: links[1] }, { text: links[2] }]);
  });
});

describe('rounds compared', () => {
  const texts = textsOf(comparisonDocument(round, [before], someActions, words));

  test('say what moved and what became of what was promised', () => {
    expect(texts).toContain('28 kohtaa siirtyi');
    expect(texts).toContain('Silloin sovittiin 1 teko, tehty 0');
    expect(placesInOrder(texts, ['Kierroksesta 3.3.2025', 'Silloin', 'Nyt', 'teko 3', 'jäi tekemättä'])).not.toContain(
      -1,
    );
  });

  test('lay what was said each time under the question, the oldest first', () => {
    const wanted = questionKeys.flatMap((key) => [
      ...toldOf(`yhteinen 2025 ${key}`),
      ...toldOf(`yhteinen 2026 ${key}`),
    ]);
    expect(placesInOrder(texts, wanted)).not.toContain(-1);
  });

  test('of ten years stand in tables that a sheet has room for, each round once', () => {
    const [last, ...earlier] = someRounds(10);
    const { blocks } = comparisonDocument(last!, earlier, [], words);
    const standings = blocks
      .filter((block) => block.is === 'table')
      .filter(({ rows }) => rows.length === questionKeys.length && rows[0]!.length !== 3);
    const days = blocks.flatMap((block) =>
      block.is === 'table' && /^Missä olimme/.test(block.caption) ? block.head.slice(1) : [],
    );
    expect(standings.every(({ head }) => head.length <= 5)).toBe(true);
    expect(days).toEqual(Array.from({ length: 10 }, (_, at) => `3.3.${2017 + at}`));
  });
});

describe('a practice and the principles', () => {
  test.each(['seed', 'current'] as const)(
    'in the wording %s: each word for word, with what was said of it',
    (wording) => {
      const source = (read('principles')[wording] as (string | { text: string })[]).map((one) =>
        typeof one === 'string' ? one : one.text,
      );
      const made = principlesDocument(aPractice(wording), [], words);
      const texts = textsOf(made);
      expect(
        placesInOrder(
          finnishIn(made),
          source.map((text, at) => `${at + 1} ${text}`),
        ),
      ).not.toContain(-1);
      const wanted = source.flatMap((text, at) => [`${at + 1} ${text}`, ...toldOf(`periaate ${at + 1}`)]);
      expect(placesInOrder(texts, wanted)).not.toContain(-1);
    },
  );
});

describe('a programme', () => {
  const made = programmeDocument(aProgramme(), [anAction(5)], words);
  const texts = textsOf(made);
  const source = read('programme') as {
    steps: string[];
    areas: { title: string; questions: { number: number; text: string }[] }[];
    agree: string[];
  };

  test('goes by its five steps, every need under its question word for word', () => {
    const [group, inCharge, needs, agree, written] = source.steps.map((step, at) => `${at + 1} ${step}`);
    const wanted = [
      ...[group!, 'ääni asukkaat', 'ääni käyttäjät', 'Vielä puuttuu', inCharge!, 'vastaa palvelupäällikkö', needs!],
      ...source.areas.flatMap(({ title, questions }) => [
        title,
        ...questions.flatMap(({ number, text }) => [
          `${number} ${text}`,
          ...['tehdään', 'kenen', 'mistä'].map((what) => `${what} ${number}`),
        ]),
      ]),
      agree!,
      ...source.agree.slice(0, 8).flatMap((text, at) => [text, `sovittu ${at + 1}`]),
      ...[1, 2, 3].flatMap((n) => [
        `tavoite ${n} on`,
        ...['means', 'responsible', 'resources', 'schedule', 'measure', 'followUp'].map((part) => `${part} ${n}`),
      ]),
      ...source.agree.slice(8).flatMap((text, at) => [text, `sovittu ${at + 9}`]),
      ...[written!, 'Hyvinvointikertomus', 'kerrotaan asukkaille', 'kiitetään kaikkia', 'teko 5'],
    ];
    expect(placesInOrder(texts, wanted)).not.toContain(-1);
  });

  test('has its owner’s words marked as Finnish', () => {
    const questions = source.areas.flatMap(({ title, questions }) => [
      title,
      ...questions.map(({ number, text }) => `${number} ${text}`),
    ]);
    const wanted = [...questions, ...source.agree];
    expect(placesInOrder(finnishIn(made), wanted)).not.toContain(-1);
  });

  test('tells what was agreed on of a goal at it, and again among all at the end', () => {
    const programme = aProgramme(2);
    const [first, second] = programme.goals.map(({ id }) => id);
    const actions = [
      anAction(7, { tool: 'programme', place: second! }),
      anAction(8, { tool: 'programme', place: first! }),
    ];
    const said = textsOf(programmeDocument(programme, actions, words));
    const [one, other] = [8, 7].map((n) => `teko ${n} · rooli ${n} · 24.12.2026 · tekemättä`) as [string, string];
    expect(
      placesInOrder(said, ['followUp 1', one, 'Tavoite 2', 'followUp 2', other, 'teko 7', 'teko 8']),
    ).not.toContain(-1);
  });

  test('shows what is not written yet as that, and asks nothing that nobody answered', () => {
    const empty = textsOf(programmeDocument({ ...emptyProgramme, name: 'Kunta' }, [], words));
    expect(empty.filter((text) => text === 'Ei vielä kirjoitettu.')).toHaveLength(4);
    expect(empty.some((text) => source.agree.includes(text))).toBe(false);
  });
});

describe('the language of a document', () => {
  const kinds = Object.keys(everyDocument());
  /** More than so many words are an owner's, and of the app's own. A practice has nearly none of these, a card none of those. */
  const most: Record<string, { owners: number; own: number }> = {
    inclusionPractice: { owners: 10, own: 5 },
    projectCard: { owners: -1, own: 10 },
    socialReport: { owners: -1, own: 10 },
    story: { owners: 2, own: 6 },
    funderReport: { owners: -1, own: 5 },
  };

  test.each(kinds)('%s: in another one it says the same, and its owner’s words stay Finnish and are marked', (kind) => {
    const [finnish, swedish] = (['fi', 'sv'] as const).map((language) => everyDocument(language)[kind]!);
    expect(swedish!.language).toBe('sv');
    expect(swedish!.blocks.map(({ is }) => is)).toEqual(finnish!.blocks.map(({ is }) => is));
    const pairs = inlinesOf(finnish!).map((one, at) => [one, inlinesOf(swedish!)[at]!] as const);
    const marked = pairs.filter(([one]) => one.language === 'fi');
    const { owners, own } = most[kind] ?? { owners: 10, own: 10 };
    expect(marked.length).toBeGreaterThan(owners);
    for (const [one, other] of marked) expect(other).toEqual(one);
    const changed = pairs.filter(([one, other]) => one.text !== other.text);
    expect(changed.length).toBeGreaterThan(own);
    expect(changed.filter(([one]) => one.language)).toEqual([]);
  });

  test.each<DocumentLanguage>(['fi', 'sv', 'en'])('%s: no heading is left out between two others', (language) => {
    for (const [kind, { blocks }] of Object.entries(everyDocument(language))) {
      const levels = [1, ...blocks.flatMap((block) => (block.is === 'heading' ? [block.level] : []))];
      expect(
        levels.filter((level, at) => at > 0 && level - levels[at - 1]! > 1),
        kind,
      ).toEqual([]);
    }
  });
});

describe('on the screen', () => {
  const document = textDocument(words, {
    kind: words.t('documents.round'),
    title: 'T',
    blocks: [
      heading(2, 'Miten?', 'fi'),
      paragraph('<script>alert(1)</script>\n  مرحبا 😀'),
      paragraph('Vuosi 2026, jakso 7–12/2026.'),
      ...table('Teot', ['Mitä', 'Kuka'], [['teko', 'rooli']]),
    ],
  });
  const html = render(h(DocumentArticle, { document }));

  test('headings, language, direction and the heads of columns and rows are marked', () => {
    expect(html).toMatch(/^<article class="document[^"]*" lang="fi">/);
    expect(html).toContain('<h2 dir="auto" lang="fi">Miten?</h2>');
    expect(html).toContain('<th scope="col">Mitä</th>');
    expect(html).toMatch(/<th scope="row"[^>]*>teko<\/th>/);
    expect(html).toContain('<caption>Teot</caption>');
  });

  test('no line ends within the months of a period', () => {
    expect(html).toContain('Vuosi 2026, jakso <span class="unbroken">7–12/2026</span>.');
  });

  test('words are words, whatever signs are in them', () => {
    expect(html).toContain('&lt;script>alert(1)&lt;/script>\n  مرحبا 😀</p>');
  });
});
