/** The rule of a question, as its form draws it. */
import * as i18next from 'i18next';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { beforeAll, expect, test } from 'vitest';
import finnish from '../../locales/fi.json';
import { newSurvey } from '../../src/survey/builder/begun.ts';
import { issuesOf } from '../../src/survey/builder/look-through.ts';
import * as does from '../../src/survey/builder/operations.ts';
import { RuleForm } from '../../src/survey/builder/rule-form.tsx';
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
