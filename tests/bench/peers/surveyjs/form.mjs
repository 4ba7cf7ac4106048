import { background, comment, intro, likert, steps, title } from '../survey.mjs';

const asChoices = (choices) => choices.map(([value, text]) => ({ value, text }));

/** The survey as SurveyJS takes it: the statements are one matrix. */
export const form = {
  title,
  description: intro,
  showQuestionNumbers: 'off',
  elements: [
    {
      type: 'matrix',
      name: 'likert',
      title: intro,
      isAllRowRequired: true,
      columns: steps.map(([value, text]) => ({ value: Number(value), text })),
      rows: likert.map(({ name, label }) => ({ value: name, text: label })),
    },
    ...background.map(({ name, label, choices }) => ({
      type: 'radiogroup',
      name,
      title: label,
      isRequired: true,
      choices: asChoices(choices),
    })),
    { type: 'comment', name: comment.name, title: comment.label },
  ],
  completeText: 'Save',
  showCompletedPage: false,
};
