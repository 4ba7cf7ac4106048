/**
 * Everything that is measured. A target is a built site in a folder, how its form is filled in, and where it keeps a
 * finished response: `keeps`. `{ tap, checked }` is what a finger touches and what is then ticked.
 * `everySize`: also measured with thousands of responses stored.
 */
import fs from 'node:fs';
import path from 'node:path';
import { Site } from './lib/site.mjs';
import { clone } from './seeds/clone.mjs';
import { seedOurs } from './seeds/ours.mjs';

const peers = path.join(import.meta.dirname, 'dist');

/** The two that we wrote by hand share their form. */
const handMade = {
  first: { tap: '#q1 label:nth-of-type(1)', checked: '#q1 label:nth-of-type(1) input' },
  answer: (n) => ({ tap: `#q${n} label:nth-of-type(4)`, checked: `#q${n} label:nth-of-type(4) input` }),
  background: ['#age label:nth-of-type(2)', '#area label:nth-of-type(1)', '#first label:nth-of-type(1)'],
  text: '#comment',
  save: '#save',
  everySize: true,
};

const label = (input) => ({ tap: `label:has(> ${input})`, checked: input });

const forms = [
  { name: 'static-html', ...handMade },
  { name: 'floor', ...handMade },
  {
    name: 'enketo',
    first: label('input[name="/data/q1"][value="1"]'),
    answer: (n) => label(`input[name="/data/q${n}"][value="4"]`),
    background: ['age"][value="18_29', 'area"][value="urban', 'first"][value="yes'].map(
      (which) => label(`input[name="/data/${which}"]`).tap,
    ),
    text: 'textarea[name="/data/comment"]',
    save: '#submit-form',
  },
  {
    name: 'surveyjs',
    first: label('input[name$="_q1"][value="1"]'),
    answer: (n) => label(`input[name$="_q${n}"][value="4"]`),
    background: ['18_29', 'urban', 'yes'].map((value) => label(`input[type=radio][value="${value}"]`).tap),
    text: 'textarea',
    save: '.sd-navigation__complete-btn',
  },
].map((form) => ({
  folder: path.join(peers, form.name),
  path: '/',
  start: [],
  keeps: { db: 'peer', store: 'responses' },
  seed: clone,
  ...form,
}));

const ownAnswer = (n, value) => ({
  tap: `#q${n} label:has(input[value="${value}"])`,
  checked: `#q${n} input[value="${value}"]`,
});

const ours = {
  name: 'ours',
  path: '/answer/esis.fi',
  start: [{ tap: 'label[for="begin"]', checked: '#begin' }],
  first: ownAnswer(1, 1),
  answer: (n) => ownAnswer(n, 4),
  next: '#next',
  save: '#next',
  keeps: { db: 'kenttakirja', store: 'records' },
  seed: seedOurs,
  everySize: true,
};

const isBuilt = ({ folder }) => fs.existsSync(path.join(folder, 'index.html'));

/**
 * The targets of these names (none: all), each with a host of its own; one that is not built is left out with a word.
 * `app` is the folder of our built app.
 */
export function readyTargets(names, app, endpoint) {
  const all = [...forms, { ...ours, folder: app }];
  const chosen = all.filter(({ name }) => !names.length || names.includes(name));
  for (const { name } of chosen.filter((target) => !isBuilt(target))) console.error(`${name} is not built: left out`);
  return chosen.filter(isBuilt).map((target, index) => ({
    ...target,
    site: new Site({ folder: target.folder, port: 4801 + index, api: endpoint.answer }),
  }));
}
