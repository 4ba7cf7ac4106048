/** Style sheets: what stands between things comes from one scale, as colours do. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { answerStyles } from '../../src/build/answer-pages.ts';

const sheets = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.css'))
  .map((file) => {
    const text = readFileSync(join('src', file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
    return { path: file, file: basename(file), text };
  });

/** What is no distance between things. */
const exceptions = [
  // Five places stand in one row also where their words fill it: a hair between them, no more.
  'app.css: padding-inline: 1px',
  // Half of the dot's own width: it stands on its value.
  'charts.css: margin-inline-start: -3px',
];

test('margins, paddings and gaps are of the scale in tokens.css', () => {
  const literal =
    /(?<![\w-])((?:margin|padding|gap|row-gap|column-gap)(?:-[\w-]+)?):\s*([^;}]*?[\d.](?:px|rem)\b[^;}]*)/g;
  const found = sheets.flatMap(({ file, text }) =>
    [...text.matchAll(literal)].map(([, property, value]) => `${file}: ${property}: ${value!.trim()}`),
  );
  expect(found.sort()).toEqual(exceptions);
});

test('every step of the scale is used, and no other', () => {
  const steps = (of: RegExp) => new Set(sheets.flatMap(({ text }) => [...text.matchAll(of)].map(([, step]) => step)));
  expect(steps(/var\(--space-([\w-]+)\)/g)).toEqual(steps(/--space-([\w-]+):/g));
});

/** Colours that a window has only where it is narrow. */
const ofNarrow = [
  // Of the place where one is, with its name in large text: the same on a desk.
  'app.css: background: var(--lichen)',
];

test('a narrow window gives no colour of its own: in the dark, axe looks at a desk alone', () => {
  const narrow = /@(?:media|container)[^{]*max-width[^{]*\{((?:[^{}]*\{[^{}]*\})*)/g;
  const colour = /(?<![\w-])(?:color|background|background-color|fill|stroke|opacity):[^;}]*/g;
  const found = sheets.flatMap(({ file, text }) =>
    [...text.matchAll(narrow)].flatMap(([, block]) => [...block!.matchAll(colour)].map(([said]) => `${file}: ${said}`)),
  );
  expect(found).toEqual(ofNarrow);
});

/** Every rule: its selectors, and the conditions (`@media`, `@container`) that it stands in. */
function rulesOf(text: string): { selector: string; within: string }[] {
  const open: string[] = [];
  return [...text.matchAll(/([^{};]*)\{|\}/g)].flatMap(([whole, head = '']) => {
    if (whole === '}') open.pop();
    else open.push(head.trim());
    if (whole === '}' || head.trim().startsWith('@')) return [];
    const within = open.slice(0, -1).join(' ');
    return head.split(/,(?![^(]*\))/).map((selector) => ({ selector: selector.trim(), within }));
  });
}
const classesIn = (text: string) => [...text.matchAll(/\.(-?[a-z][\w-]*)/g)].map(([, name]) => name!);
const rules = sheets.flatMap(({ path, text }) => rulesOf(text).map((rule) => ({ ...rule, path })));
const roomOf = (path: string) => path.split('/')[0]!;

/** Each class with the places where it stands. */
function placesOf(all: readonly { name: string; place: string }[]): Map<string, Set<string>> {
  const places = new Map<string, Set<string>>();
  for (const { name, place } of all) places.set(name, (places.get(name) ?? new Set()).add(place));
  return places;
}

test('a class is defined in one style sheet', () => {
  const alone = rules.filter(({ selector, within }) => within === '' && /^[a-z]*\.[\w-]+$/.test(selector));
  const homes = placesOf(alone.map(({ selector, path }) => ({ name: classesIn(selector)[0]!, place: path })));
  expect(homes.size).toBeGreaterThan(100);
  expect([...homes].filter(([, paths]) => paths.size > 1)).toEqual([]);
});

test('a class of one room is named by no other room: a style sheet stays once its screen was open', () => {
  const drawn = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'));
  const worn = drawn.flatMap((path) =>
    [...readFileSync(join('src', path), 'utf8').matchAll(/\bclass=(?:"([^"]*)"|\{`([^`]*)`\})/g)]
      .flatMap(([, plain = '', mixed = '']) => `${plain} ${mixed.replace(/\$\{[^}]*\}/g, ' ')}`.split(/\s+/))
      .map((name) => ({ name, place: roomOf(path) })),
  );
  // On paper a sheet may hide what stands around it.
  const styled = rules
    .filter(({ within }) => within !== '@media print')
    .flatMap(({ selector, path }) => classesIn(selector).map((name) => ({ name, place: roomOf(path) })));
  const styledIn = placesOf(styled);
  const wornIn = placesOf(worn);
  // Words of the house, those of the frame that is always there, and the shell, which shows what stands below it.
  const isOfAll = (name: string, places: Set<string>) =>
    places.has('ui') || rules.some(({ selector, path }) => path === 'app/app.css' && selector === `.${name}`);
  const found = [...styledIn]
    .filter(([name, places]) => !isOfAll(name, places) && !wornIn.get(name)?.has('ui'))
    .map(([name, places]) => [
      name,
      ...new Set([...places, ...(wornIn.get(name) ?? [])].filter((one) => one !== 'app')),
    ])
    .filter(([name, ...places]) => places.length > 1 || styledIn.get(name!)!.size > 1);
  expect(found).toEqual([]);
});

test('what a sheet hides on its own paper of the heading of a page, it hides on no other page’s', () => {
  const hiding = rules.filter(({ within, selector }) => within === '@media print' && /\.page-head$/.test(selector));
  expect(hiding.length).toBeGreaterThan(0);
  expect(hiding.filter(({ selector }) => !selector.includes(':has('))).toEqual([]);
});

test('a typed-in form is drawn by the styles of a respondent’s page, in the same order', () => {
  const entry = readFileSync('src/survey/paper/paper-entry.tsx', 'utf8');
  const used = [...entry.matchAll(/^import '\.\.\/respondent\/([\w-]+)\.css';$/gm)].map(([, name]) => name);
  expect(used).toEqual(answerStyles);
});
