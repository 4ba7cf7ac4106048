/** What the builder tells of a survey: its numbers as paper has them, its headings at their questions, and where no more is added. */
import * as i18next from 'i18next';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { beforeAll, expect, test } from 'vitest';
import finnish from '../../locales/fi.json';
import { AddQuestion } from '../../src/survey/builder/add-question.tsx';
import { surveyOfOne } from '../../src/survey/builder/begun.ts';
import * as does from '../../src/survey/builder/operations.ts';
import { QuestionPlace } from '../../src/survey/builder/question-form.tsx';
import { QuestionsList } from '../../src/survey/builder/questions-list.tsx';
import { questionsOf, type Survey } from '../../src/survey/builder/survey.ts';
import { type Builder, namedQuestions } from '../../src/survey/builder/use-builder.ts';
import { About } from '../../src/survey/instrument/about.tsx';
import { type Instrument, saidOfOrigin, unnamed } from '../../src/survey/instrument/instrument.ts';
import { mostItems } from '../../src/survey/instrument/schema.ts';
import { asking } from '../support/asking.ts';

beforeAll(() => i18next.init({ lng: 'fi', resources: { fi: { translation: finnish } }, initAsync: false }));

const around = { instruments: [], pageLanguages: ['fi'] };
const builderOf = (survey: Survey): Builder =>
  ({
    ...{ survey, around, language: 'fi', issues: [], remarks: [], standing: new Map() },
    ...{ known: { instruments: [], bundles: [] }, named: namedQuestions(survey, around, 'fi') },
    hrefOf: (at = '') => `/b?at=${at}`,
  }) as unknown as Builder;

test('a text to read has no number and takes none, as on paper', () => {
  const note = does.addQuestion(asking(1), 'statement');
  const { survey } = does.addQuestion(note.survey, 'short');
  const keys = questionsOf(survey).map(({ key }) => key);
  const named = namedQuestions(survey, around, 'fi');
  expect(keys.map((key) => named.get(key)?.number)).toEqual([1, undefined, 2]);
});

test('a heading stands above the first of its questions, and not above the part', () => {
  const text = { stem: '', responses: {}, source: unnamed, copyright: unnamed };
  const instrument: Instrument = {
    ...{ id: 'oma', version: '1', licence: unnamed, order: [], checksums: {} },
    items: [
      { id: 'first', type: 'short', section: 'own' },
      { id: 'work', type: 'short', section: 'official' },
    ],
    texts: {
      fi: {
        ...text,
        title: 'Kysely',
        items: ['Mitä kuuluu?', 'Entä työ?'],
        sections: { official: { title: 'Oletetaan' } },
      },
    },
  };
  const html = renderToString(
    h(QuestionsList, { builder: builderOf(surveyOfOne(instrument, 'kysely-abc', '')), at: '' }),
  );
  const places = [finnish.builder.ownQuestions, 'Mitä kuuluu?', 'Oletetaan', 'Entä työ?'].map((said) =>
    html.indexOf(said),
  );
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));

  const about = renderToString(h(About, { instrument }));
  expect(about, 'nobody is named').not.toContain(unnamed);
  expect(saidOfOrigin(`${unnamed} · © THL`, undefined, 'versio 1')).toBe('© THL · versio 1');
});

test('to a part that is full nothing is added, and that is said where one adds', () => {
  const survey = asking(mostItems);
  const { part, question, key } = questionsOf(survey).at(-1)!;
  expect(does.addQuestion(survey, 'short', { part: part.id }).survey).toBe(survey);
  expect(does.repeatQuestion(survey, key).survey).toBe(survey);
  const full = i18next.t('builder.fullPart', { most: mostItems });
  const builder = builderOf(survey);
  const add = renderToString(h(AddQuestion, { builder, after: '' }));
  expect(add).toContain(full);
  expect(add).not.toContain(finnish.builder.kind.short);
  expect(add, 'a new part can be').toContain(finnish.builder.newPart);
  const place = renderToString(h(QuestionPlace, { builder, part, question }));
  expect(place).toContain(full);
  expect(place).not.toContain(finnish.builder.repeat);
});
