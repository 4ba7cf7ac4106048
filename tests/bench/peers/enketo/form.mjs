/**
 * The survey as enketo-core takes it: the HTML and the model that enketo-transformer 4.2.0 makes of the same survey's XForm,
 * written here directly so that the transformer and its server need not be installed.
 */
import { background, comment, likert, steps, title } from '../survey.mjs';

const choice =
  (name) =>
  ([value, label]) =>
    `<label class=""><input type="radio" name="/data/${name}" data-name="/data/${name}" value="${value}" data-required="true()" data-type-xml="string"><span lang="" class="option-label active">${label}</span></label>`;

const question = ({ name, label }, choices, look) => `<fieldset class="question ${look}"><fieldset>
<legend><span lang="" class="question-label active">${label}</span><span class="required">*</span></legend>
<div class="option-wrapper">${choices.map(choice(name)).join('')}</div></fieldset>
<span class="or-required-msg active" lang="" data-i18n="constraint.required">This field is required</span></fieldset>`;

const html = `<form autocomplete="off" novalidate="novalidate" class="or clearfix theme-formhub" dir="ltr" data-form-id="wellbeing">
<section class="form-logo"></section><h3 dir="auto" id="form-title">${title}</h3>
${likert.map((statement) => question(statement, steps, 'or-appearance-likert')).join('\n')}
${background.map((item) => question(item, item.choices, 'simple-select ')).join('\n')}
<label class="question non-select or-appearance-multiline"><span lang="" class="question-label active">${comment.label}</span><textarea name="/data/${comment.name}" data-type-xml="string"></textarea></label>
<fieldset id="or-preload-items" style="display:none;"><label class="calculation non-select "><input type="hidden" name="/data/meta/instanceID" data-preload="uid" data-preload-params="" data-type-xml="string"></label></fieldset>
</form>`;

const fields = [...likert, ...background, comment].map(({ name }) => `<${name}/>`).join('');
const model = `<model xmlns:odk="http://www.opendatakit.org/xforms" odk:xforms-version="1.0.0"><instance><data xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms" id="wellbeing" version="1">${fields}<meta><instanceID/></meta></data></instance></model>`;

export const form = { html, model };
