import '../shared/shell.css';
import 'survey-core/survey-core.fontless.min.css';
import definition from 'virtual:form';
import { Model } from 'survey-core';
import { renderSurvey } from 'survey-js-ui';
import { save, showCount } from '../shared/store.js';

const survey = new Model(definition);
survey.onComplete.add(async ({ data }) => {
  await save(data);
  survey.clear(true, true);
  scrollTo(0, 0);
});
renderSurvey(survey, document.getElementById('app'));
showCount();
