/** The rule of a question, as its form draws it. */
import * as i18next from 'i18next';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { beforeAll, expect, test } from 'vitest';
import finnish from '../../locales/fi.json';
import type { Translate } from '../../src/i18n/words.ts';
import { newSurvey } from '../../src/survey/builder/begun.ts';
import { issuesOf } from '../../src/survey/builder/look-through.ts';
import * as does from '../../src/survey/builder/operations.ts';
import { RuleForm } from '../../src/survey/builder/rule-form.tsx';
import { ruleInWords } from '../../src/survey/builder/rule-words.ts';
import { questionsOf } from '../../src/survey/builder/survey.ts';
import type { Builder } from '../../src/survey/builder/use-builder.ts';

beforeAll(() => i18next.init({ lng: 'fi', resources: { fi: { translation: finnish } }, initAsync: false }));

test('a question that was moved behind the one it shows is still called by its answers', () => {
  const yesNo = does.addQuestion(newSurvey('kysely-abc', 'fi', ''), 'yes-no');
  const next = does.addQuestion(yesNo.survey, 'short', { after: yesNo.key });
  const showWhen = { match: 'all' as const, rules: [{ item: yesNo.key, is: '=' as const, value: 0 }] };
  const { survey } = does.moveQuestion(does.setRule(next.survey, next.key, showWhen), yesNo.key, 1);
  const around = { instruments: [], pageLanguages: ['fi'] };
  const issues = issuesOf(survey, around);
  const builder = { survey, around, issues, language: 'fi', named: new Map() } as unknown as Builder;
  const { part, question } = questionsOf(survey)[0]!;
  const html = renderToString(h(RuleForm, { builder, part, question }));
  expect(html).toContain(finnish.builder.why.ruleLater);
  expect(html).toMatch(/<option[^>]*selected[^>]*>ei</);
  expect(html).not.toContain(finnish.builder.ruleNumber);
});

test('a question that was removed is called by its words and its answers, in the form and in the list', () => {
  const yesNo = does.addQuestion(newSurvey('kysely-abc', 'fi', ''), 'yes-no');
  const next = does.addQuestion(yesNo.survey, 'short', { after: yesNo.key });
  const showWhen = { match: 'all' as const, rules: [{ item: yesNo.key, is: '=' as const, value: 0 }] };
  const asked = does.setRule(
    does.setQuestion(next.survey, yesNo.key, 'words', 'fi', 'Käytkö töissä?'),
    next.key,
    showWhen,
  );
  const survey = does.removeQuestion(asked, yesNo.key);
  const around = { instruments: [], pageLanguages: ['fi'] };
  const builder = { survey, around, issues: issuesOf(survey, around), language: 'fi', named: new Map() };
  const { part, question } = questionsOf(survey)[0]!;
  const html = renderToString(h(RuleForm, { builder: builder as unknown as Builder, part, question }));
  expect(html).toContain('”Käytkö töissä?” (poistettu)');
  expect(html).toMatch(/<option[^>]*selected[^>]*>ei</);
  const inWords = (now: typeof survey) => ruleInWords(i18next.t as Translate, { ...builder, survey: now }, showWhen);
  expect(inWords(survey)).toBe('kysymykseen ”Käytkö töissä?” (poistettu) vastataan ”ei”');
  expect(inWords({ ...survey, removed: [] }), 'long ago').toBe(finnish.builder.goneRule);
});
