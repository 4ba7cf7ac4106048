/** The 24 help questions and a team's answers to them. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Assessment, activityLimit, assessmentTextLimit, hasAnswer } from '../../src/assessment/assessment.ts';
import { keepAssessment } from '../../src/assessment/assessment-page.tsx';
import { AssessmentDrafts } from '../../src/assessment/draft.ts';
import { assessmentFields, draftChanges, formOf, mergeDrafts, withAnswer } from '../../src/assessment/form.ts';
import helpQuestions from '../../src/assessment/help-questions.json' with { type: 'json' };
import { sayKept, takeKept } from '../../src/assessment/just-saved.ts';
import { questionsByNumber, wordingOf } from '../../src/assessment/parts.ts';
import { countMarks, marks, marksOf, progress } from '../../src/assessment/progress.ts';
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

const record = (fields: object) => ({
  kind: 'assessment',
  id: '01934f0e-8c1b-7abc-8def-0123456789ab',
  rev: 1,
  at: '2026-11-21T12:52:00.000Z',
  v: 1,
  unit: 'oma',
  device: 'b8d0f6c2-5a68-4a1e-9d56-0f0a6a3f2f11',
  ...assessmentFields({ activity: 'Trio', answers: {} }),
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
    expect(assessmentFields(formOf())).toMatchObject({
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
    const first = await create(Assessment, assessmentFields(start), { id });
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
    const first = await create(Assessment, assessmentFields(start), { id });
    await remove(first);
    await expect(keepAssessment(id, first, start)).rejects.toBeInstanceOf(NotKept);
  });
});
