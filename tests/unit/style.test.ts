/** Style sheets: what stands between things comes from one scale, as colours do. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';

const sheets = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.css'))
  .map((file) => {
    const text = readFileSync(join('src', file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
    return { file: basename(file), text };
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
