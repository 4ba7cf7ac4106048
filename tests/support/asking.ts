/** Surveys that are being made, of so many questions. */
import { newSurvey } from '../../src/survey/builder/begun.ts';
import { addQuestion } from '../../src/survey/builder/operations.ts';
import type { Survey } from '../../src/survey/builder/survey.ts';

/** A survey that asks so many short questions, none of which has words yet. */
export const asking = (count: number): Survey =>
  Array.from({ length: count }).reduce<Survey>(
    (survey) => addQuestion(survey, 'short').survey,
    newSurvey('k', 'fi', ''),
  );
