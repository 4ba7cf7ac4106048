/** A survey that is made by picking: whatever is done to it, it is sound or says where it is not, and no words are lost. */

import { describe, expect, test } from 'vitest';
import finnish from '../../locales/fi.json';
import { newSurvey, surveyOf, surveyOfOne } from '../../src/survey/builder/begun.ts';
import { answersLeadingTo } from '../../src/survey/builder/branches.ts';
import { drawnForm } from '../../src/survey/builder/forms.ts';
import { type AroundSurvey, issuesOf, longestName, remarksOf, unfitOf } from '../../src/survey/builder/look-through.ts';
import * as does from '../../src/survey/builder/operations.ts';
import {
  isOwn,
  itemKey,
  type OwnPart,
  questionsOf,
  type Survey,
  SurveyDrafts,
} from '../../src/survey/builder/survey.ts';
import { countsIn } from '../../src/survey/builder/use-builder.ts';
import { filesOf, nextVersion } from '../../src/survey/builder/written.ts';
import { readBundle } from '../../src/survey/bundle/read-bundle.ts';
import { readInstrument } from '../../src/survey/instrument/file.ts';
import type { Instrument } from '../../src/survey/instrument/instrument.ts';
import { itemTypes, mostItems } from '../../src/survey/instrument/schema.ts';
import { shownItems } from '../../src/survey/instrument/show.ts';
import { plainVersion } from '../../src/survey/instrument/version.ts';
import { instruments as shipped } from '../../src/survey/instruments/all.ts';
import { pageLanguages } from '../../src/survey/respondent/page-languages.ts';
import { madeInstrument } from '../support/made-instruments.ts';
import { fc } from '../support/property.ts';

const spoken = pageLanguages.map(({ language }) => language);
const around: AroundSurvey = { instruments: shipped, pageLanguages: spoken };
const door = { shipped, pageLanguages: spoken, pageWords: Object.keys(finnish.answer) };

/** What the door that every file takes says of a survey: its instruments and bundle, or what is wrong. */
async function atTheDoor(survey: Survey) {
  const { bundle, instruments } = filesOf(survey);
  const read = await Promise.all(instruments.map((one) => readInstrument(one, door)));
  const wrong = read.flatMap((one) => (one.is === 'wrong' ? one.wrong : []));
  const made = read.flatMap((one) => (one.is === 'read' ? [one.instrument] : []));
  const all = [...shipped, ...made];
  const put = bundle && wrong.length === 0 ? readBundle(bundle, { instruments: all, taken: new Set() }) : undefined;
  return { wrong: [...wrong, ...(put?.is === 'wrong' ? put.wrong : [])], made, bundle, all };
}

/** One thing that a hand may do, with numbers that say to what. */
type Deed = [what: number, where: number, which: number, words: string];
const deed: fc.Arbitrary<Deed> = fc.tuple(
  fc.nat({ max: 26 }),
  fc.nat(),
  fc.nat(),
  fc.constantFrom(
    '',
    ' ',
    'Miten voit?',
    'kyllä',
    '3',
    '-2,5',
    'yhdeksän',
    'x'.repeat(2001),
    'a\u0007',
    'https://a.fi/t',
  ),
);

const pickOf = <T>(list: readonly T[], number: number): T | undefined => list[number % Math.max(1, list.length)];

function done(survey: Survey, [what, where, which, words]: Deed): Survey {
  const { key = '', question } = pickOf(questionsOf(survey), where) ?? {};
  const part = pickOf(survey.parts, where);
  const language = pickOf(survey.languages, which)!;
  const code = pickOf(question?.choices ?? [], which)?.code ?? 0;
  const by = which % 2 === 0 ? 1 : -1;
  const rule = () => {
    const asked = pickOf([...questionsOf(survey).map((one) => one.key), 'esis.s4', 'gone.q9'], which)!;
    const is = pickOf(['=', '!=', '>=', '<='] as const, which)!;
    const before = survey.parts
      .filter(isOwn)
      .flatMap(({ questions }) => questions)
      .find((one) => one === question)?.showWhen;
    const match = which % 3 === 0 ? ('any' as const) : ('all' as const);
    const codes =
      questionsOf(survey)
        .find((one) => one.key === asked)
        ?.question.choices.map(({ code }) => code) ?? [];
    return { match, rules: [...(before?.rules ?? []), { item: asked, is, value: pickOf(codes, where) ?? 2 }] };
  };
  const deeds: (() => Survey)[] = [
    () => does.addQuestion(survey, pickOf(does.addable, which)!, { after: key }).survey,
    () => does.addQuestion(survey, pickOf(does.addable, which)!, { part: part?.id }).survey,
    () => does.setQuestion(survey, key, 'words', language, words),
    () => does.setQuestion(survey, key, 'words', language, 'Miten menee?'),
    () => does.setQuestion(survey, key, 'hints', language, words),
    () => does.setSurvey(survey, 'titles', language, words),
    () => does.setSurvey(survey, pickOf(['purposes', 'controllers', 'notices'] as const, where)!, language, words),
    () => does.placeInstrument(survey, pickOf(['esis', 'own-words', 'work-ability', 'gone'], which)!, part?.id),
    () => does.addPart(survey, part?.id).survey,
    () => does.removeQuestion(survey, key),
    () => does.undoRemoval(survey),
    () => does.moveQuestion(survey, key, by).survey,
    () => does.movePart(survey, part?.id ?? '', by),
    () => does.retype(survey, key, pickOf(itemTypes, which)!),
    () => does.setBound(survey, key, pickOf(['min', 'max', 'limit'] as const, which)!, words),
    () => does.setRule(survey, key, which % 5 === 0 ? undefined : rule()),
    () => does.addChoice(survey, key),
    () => does.setChoice(survey, key, code, language, words),
    () => does.setChoice(survey, key, code, language, 'joskus'),
    () => does.removeChoice(survey, key, code),
    () => does.moveChoice(survey, key, code, by),
    () => does.setSteps(survey, key, which % 2, 3 + (where % 9)),
    () => does.addLanguage(survey, pickOf(['sv', 'ru', 'fi-simple'], which)!),
    () => does.removeLanguage(survey, language),
    () => does.repeatQuestion(survey, key).survey,
    () => does.setRule(survey, key, rule()),
    () => does.setRule(survey, key, rule()),
  ];
  return deeds[what]!();
}

const begun = newSurvey('kysely-abc', 'fi', 'Päiväkeskus');
const afterDeeds = fc.array(deed, { maxLength: 40 }).map((deeds) => deeds.reduce(done, begun));

/** Whatever is missing is written, and what is wrong is taken away: as a person would who goes from one word to the next. */
function mended(survey: Survey): Survey {
  let now = survey;
  for (const { why, part, question = '', choice = 0, language = '' } of issuesOf(survey, around)) {
    if (why === 'noTitle') now = does.setSurvey(now, 'titles', language, 'Kysely');
    if (why === 'noQuestions') now = does.placeInstrument(now, 'esis');
    if (why === 'noWords') now = does.setQuestion(now, question, 'words', language, 'Miten menee?');
    if (why === 'noChoices') now = does.addChoice(now, question);
    if (why === 'noChoiceWords') now = does.setChoice(now, question, choice, language, `sana ${choice}`);
    if (why.startsWith('rule') && question) now = does.setRule(now, question, undefined);
    if (['partUnknown', 'partLanguage'].includes(why)) now = does.removePart(now, part!);
    if (why === 'badAddress') now = does.setSurvey(now, 'notices', language, '');
    if (['notNumber', 'boundsTurned', 'badLimit'].includes(why))
      for (const bound of ['min', 'max', 'limit'] as const) now = does.setBound(now, question, bound, '');
    if (['tooLong', 'badSign'].includes(why)) {
      for (const what of ['titles', 'purposes', 'controllers'] as const)
        now = does.setSurvey(now, what, language, 'Sana');
      if (question) {
        now = does.setQuestion(now, question, 'words', language, 'Sana');
        now = does.setQuestion(now, question, 'hints', language, '');
        if (choice !== undefined) now = does.setChoice(now, question, choice, language, `sana ${choice}`);
      }
    }
  }
  return now;
}

/** Mended until nothing is said of it any more: a word that was mended may bring the next one. */
const wholly = (survey: Survey): Survey =>
  Array.from({ length: 12 }).reduce<Survey>((now) => (issuesOf(now, around).length > 0 ? mended(now) : now), survey);

describe('whatever is done', () => {
  test('a survey of which nothing is said is taken at the door of every file, and every word said stands at a thing that is there', async () => {
    let sound = 0;
    await fc.assert(
      fc.asyncProperty(afterDeeds, async (survey) => {
        for (const one of [survey, wholly(survey)]) {
          const issues = issuesOf(one, around);
          const keys = questionsOf(one).map(({ key }) => key);
          for (const { part, question, choice, language } of issues) {
            if (part !== undefined) expect(one.parts.map(({ id }) => id)).toContain(part);
            if (question !== undefined) expect(keys).toContain(question);
            if (language !== undefined) expect(one.languages).toContain(language);
            if (choice !== undefined) {
              const held = questionsOf(one).find(({ key }) => key === question)!.question.choices;
              expect(held.map(({ code }) => code)).toContain(choice);
            }
          }
          if (issues.length > 0) continue;
          sound++;
          expect((await atTheDoor(one)).wrong).toEqual([]);
        }
      }),
      { numRuns: Number(process.env.FUZZ_RUNS ?? 300) },
    );
    expect(sound, 'it is sound often enough to say anything').toBeGreaterThan(250);
  });

  test('what goes out and is taken in again is the same, in version and words', async () => {
    await fc.assert(
      fc.asyncProperty(afterDeeds, async (deeds) => {
        const survey = wholly(deeds);
        const { made, bundle } = await atTheDoor(survey);
        const again = surveyOf(bundle!, made, survey.owner);
        const { instruments, bundle: back } = filesOf(again);
        expect(back).toEqual(bundle);
        expect(instruments).toEqual(made.map(({ checksums: _, ...rest }) => rest));
      }),
      { numRuns: Number(process.env.FUZZ_RUNS ?? 150) },
    );
  });

  test('names of questions and codes of choices are given once, and a draft of it is read back whole', () => {
    fc.assert(
      fc.property(afterDeeds, (survey) => {
        const keys = questionsOf(survey).map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
        for (const { question } of questionsOf(survey)) {
          const codes = question.choices.map(({ code }) => code);
          expect(new Set(codes).size).toBe(codes.length);
        }
        expect(SurveyDrafts.read(JSON.parse(JSON.stringify(survey)))).toEqual({ data: survey, isWhole: true });
      }),
      { numRuns: Number(process.env.FUZZ_RUNS ?? 150) },
    );
  });

  test('an instrument of any shape that is the organisation’s own is changed in nothing by being opened', async () => {
    await fc.assert(
      fc.asyncProperty(madeInstrument, async (instrument) => {
        const { validated: _, ...own } = instrument;
        const survey = surveyOfOne(own as Instrument, 'kysely-x', 'Oma');
        const { instruments, bundle } = filesOf(survey);
        expect(bundle).toBeUndefined();
        const [one] = instruments;
        expect(
          one!.items.map(({ id, type, min, max, limit, showWhen }) => ({ id, type, min, max, limit, showWhen })),
        ).toEqual(
          own.items.map(({ id, type, min, max, limit, showWhen }) => ({
            ...{ id, type, showWhen },
            ...(type === 'number' ? { min, max } : { min: undefined, max: undefined }),
            limit: type === 'short' || type === 'long' ? limit : undefined,
          })),
        );
        for (const [language, text] of Object.entries(own.texts))
          expect(one!.texts[language]!.items).toEqual(text.items.map((words) => words.trim()));
      }),
      { numRuns: Number(process.env.FUZZ_RUNS ?? 100) },
    );
  });
});

describe('a question', () => {
  const two = () => {
    const first = does.addQuestion(begun, 'single');
    const second = does.addQuestion(first.survey, 'long');
    return { survey: second.survey, first: first.key, second: second.key };
  };

  test('that was taken away comes back to where it stood, with all that was written; rules that look at it say so meanwhile', () => {
    const { survey, first, second } = two();
    const showWhen = { match: 'all' as const, rules: [{ item: first, is: '=' as const, value: 1 }] };
    const asked = does.setRule(does.setQuestion(survey, first, 'words', 'fi', 'Käytkö?'), second, showWhen);
    const gone = does.removeQuestion(asked, first);
    expect(issuesOf(gone, around)).toContainEqual({
      ...{ why: 'ruleGone', part: 'kysely-abc-1', question: second, other: first },
    });
    expect(does.undoRemoval(gone)).toEqual(asked);
  });

  test('is not moved into a part that is full', () => {
    const { survey, first } = two();
    const full = Array.from({ length: mostItems }, (_, at) => ({
      ...questionsOf(survey)[0]!.question,
      name: `f${at}`,
    }));
    const part = does.addPart(survey);
    const parts = part.survey.parts.map((one) =>
      one.id === part.part ? { ...(one as OwnPart), questions: full } : one,
    );
    const last = questionsOf(survey).at(-1)!.key;
    const around = { ...part.survey, parts };
    expect(does.canMove(around, last, 1)).toBe(false);
    expect(does.canMove(part.survey, last, 1)).toBe(true);
    expect(does.canMove(around, first, 1), 'within its own').toBe(true);
  });

  test('that is moved before the one that its rule looks at says so at its place', () => {
    const { survey, first, second } = two();
    const showWhen = { match: 'all' as const, rules: [{ item: first, is: '=' as const, value: 1 }] };
    const turned = does.moveQuestion(does.setRule(survey, second, showWhen), second, -1).survey;
    expect(
      issuesOf(turned, around).find(({ question, why }) => question === second && why === 'ruleLater'),
    ).toBeTruthy();
  });

  test('whose rule waits for one that waits for it says so: moving neither would mend it', () => {
    const first = does.addQuestion(begun, 'yes-no');
    const second = does.addQuestion(first.survey, 'yes-no');
    const on = (item: string) => ({ match: 'all' as const, rules: [{ item, is: '=' as const, value: 1 }] });
    const turned = does.moveQuestion(does.setRule(second.survey, second.key, on(first.key)), first.key, 1).survey;
    const whyOf = (survey: Survey) => issuesOf(survey, around).flatMap(({ why }) => (/^rule/.test(why) ? why : []));
    expect(whyOf(turned)).toEqual(['ruleLater']);
    const circle = does.setRule(turned, first.key, on(second.key));
    expect(issuesOf(circle, around).filter(({ why }) => /^rule/.test(why))).toEqual([
      { why: 'ruleCircle', part: first.key.split('.')[0], question: second.key, other: first.key },
    ]);
    expect(whyOf(does.moveQuestion(circle, first.key, -1).survey), 'nor the other way round').toEqual(['ruleCircle']);
    expect(whyOf(does.setRule(circle, second.key, undefined)), 'taking one away mends it').toEqual([]);
  });

  test('that moves past an instrument into the next part is found there by the rules that looked at it', () => {
    const first = does.addQuestion(begun, 'single');
    const placed = does.placeInstrument(first.survey, 'esis');
    const last = does.addPart(placed);
    const second = does.addQuestion(last.survey, 'long', { part: last.part });
    const third = does.addQuestion(second.survey, 'long', { part: last.part });
    const showWhen = { match: 'all' as const, rules: [{ item: first.key, is: '=' as const, value: 1 }] };
    const moved = does.moveQuestion(does.setRule(third.survey, third.key, showWhen), first.key, 1);
    expect(moved.key).toBe(itemKey(last.part, first.key.split('.')[1]!));
    const rule = questionsOf(moved.survey).find(({ key }) => key === third.key)!.question.showWhen;
    expect(rule?.rules.map(({ item }) => item)).toEqual([moved.key]);
  });

  test('whose text is missing in one language says so in that language, and so does each of its choices', () => {
    const { survey, first } = two();
    const codes = questionsOf(survey)[0]!.question.choices.map(({ code }) => code);
    let now = does.addLanguage(does.setQuestion(survey, first, 'words', 'fi', 'Käytkö täällä?'), 'sv');
    for (const code of codes) now = does.setChoice(now, first, code, 'fi', `kerran ${code}`);
    const at = { part: first.split('.')[0], question: first, language: 'sv' };
    expect(issuesOf(now, around).filter(({ question }) => question === first)).toEqual([
      { why: 'noWords', ...at },
      ...codes.map((choice) => ({ why: 'noChoiceWords', ...at, choice })),
    ]);
  });

  test('of another type keeps what it had for when it is turned back', () => {
    const { survey, first } = two();
    const said = does.setChoice(survey, first, 1, 'fi', 'usein');
    const back = does.retype(does.retype(said, first, 'long'), first, 'single');
    expect(questionsOf(back)[0]!.question).toEqual(questionsOf(said)[0]!.question);
    expect(filesOf(does.retype(said, first, 'long')).instruments[0]!.scales).toBeUndefined();
  });

  test('keeps the words of the ends of its scale when the scale grows, and what was between them can come back', () => {
    const scale = does.addQuestion(begun, 'scale');
    let now = scale.survey;
    for (const [code, words] of [
      [1, 'ei lainkaan'],
      [3, 'siltä väliltä'],
      [5, 'paljon'],
    ] as const)
      now = does.setChoice(now, scale.key, code, 'fi', words);
    const wordsOf = (survey: Survey) => questionsOf(survey)[0]!.question.choices.map(({ words }) => words.fi);
    const wide = does.setSteps(now, scale.key, 0, 10);
    expect(wordsOf(wide).filter(Boolean)).toEqual(['ei lainkaan', 'siltä väliltä', 'paljon']);
    expect(wordsOf(wide)).toHaveLength(11);
    const narrow = does.setSteps(wide, scale.key, 0, 2);
    expect(wordsOf(narrow)).toEqual(['ei lainkaan', undefined, 'paljon']);
    expect(wordsOf(does.undoRemoval(narrow))).toEqual(wordsOf(wide));
  });
});

describe('what is said of it', () => {
  const long = 'n'.repeat(201);
  const say = (survey: Survey, what: 'titles' | 'purposes', text: string) => does.setSurvey(survey, what, 'fi', text);

  test('a name and a heading of more than 200 signs are told at their places, and nothing of them is cut', () => {
    const { survey, part } = does.addPart(say(newSurvey('kysely-a', 'fi', ''), 'titles', long));
    const asked = does.addQuestion(does.setSection(survey, part, 's1', 'titles', 'fi', long), 'short').survey;
    expect(asked.titles.fi).toBe(long);
    expect(issuesOf(asked, around).filter(({ why }) => why === 'nameTooLong')).toEqual([
      { why: 'nameTooLong', language: 'fi' },
      { why: 'nameTooLong', part, language: 'fi' },
    ]);
    expect(unfitOf('n'.repeat(200), longestName)).toBeUndefined();
  });

  test('the longest other text is told of too', () => {
    const survey = say(newSurvey('kysely-a', 'fi', ''), 'purposes', 'n'.repeat(2001));
    expect(issuesOf(survey, around)).toContainEqual({ why: 'tooLong', language: 'fi' });
  });

  test('choices that read alike are worth a look in the language in which they do, and hold nothing up', () => {
    const begun = does.addQuestion(say(newSurvey('kysely-a', 'fi', ''), 'titles', 'Arki'), 'single');
    const said = ['Usein', ' usein ', 'Harvoin'].reduce(
      (now, words, at) => does.setChoice(at < 2 ? now : does.addChoice(now, begun.key), begun.key, at + 1, 'fi', words),
      does.setQuestion(begun.survey, begun.key, 'words', 'fi', 'Kuinka usein?'),
    );
    expect(issuesOf(said, around)).toEqual([]);
    expect(remarksOf(said)).toMatchObject([{ why: 'sameChoice', question: begun.key, choice: 2, language: 'fi' }]);
    expect(remarksOf(does.setChoice(said, begun.key, 2, 'fi', 'Joskus'))).toEqual([]);
    expect(remarksOf(does.addLanguage(said, 'sv')), 'what is not written yet is not alike').toHaveLength(1);
  });

  test('why it is asked is worth a look where it is told in one language of two', () => {
    const two = does.addLanguage(newSurvey('kysely-a', 'fi', ''), 'sv');
    expect(remarksOf(two), 'told in none').toEqual([]);
    const told = say(two, 'purposes', 'Jotta ovi on auki.');
    expect(remarksOf(told)).toEqual([{ why: 'purposeMissing', language: 'sv' }]);
    expect(remarksOf(does.setSurvey(told, 'purposes', 'sv', 'Så att dörren är öppen.'))).toEqual([]);
  });

  test('a rule on what is gone or comes later is wrong, not missing', () => {
    const counts = countsIn(
      [{ why: 'ruleGone' }, { why: 'ruleLater' }, { why: 'noWords' }, { why: 'noChoiceWords' }],
      [{ why: 'sameChoice' }],
    );
    expect(counts).toEqual({ missing: 2, wrong: 2, remarks: 1 });
  });

  test.each([
    ['1', '1'],
    ['2.77455', '2'],
    ['1.5.48317', '1.5'],
    ['kevät-2.00001', 'kevät-2'],
    ['1.4', '1.4'],
  ])('version %s is read as %s', (version, plain) => {
    expect(plainVersion(version)).toBe(plain);
  });
});

test('an official instrument stands whole: nothing that is done to its name or questions changes a word of it', () => {
  const placed = does.placeInstrument(begun, 'esis');
  expect(does.setQuestion(placed, 'esis.s4', 'words', 'fi', 'Oma sana')).toEqual(placed);
  expect(does.setRule(placed, 'esis.s4', { match: 'all', rules: [] })).toEqual(placed);
  expect(does.removeQuestion(placed, 'esis.s4')).toEqual(placed);
  expect(does.moveQuestion(placed, 'esis.s4', 1).survey).toEqual(placed);
  expect(filesOf(placed).instruments).toEqual([]);
});

test('a version goes up where something changed, once, and nowhere else', () => {
  const one = does.addQuestion(does.setSurvey(begun, 'titles', 'fi', 'Kysely'), 'long');
  const asked = does.setQuestion(one.survey, one.key, 'words', 'fi', 'Miten voit?');
  const { bundle, instruments } = filesOf(asked);
  const made = instruments.map((instrument): Instrument => ({ ...instrument, checksums: {} }));
  const again = surveyOf(bundle!, made, 'Päiväkeskus');
  expect(filesOf(again)).toEqual({ bundle, instruments });
  const changed = filesOf(does.setQuestion(again, one.key, 'words', 'fi', 'Miten jakselet?'));
  const second = expect.stringMatching(/^2\.\d{5}$/);
  expect([changed.bundle!.version, changed.instruments[0]!.version]).toEqual([second, second]);
  const renamed = filesOf(does.setSurvey(again, 'purposes', 'fi', 'Kehitämme toimintaa.'));
  expect([renamed.bundle!.version, renamed.instruments[0]!.version]).toEqual([second, '1']);
  const otherwise = filesOf(does.setSurvey(again, 'titles', 'fi', 'Toinen nimi'));
  expect([otherwise.bundle!.version, otherwise.instruments[0]!.version], 'nobody is asked anything else').toEqual([
    second,
    '1',
  ]);
  expect(otherwise.instruments[0]!.texts.fi!.title).toBe('Toinen nimi');
});

test('two devices that change one version in different words make two versions, in the same words one', () => {
  const one = does.addQuestion(does.setSurvey(begun, 'titles', 'fi', 'Kysely'), 'long');
  const asked = does.setQuestion(one.survey, one.key, 'words', 'fi', 'Miten voit?');
  const { bundle, instruments } = filesOf(asked);
  const made = instruments.map((instrument): Instrument => ({ ...instrument, checksums: {} }));
  const versionsOf = (words: string) => {
    const files = filesOf(does.setQuestion(surveyOf(bundle!, made, 'Päiväkeskus'), one.key, 'words', 'fi', words));
    return [files.bundle!.version, ...files.instruments.map(({ version }) => version)];
  };
  const all = Array.from({ length: 40 }, (_, at) => versionsOf(`Miten voit ${at}?`));
  expect(versionsOf('Miten voit 7?')).toEqual(all[7]);
  for (const at of [0, 1]) expect(new Set(all.map((versions) => versions[at])).size).toBe(all.length);
});

test('the version after another keeps its own digits apart from the number', () => {
  for (const [before, next] of [
    ['1', '2'],
    ['2.48317', '3'],
    ['1.4', '1.5'],
    ['1.5.00012', '1.6'],
    ['kevät', 'kevät-2'],
    ['9', '10'],
  ])
    expect(nextVersion(before!, 'Miten voit?').replace(/\.\d{5}$/, ''), before).toBe(next);
});

/** A survey of so many questions, each shown by what was answered to the one before. */
function chainOf(count: number): Survey {
  const part = does.addPart(begun);
  const names = Array.from({ length: count }, (_, at) => `q${at + 10}`);
  const [blank] = questionsOf(does.addQuestion(part.survey, 'yes-no', { part: part.part }).survey);
  const questions = names.map((name, at) => ({
    ...blank!.question,
    ...{ name, words: { fi: `Kysymys ${at + 1}` } },
    ...(at > 0
      ? {
          showWhen: {
            match: 'all' as const,
            rules: [{ item: itemKey(part.part, names[at - 1]!), is: '=' as const, value: 1 }],
          },
        }
      : {}),
  }));
  const parts = part.survey.parts.map((one) => (isOwn(one) ? { ...one, questions } : one));
  return { ...does.setSurvey(part.survey, 'titles', 'fi', 'Kysely'), parts };
}

/** The same list, which counts how often one of it is looked at. */
function watched<T extends object>(list: T[]): { list: T[]; looks: () => number } {
  let looks = 0;
  const counting = new Proxy(list, {
    get(of, name, receiver) {
      if (typeof name === 'string' && /^\d+$/.test(name)) looks++;
      return Reflect.get(of, name, receiver);
    },
  });
  return { list: counting, looks: () => looks };
}

test('two hundred questions are taken, one more says so', () => {
  expect(issuesOf(chainOf(200), around).map(({ why }) => why)).toEqual([]);
  expect(issuesOf(chainOf(1000), around)).toEqual([{ why: 'tooMany', part: 'kysely-abc-1' }]);
});

test('of a thousand questions that hang on each other each is looked at a few times, whatever is done', () => {
  const survey = chainOf(1000);
  const [part] = survey.parts.filter(isOwn);
  const questions = watched(part!.questions);
  const counted = { ...survey, parts: [{ ...part!, questions: questions.list }] };
  const workOf = (work: () => void) => {
    const before = questions.looks();
    work();
    return questions.looks() - before;
  };
  const key = itemKey(part!.id, part!.questions[999]!.name);
  for (const [what, work] of [
    ['looked through', () => issuesOf(counted, around)],
    ['typed into', () => does.setQuestion(counted, key, 'words', 'fi', 'Toinen')],
    ['moved', () => does.moveQuestion(counted, key, -1)],
    ['removed', () => does.removeQuestion(counted, key)],
    ['written', () => filesOf(counted)],
  ] as const)
    expect(workOf(work), what).toBeLessThan(10 * 1000);
  const form = drawnForm(survey, shipped, ({ fi }) => fi ?? '')!;
  const items = watched(form.items);
  const given = { answers: form.items.map(() => 1) };
  expect(shownItems({ items: items.list }, given).every(Boolean)).toBe(true);
  expect(items.looks(), 'what is shown, at each answer').toBeLessThan(5 * 1000);
  const again = watched(form.items);
  expect(answersLeadingTo({ ...form, items: again.list }, 999)?.answers.filter(Boolean)).toHaveLength(999);
  expect(again.looks(), 'the way to the last one').toBeLessThan(2_100_000);
});
