/** The 24 help questions and a team's answers to them. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type AnswerSoFar, assessmentTextLimit, hasAnswer, isSafeLink } from '../../src/assessment/answer.ts';
import { Assessment, activityLimit } from '../../src/assessment/assessment.ts';
import { keepAssessment } from '../../src/assessment/assessment-page.tsx';
import { AssessmentDrafts } from '../../src/assessment/draft.ts';
import {
  assessmentFields,
  draftChanges,
  faultsIn,
  firstFault,
  formOf,
  isHeadFit,
  mergeDrafts,
  withAnswer,
} from '../../src/assessment/form.ts';
import helpQuestions from '../../src/assessment/help-questions.json' with { type: 'json' };
import { sayKept, takeKept } from '../../src/assessment/just-saved.ts';
import { questionsByNumber, wordingOf } from '../../src/assessment/parts.ts';
import { countMarks, isLookedAt, marks, marksOf, progress } from '../../src/assessment/progress.ts';
import { questionKeys } from '../../src/assessment/question-keys.ts';
import {
  areas,
  canonicalQuestions,
  questionsChecksum,
  questionsId,
  questionsVersion,
} from '../../src/assessment/questions.ts';
import { findDraft } from '../../src/store/drafts.ts';
import { find } from '../../src/store/find.ts';
import { newId } from '../../src/store/id.ts';
import { create, NotKept, remove, revise } from '../../src/store/save.ts';
import { pasted } from '../support/pasted.ts';

const roundId = '01934f0e-8c1b-7abc-8def-0123456789ab';
const record = (fields: object) => ({
  kind: 'assessment',
  id: roundId,
  rev: 1,
  at: '2026-11-21T12:52:00.000Z',
  v: 2,
  unit: 'oma',
  device: 'b8d0f6c2-5a68-4a1e-9d56-0f0a6a3f2f11',
  ...assessmentFields({ activity: 'Trio', answers: {} }, roundId, '2026-11-21'),
  ...fields,
});

/** What the schema names when it refuses a record: the path of the field, with the key that it does not know. */
function refusedAt(fields: object): string[] {
  try {
    Assessment.parse(record(fields));
    return [];
  } catch (error) {
    const { issues } = error as { issues: { path: PropertyKey[]; keys?: string[] }[] };
    return issues.map(({ path, keys = [] }) => [...path, ...keys].join('.'));
  }
}

describe('the questions stand word for word', () => {
  test('their checksum is the one that every assessment carries', () => {
    expect(createHash('sha256').update(canonicalQuestions()).digest('hex')).toBe(questionsChecksum);
    expect(createHash('sha256').update(JSON.stringify(helpQuestions.areas)).digest('hex')).toBe(
      '446b9fe61408028ba0ad5c0fcb5479ab0bb625e9d3419196ce97ba17a0a4ff8f',
    );
  });

  test('24 questions, answered under 28 keys, in five areas', () => {
    const numbers = helpQuestions.areas.flatMap(({ questions }) => questions.map(({ number }) => number));
    expect(numbers).toEqual(Array.from({ length: 24 }, (_, index) => index + 1));
    expect(questionKeys).toEqual(areas.flatMap(({ questions }) => questions.map(({ key }) => key)));
    expect(questionKeys).toHaveLength(28);
    expect(new Set(questionKeys).size).toBe(28);
    expect(areas.map(({ questions }) => questions.length)).toEqual([10, 7, 6, 4, 1]);
  });

  test('what is shown is what the file says, with its examples', () => {
    for (const [index, area] of areas.entries()) {
      const shown = questionsByNumber(area).map(({ number, text, example }) => ({
        number,
        text,
        ...(example && { example }),
      }));
      const written = helpQuestions.areas[index]!.questions.map((question) => {
        const { parts: _, ...whole } = question as typeof question & { parts?: string[] };
        return whole;
      });
      expect(shown).toEqual(written);
    }
  });
});

describe('parts are answered apart', () => {
  test('questions 2 and 22 alone have parts, each with its own key', () => {
    const parted = areas.flatMap(questionsByNumber).filter(({ parts }) => parts.length > 1);
    expect(parted.map(({ number, parts }) => [number, ...parts.map(({ key }) => key)])).toEqual([
      [2, '2a', '2b', '2c', '2d'],
      [22, '22a', '22b'],
    ]);
    expect(questionKeys).not.toContain('2');
    expect(questionKeys).not.toContain('22');
  });

  test('a part is named in the words of its question', () => {
    const wordings = areas
      .flatMap(questionsByNumber)
      .flatMap(({ parts }) => parts.flatMap(({ wording }) => wording ?? []));
    expect(wordings).toEqual([
      'löydetyiksi',
      'kunnioittaen kohdatuiksi',
      'vuorovaikutukseen innostetuiksi',
      'palveluihin, toimintaan tai työelämään saatetuiksi',
      'muille toimintaan osallistuville',
      'laajemmin paikallisessa yhteisössä',
    ]);
  });

  test('every wording stands in its question', () => {
    for (const { text, parts } of areas.flatMap(questionsByNumber)) {
      for (const { letter, wording } of parts) if (letter) expect(text).toContain(`${letter}) ${wording}`);
    }
  });

  test('a letter that is not there has no words', () => expect(wordingOf('Miten?', 'a')).toBe(''));
});

describe('the schema', () => {
  test('takes a partly answered assessment: a question that was not answered is not there', () => {
    const answers = { 1: { text: 'Kahvila' }, '2a': { standing: 'started' }, 24: {} };
    expect(Assessment.parse(record({ answers })).answers).toEqual(answers);
    expect(Assessment.parse(record({ answers: {} })).answers).toEqual({});
  });

  test('takes all 28 keys', () => {
    const answers = Object.fromEntries(questionKeys.map((key) => [key, { standing: 'established', text: 'Näin' }]));
    expect(Assessment.parse(record({ answers })).answers).toEqual(answers);
  });

  test.each(['25', '2', '22', '2e', '', 'score'])('refuses the unknown question "%s"', (key) => {
    expect(refusedAt({ answers: { [key]: { text: 'x' } } })).toEqual([`answers.${key}`]);
  });

  test('refuses an unknown standing, at its field', () => {
    expect(refusedAt({ answers: { 7: { standing: 'excellent' } } })).toEqual(['answers.7.standing']);
  });

  test('refuses a field that no answer has', () => {
    expect(refusedAt({ answers: { 7: { points: 3 } } })).toEqual(['answers.7.points']);
  });

  test('refuses too long a text, at its field', () => {
    const text = 'a'.repeat(assessmentTextLimit);
    expect(refusedAt({ answers: { '22b': { text } } })).toEqual([]);
    expect(refusedAt({ answers: { '22b': { text: `${text}a` } } })).toEqual(['answers.22b.text']);
  });

  test.each([
    ['a link that is no https', { links: ['http://example.org'] }, 'answers.7.links.0'],
    ['a script for a link', { links: ['javascript:alert(1)'] }, 'answers.7.links.0'],
    ['four participants', { heard: { count: 4 } }, 'answers.7.heard.count'],
    ['half a participant', { heard: { count: 5.5 } }, 'answers.7.heard.count'],
    ['a name among what participants say', { heard: { names: 'Aino' } }, 'answers.7.heard.names'],
    ['an identity code', { shows: 'Näin 131052-308T' }, 'answers.7.shows'],
  ])('refuses %s, at its field', (_, answer, field) => {
    expect(refusedAt({ answers: { 7: answer } })).toEqual([field]);
  });

  test('refuses an activity without a name or with too long a one', () => {
    expect(refusedAt({ activity: '   ' })).toEqual(['activity']);
    expect(refusedAt({ activity: 'a'.repeat(activityLimit + 1) })).toEqual(['activity']);
  });
});

describe('how far a team has come', () => {
  const answers = {
    1: { standing: 'established' },
    '2a': { standing: 'started', text: 'Käymme' },
    '2b': { text: 'Vain sanoja' },
    '2c': { text: '   ' },
    24: { standing: 'not-our-task' },
  } as const;

  test('a standing or words are an answer, spaces are not', () => {
    expect(hasAnswer(undefined)).toBe(false);
    expect(hasAnswer({})).toBe(false);
    expect(hasAnswer(answers['2c'])).toBe(false);
    expect(hasAnswer(answers['2b'])).toBe(true);
    expect(hasAnswer(answers[24])).toBe(true);
  });

  test('progress is counted per area and in all', () => {
    expect(progress(answers)).toEqual({ answered: 4, total: 28 });
    expect(areas.map((area) => progress(answers, [area]).answered)).toEqual([3, 0, 0, 0, 1]);
    expect(progress({})).toEqual({ answered: 0, total: 28 });
  });

  test('the standings are counted, never scored: they add up to the questions', () => {
    const counts = countMarks(answers, areas);
    expect(counts).toEqual({ 'not-yet': 0, started: 1, established: 1, 'not-our-task': 1, open: 25 });
    expect(marks.reduce((sum, mark) => sum + counts[mark], 0)).toBe(28);
    expect(countMarks(answers, [areas[4]!])).toMatchObject({ 'not-our-task': 1, open: 0 });
  });

  test('the picture has one mark for each question, in their order', () => {
    expect(marksOf(answers, areas[0]!).slice(0, 4)).toEqual(['established', 'started', 'open', 'open']);
  });
});

describe('the form', () => {
  test('changes one answer and leaves the others', () => {
    const before = { 7: { text: 'Retki' }, 8: { standing: 'started' } } as const;
    expect(withAnswer(before, '7', { standing: 'not-yet' })).toEqual({
      7: { text: 'Retki', standing: 'not-yet' },
      8: { standing: 'started' },
    });
    expect(before[7]).toEqual({ text: 'Retki' });
  });

  test('keeps what was answered and nothing else', () => {
    const answers = {
      1: { text: ' Kahvila ' },
      3: { text: ' ', standing: undefined },
      4: { standing: 'started' },
    } as const;
    const { answers: kept, activity } = draftChanges({ activity: ' Trio ', answers, area: 'own-life', question: '4' });
    expect(activity).toBe('Trio');
    expect(kept).toStrictEqual({ 1: { text: 'Kahvila' }, 4: { standing: 'started' } });
  });

  test('names exactly which texts were answered', () => {
    expect(assessmentFields(formOf(), roundId, '2026-11-21')).toMatchObject({
      questions: questionsId,
      questionsVersion,
      checksum: questionsChecksum,
    });
  });

  test('says once that an assessment was kept', () => {
    sayKept(5);
    expect([takeKept(), takeKept()]).toEqual([5, undefined]);
  });
});

describe('a record of the first shape', () => {
  const first = {
    kind: 'assessment',
    id: roundId,
    rev: 3,
    // Already the next day in Finland.
    at: '2026-03-14T22:30:00.000Z',
    v: 1,
    unit: 'oma',
    device: 'b8d0f6c2-5a68-4a1e-9d56-0f0a6a3f2f11',
    activity: 'Torstaikahvila',
    questions: 'help-questions',
    questionsVersion: '1',
    checksum: questionsChecksum,
    answers: { 1: { text: 'Kahvila', standing: 'started' }, '22b': { standing: 'not-our-task' }, 24: {} },
  };

  test('is read as a round of its own that the team filled in together; nothing of it is lost', () => {
    const { v, ...stands } = first;
    expect(v).toBe(1);
    expect(Assessment.read(first)).toStrictEqual({
      ...stands,
      v: 2,
      round: first.id,
      begun: '2026-03-15',
      part: 'common',
    });
  });

  test('goes on in the form, and is kept again as the same round', () => {
    const form = formOf(Assessment.read(first));
    expect(assessmentFields(form, roundId, '2026-11-21')).toMatchObject({
      round: first.id,
      begun: '2026-03-15',
      part: 'common',
      answers: { 1: first.answers[1], '22b': first.answers['22b'] },
    });
  });

  test('a draft of the first shape opens whole', () => {
    const draft = { activity: 'Kahvila', answers: { 1: { text: 'a' } }, area: 'own-life', question: '2a' };
    expect(AssessmentDrafts.read(draft)).toEqual({ data: draft, isWhole: true });
  });
});

describe('what is written is kept or refused at its place, and never mangled', () => {
  test.each(pasted)('%s stands in the record as it was written', (_, text) => {
    expect(text.length).toBeGreaterThan(10);
    const answers: Record<string, AnswerSoFar> = {
      7: { text, shows: text.slice(0, 4000), heard: { text: text.slice(0, 4000) } },
    };
    expect(firstFault(answers)).toBeUndefined();
    const kept = Assessment.parse(record(draftChanges({ activity: 'Trio', answers }))).answers[7];
    expect(kept?.text).toBe(text);
    expect(kept?.shows).toBe(text.slice(0, 4000).trim());
  });

  test('too long a text, an identity code, a link and a number that are none: the question with the first is named', () => {
    const long: AnswerSoFar = { text: 'a'.repeat(assessmentTextLimit + 1) };
    expect(faultsIn(long)).toEqual({ isTextUnfit: true });
    expect(faultsIn({ why: '131052-308T' })).toEqual({ isTextUnfit: true });
    expect(faultsIn({ links: ['', ' https://thl.fi ', 'thl.fi'] })).toEqual({
      links: { is: 'no-https', link: 'thl.fi' },
    });
    expect(faultsIn({ heard: { count: '4' } })).toEqual({ count: 'few' });
    expect(faultsIn({ heard: { count: 'viisi' } })).toEqual({ count: 'no-number' });
    expect(faultsIn({ heard: { count: ' 5 ' }, links: ['https://thl.fi/a?b=c#d'] })).toEqual({});
    expect(firstFault({ 9: long, '2c': { heard: { count: '1' } } })).toBe('2c');
  });

  test('whatever is kept of a form without faults fits the record', () => {
    const answer: AnswerSoFar = {
      standing: 'not-our-task',
      why: ' Kunnan tehtävä ',
      links: ['https://thl.fi', ''],
      heard: { ways: ['paper'], count: '12', text: ' Lisää iltoja ' },
    };
    expect(draftChanges({ activity: 'Trio', answers: { 3: answer, 4: { links: [' '] } }, role: ' Ohjaaja ' })).toEqual({
      activity: 'Trio',
      role: 'Ohjaaja',
      answers: {
        3: {
          standing: 'not-our-task',
          why: 'Kunnan tehtävä',
          links: ['https://thl.fi'],
          heard: { ways: ['paper'], count: 12, text: 'Lisää iltoja' },
        },
      },
    });
    expect(refusedAt(draftChanges({ activity: 'Trio', answers: { 3: answer } }))).toEqual([]);
  });

  test('a name of two hundred signs is refused where it stands', () => {
    expect(isHeadFit({ activity: 'a'.repeat(200), answers: {} })).toBe(false);
    expect(isHeadFit({ activity: ' ', answers: {} })).toBe(false);
    expect(isHeadFit({ activity: 'Trio', role: '131052-308T', answers: {} })).toBe(false);
  });

  test.each([
    'http://thl.fi',
    'thl.fi',
    'javascript:alert(1)',
    'data:text/html,x',
    'https://',
    'https://aino:salainen@thl.fi',
    'https://thl.fi a',
    'HTTPS//thl.fi',
    '',
  ])('"%s" is no link that can be opened safely', (link) => expect(isSafeLink(link)).toBe(false));
});

describe('participants’ own view', () => {
  test('stands beside the team’s and is in no count of where it stands', () => {
    const answers = { 1: { heard: { ways: ['kiosk' as const], count: 8, text: 'Vakiintunut' } } };
    expect(countMarks(answers, areas)).toMatchObject({ established: 0, open: 28 });
    expect(hasAnswer(answers[1])).toBe(true);
  });
});

describe('what is looked for', () => {
  test('questions without an answer, and those that are ours to start', () => {
    expect(isLookedAt('unanswered', undefined)).toBe(true);
    expect(isLookedAt('unanswered', { shows: 'x' })).toBe(false);
    expect(isLookedAt('to-start', { standing: 'not-yet' })).toBe(true);
    expect(isLookedAt('to-start', { standing: 'not-our-task' })).toBe(false);
    expect(isLookedAt('all', undefined)).toBe(true);
    expect(isLookedAt('no-action', { standing: 'started' }, false)).toBe(true);
    expect(isLookedAt('no-action', { standing: 'started' }, true)).toBe(false);
    expect(isLookedAt('no-action', { standing: 'not-our-task' }, false)).toBe(false);
  });
});

describe('two tabs on one assessment', () => {
  const start = { activity: 'Trio', answers: { 1: { text: 'Alku' }, 3: { standing: 'started' } } } as const;

  test('each one’s changes hold, and of one text both versions stand', () => {
    const mine = { activity: 'Trio', answers: { 1: { text: 'Minun' }, 4: { text: 'Uusi' } }, area: 'own-life' };
    const theirs = {
      activity: 'Trion ilta',
      answers: { 1: { text: 'Heidän' }, 3: { standing: 'established' } },
    } as const;
    expect(mergeDrafts(start, mine, theirs)).toEqual({
      activity: 'Trion ilta',
      area: 'own-life',
      answers: { 1: { text: 'Heidän\n\nMinun', standing: undefined }, 4: { text: 'Uusi', standing: undefined } },
    });
  });

  test('what only one of them touched stands as that one left it', () => {
    const theirs = { activity: 'Trio', answers: { ...start.answers, 5: { text: 'Lisä' } } };
    expect(draftChanges(mergeDrafts(start, start, theirs))).toEqual(draftChanges(theirs));
    expect(draftChanges(mergeDrafts(start, theirs, start))).toEqual(draftChanges(theirs));
  });

  test('the second to save loses nothing: both stand in a draft of the newest revision', async () => {
    const id = newId();
    const first = await create(Assessment, assessmentFields(start, id, '2026-11-21'), { id });
    const theirs = await revise(Assessment, first, { answers: { ...start.answers, 5: { text: 'Lisä' } } });
    const mine = { ...start, answers: { ...start.answers, 6: { text: 'Minun' } } };
    expect(await keepAssessment(id, first, mine)).toEqual(theirs);
    const draft = await findDraft(AssessmentDrafts, id);
    expect(draft).toMatchObject({ base: 2, data: { answers: { 5: { text: 'Lisä' }, 6: { text: 'Minun' } } } });
    expect(await keepAssessment(id, theirs, draft!.data as typeof mine)).toBeUndefined();
    expect((await find(Assessment, id))?.answers).toMatchObject({ 5: { text: 'Lisä' }, 6: { text: 'Minun' } });
  });

  test('a failure that is not another tab’s is told as it is', async () => {
    await expect(keepAssessment('not-an-id', undefined, start)).rejects.toMatchObject({
      name: expect.stringContaining('Error'),
    });
    const id = newId();
    const first = await create(Assessment, assessmentFields(start, id, '2026-11-21'), { id });
    await remove(first);
    await expect(keepAssessment(id, first, start)).rejects.toBeInstanceOf(NotKept);
  });
});
