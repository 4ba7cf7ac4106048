/** What Preact and Dexie themselves cost: the smallest page with them, without any of an app's duties. */
import '../shared/shell.css';
import '../shared/form.css';
import survey from 'virtual:form';
import Dexie from 'dexie';
import { h, render } from 'preact';
import { useEffect, useState } from 'preact/hooks';

const { title, intro, steps, likert, background, comment } = survey;
const db = new Dexie('peer');
db.version(1).stores({ responses: 'id, ts, status' });

const required = [...likert, ...background].map(({ name }) => name);

const Choices = ({ name, label, choices, value, set }) =>
  h(
    'fieldset',
    { id: name },
    h('legend', null, label),
    choices.map(([code, text]) =>
      h(
        'label',
        { key: code },
        h('input', { type: 'radio', name, value: code, checked: value === code, onChange: () => set(name, code) }),
        h('span', null, text),
      ),
    ),
  );

function App() {
  const [answers, setAnswers] = useState({});
  const [saved, setSaved] = useState(null);
  const [missing, setMissing] = useState([]);
  const showSaved = () => db.responses.count().then(setSaved);
  useEffect(() => {
    showSaved();
  }, []);
  useEffect(() => {
    if (saved !== null) document.getElementById('count').textContent = `${saved} saved`;
  }, [saved]);

  const set = (name, value) => setAnswers((before) => ({ ...before, [name]: value }));
  async function submit(event) {
    event.preventDefault();
    const unanswered = required.filter((name) => !answers[name]);
    setMissing(unanswered);
    if (unanswered.length) return;
    await db.responses.add({ id: crypto.randomUUID(), ts: Date.now(), status: 'queued', data: answers });
    setAnswers({});
    await showSaved();
    scrollTo(0, 0);
  }
  const choices = (item, list) =>
    h(Choices, { ...item, key: item.name, choices: list, value: answers[item.name], set });
  return h(
    'form',
    { onSubmit: submit },
    h('h2', null, title),
    h('p', null, intro),
    likert.map((statement) => choices(statement, steps)),
    background.map((item) => choices(item, item.choices)),
    h(
      'label',
      { class: 'block' },
      comment.label,
      h('textarea', {
        id: 'comment',
        rows: 3,
        value: answers.comment ?? '',
        onInput: (event) => set('comment', event.currentTarget.value),
      }),
    ),
    missing.length > 0 && h('p', { role: 'alert' }, `Please answer: ${missing.join(', ')}`),
    h('button', { id: 'save' }, 'Save'),
  );
}

render(h(App), document.getElementById('app'));
