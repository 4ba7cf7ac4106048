/** The nearest thing to a limit: one hand-written page with a raw IndexedDB put and a service worker of three lines. */
import fs from 'node:fs';
import path from 'node:path';
import { background, comment, intro, likert, steps, title } from '../survey.mjs';

const here = import.meta.dirname;
const read = (name) => fs.readFileSync(path.join(here, name), 'utf8');

const choice =
  (name) =>
  ([value, label]) =>
    `<label><input type="radio" name="${name}" value="${value}" required><span>${label}</span></label>`;
const question = ({ name, label }, choices) =>
  `<fieldset id="${name}"><legend>${label}</legend>${choices.map(choice(name)).join('')}</fieldset>`;

const html = () => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>static</title><link rel="icon" href="data:,">
<style>${read('../shared/shell.css')}${read('../shared/form.css')}</style></head>
<body><header class="shell"><h1>Survey (static HTML)</h1><span id="count"></span></header>
<main id="app"><form id="f"><h2>${title}</h2><p>${intro}</p>
${likert.map((statement) => question(statement, steps)).join('\n')}
${background.map((item) => question(item, item.choices)).join('\n')}
<label class="block">${comment.label}<textarea id="comment" name="comment" rows="3"></textarea></label>
<button id="save">Save</button></form></main>
<script>${read('page.js')}</script></body></html>`;

/** Writes the page and its worker into a folder. */
export function writeStaticPage(folder) {
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'index.html'), html());
  fs.copyFileSync(path.join(here, 'sw.js'), path.join(folder, 'sw.js'));
}
