import '../shared/shell.css';
import './enketo.scss';
import form from 'virtual:form';
import { Form } from 'enketo-core';
import { save, showCount } from '../shared/store.js';

const app = document.getElementById('app');
const paper = `<div class="main"><article class="paper"><section class="form-footer end"><div class="main-controls">
<button id="submit-form" class="btn btn-primary large">Save</button></div></section></article></div>`;

function start() {
  app.innerHTML = paper;
  app.querySelector('.paper').prepend(document.createRange().createContextualFragment(form.html));
  const engine = new Form(app.querySelector('form.or'), { modelStr: form.model }, {});
  const errors = engine.init();
  if (errors.length) console.error('enketo-core could not load the form', errors);
  app.querySelector('#submit-form').onclick = async () => {
    if (!(await engine.validate())) return;
    await save(engine.getDataStr({ irrelevant: false }));
    engine.resetView();
    start();
    scrollTo(0, 0);
  };
}

start();
showCount();
