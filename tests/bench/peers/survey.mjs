/** The one survey that every peer asks: ten statements of five steps, three single choices, one free text. The words are made up. */
export const title = 'Wellbeing and community survey';
export const intro = 'Please say how far you agree with each statement.';

/** [value, label] of each step. */
export const steps = [
  ['1', 'Strongly disagree'],
  ['2', 'Disagree'],
  ['3', 'Neither'],
  ['4', 'Agree'],
  ['5', 'Strongly agree'],
];

const statements = [
  'I feel that my life has a clear purpose.',
  'I have people nearby whom I can ask for help.',
  'I know where to turn when I face a serious problem.',
  'I feel welcome in the place where I live.',
  'I am satisfied with the support that I receive.',
  'I find it easy to trust the people around me.',
  'I am able to cope with what each day brings.',
  'I take part in activities with others every week.',
  'I feel hopeful about the next twelve months.',
  'I would recommend this service to a friend.',
];

/** Each statement with the name of its field and its number. */
export const likert = statements.map((text, index) => ({ name: `q${index + 1}`, label: `${index + 1}. ${text}` }));

export const background = [
  {
    name: 'age',
    label: 'Age group',
    choices: [
      ['u18', 'Under 18'],
      ['18_29', '18 to 29'],
      ['30_49', '30 to 49'],
      ['50p', '50 or over'],
    ],
  },
  {
    name: 'area',
    label: 'Where do you live?',
    choices: [
      ['urban', 'Town or city'],
      ['suburb', 'Edge of town'],
      ['rural', 'Countryside'],
    ],
  },
  {
    name: 'first',
    label: 'Is this your first visit?',
    choices: [
      ['yes', 'Yes'],
      ['no', 'No'],
      ['unsure', 'Not sure'],
    ],
  },
];

export const comment = { name: 'comment', label: 'Anything else that you would like to tell us?' };
