/** Every branch of a survey can be looked at, and what a new version means for answers is told before it is taken. */

import { describe, expect, test } from 'vitest';
import { newSurvey } from '../../src/survey/builder/begun.ts';
import { answersLeadingTo } from '../../src/survey/builder/branches.ts';
import { changesOf } from '../../src/survey/builder/changes.ts';
import { drawnForm } from '../../src/survey/builder/forms.ts';
import * as does from '../../src/survey/builder/operations.ts';
import type { Survey } from '../../src/survey/builder/survey.ts';
import { askedItems, fitted } from '../../src/survey/bundle/fit.ts';
import type { Instrument } from '../../src/survey/instrument/instrument.ts';
import { shownItems } from '../../src/survey/instrument/show.ts';
import { instruments } from '../../src/survey/instruments/all.ts';
import { madeInstrument } from '../support/made-instruments.ts';
import { fc } from '../support/property.ts';

const formNow = (survey: Survey) => drawnForm(survey, instruments, (words) => words.fi ?? '…')!;

/** A survey of questions by their types, each with its words. */
function surveyWith(...types: does.Addable[]): { survey: Survey; keys: string[] } {
  let survey = does.setSurvey(newSurvey('kysely-abc', 'fi', 'Oma'), 'titles', 'fi', 'Kysely');
  const keys = types.map((type, at) => {
    const added = does.addQuestion(survey, type);
    survey = does.setQuestion(added.survey, added.key, 'words', 'fi', `Kysymys ${at + 1}`);
    return added.key;
  });
  return { survey, keys };
}

describe('a branch', () => {
  test('is found with answers that bring its question; one without conditions is found always', () => {
    fc.assert(
      fc.property(madeInstrument, (form: Instrument) => {
        for (const [index, { showWhen }] of form.items.entries()) {
          const given = answersLeadingTo(form, index);
          if (given) expect(shownItems(form, given)[index]).toBe(true);
          if (!showWhen) expect(given).toBeDefined();
        }
      }),
      { numRuns: Number(process.env.FUZZ_RUNS ?? 200) },
    );
  });

  test('behind a branch is found too, and one whose conditions exclude each other is known to be seen by nobody', () => {
    const { survey, keys } = surveyWith('yes-no', 'number', 'several', 'long');
    const [used, times, where, why] = keys as [string, string, string, string];
    const when = (item: string, is: '=' | '>=' | '<=', value: number) => ({ item, is, value });
    let now = does.setRule(survey, times, { match: 'all', rules: [when(used, '=', 1)] });
    now = does.setRule(now, where, { match: 'all', rules: [when(times, '>=', 2), when(times, '<=', 3)] });
    now = does.setRule(now, why, { match: 'all', rules: [when(where, '=', 1), when(where, '=', 2)] });
    expect(answersLeadingTo(formNow(now), 3)).toEqual({ answers: [1, 2, null, null], several: { [where]: [1, 2] } });
    const never = does.setRule(now, why, { match: 'all', rules: [when(times, '>=', 4), when(times, '<=', 3)] });
    expect(answersLeadingTo(formNow(never), 3)).toBeUndefined();
    const either = does.setRule(now, why, { match: 'any', rules: [when(times, '>=', 900), when(used, '=', 0)] });
    expect(shownItems(formNow(either), answersLeadingTo(formNow(either), 3)!)[3]).toBe(true);
  });
});

describe('a new version', () => {
  test('says of each question what becomes of an answer that waits, as it then becomes of it', () => {
    const { survey, keys } = surveyWith('yes-no', 'short', 'scale', 'long');
    const [used, name, scale, why] = keys as [string, string, string, string];
    const before = formNow(survey);
    let now = does.moveQuestion(survey, why, -1).survey;
    now = does.setQuestion(now, name, 'words', 'fi', 'Toisin kysyttynä');
    now = does.removeQuestion(now, scale);
    const added = does.addQuestion(now, 'date');
    const after = formNow(added.survey);
    const changes = changesOf(before, after, ['fi']);
    expect(changes).toEqual({
      kept: [used, why],
      aside: [
        { item: name, why: 'changed' },
        { item: scale, why: 'gone' },
      ],
      added: [added.key],
      parts: [],
    });
    const answered = {
      ...{ language: 'fi', items: askedItems(before, 'fi'), answers: [1, null, 3, null] },
      texts: { [name]: 'Nimi', [why]: 'Koska' },
    };
    const { given, isWhole } = fitted(after, answered);
    expect(isWhole).toBe(false);
    expect(given.answers[0]).toBe(1);
    expect(given.texts).toEqual({ [why]: 'Koska' });
  });

  test('with another hint or another language’s words is another question to whoever answered in that language', () => {
    const { survey, keys } = surveyWith('long');
    const two = does.setQuestion(does.addLanguage(survey, 'sv'), keys[0]!, 'words', 'sv', 'Fråga');
    const before = formNow(two);
    const after = formNow(does.setQuestion(two, keys[0]!, 'words', 'sv', 'En annan fråga'));
    expect(changesOf(before, after, ['fi', 'sv']).aside).toEqual([{ item: keys[0], why: 'changed' }]);
    expect(changesOf(before, after, ['fi']).aside).toEqual([]);
  });
});
