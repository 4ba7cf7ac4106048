/** Where whoever makes a survey goes on once something was taken out of it or came back; and what is asked in another language. */
import { expect, test } from 'vitest';
import { askedOtherwise } from '../../src/survey/builder/look-through.ts';
import { cameBack, neighbourOf } from '../../src/survey/builder/neighbour.ts';
import * as does from '../../src/survey/builder/operations.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { asking } from '../support/asking.ts';

const [first, second, third] = ['k-1.q2', 'k-1.q3', 'k-1.q4'];

test.each([
  ['the next question', asking(3), second!, third!],
  ['of the last one, the one before', asking(3), third!, second!],
  ['of the only one, its part', asking(1), first!, 'part:k-1'],
])('beside a question that is taken out stands %s', (_, survey, gone, neighbour) => {
  expect(neighbourOf(gone, survey, does.removeQuestion(survey, gone))).toBe(neighbour);
});

test('beside the only part stands adding; beside one of two, the other', () => {
  const survey = asking(1);
  expect(neighbourOf('part:k-1', survey, does.removePart(survey, 'k-1'))).toBe('add');
  const two = does.placeInstrument(survey, 'esis');
  expect(neighbourOf('part:esis', two, does.removePart(two, 'esis'))).toBe(first);
  expect(neighbourOf('part:k-1', two, does.removePart(two, 'k-1'))).toBe('part:esis');
});

test('what came back is found, in a part of its own where its part is gone', () => {
  const survey = asking(2);
  const without = does.removeQuestion(survey, first!);
  expect(cameBack(without, does.undoRemoval(without))).toBe(first);
  const bare = { ...without, parts: [] };
  expect(cameBack(bare, does.undoRemoval(bare))).toMatch(/^part:k-/);
});

test('a scale without its owner’s text in a language is said to be asked in Finnish there', () => {
  const survey = does.addLanguage(does.placeInstrument(asking(1), 'esis'), 'so');
  const said = [{ id: 'esis', title: esis.texts.fi!.title, asked: 'fi' }];
  expect(askedOtherwise(survey, [esis], 'so')).toEqual(said);
  expect(askedOtherwise(survey, [esis], 'fi')).toEqual([]);
  expect(askedOtherwise(asking(1), [esis], 'so'), 'of what does not stand in it nothing is said').toEqual([]);
});
