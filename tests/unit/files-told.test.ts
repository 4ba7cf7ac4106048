/** What is written of files holds: every reason that a reader can give stands in the table, and has words in every language. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import english from '../../locales/en.json';
import finnish from '../../locales/fi.json';
import swedish from '../../locales/sv.json';

const table = readFileSync('docs/files.md', 'utf8');
/** The names in the table under `heading`, up to the next table. */
const listed = (heading: string) => {
  const rows = table.slice(table.indexOf(heading)).split('\n\n')[0]!;
  return [...rows.matchAll(/`(\w+)`/g)].map(([, name]) => name!).sort();
};
const code = ['src/survey/instrument', 'src/survey/bundle']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => readFileSync(`${folder}/${name}`, 'utf8')),
  )
  .join('\n');
const { wrong, told } = finnish.instruments;

test('the table names every refusal and every loss that has words, and no other', () => {
  expect(listed('in which words (`instruments.wrong`)').filter((name) => name !== 'wrong')).toEqual(
    Object.keys(wrong).sort(),
  );
  expect(listed('in which words (`instruments.told`)').filter((name) => name !== 'told')).toEqual(
    Object.keys(told).sort(),
  );
});

test.each([
  ['setup.trouble', finnish.setup.trouble],
  ['setup.refusal', finnish.setup.refusal],
  ['report.file', finnish.report.file],
  ['report.taken', finnish.report.taken],
])('the table of %s names all that is said, and no other', (heading, words) => {
  const rows = table.slice(table.indexOf(`(\`${heading}\`)`) + heading.length + 4).split('\n\n')[0]!;
  const named = [...rows.matchAll(/`([\w-]+)`/g)].map(([, name]) => name!).sort();
  expect(named).toEqual([...new Set(Object.keys(words).map((key) => key.replace(/_(one|other)$/, '')))].sort());
});

test('the tables of calendars name every refusal and doubt that has words, and no other', () => {
  const { wrong, refused, doubt } = finnish.outreach.import;
  const part = table.slice(table.indexOf('## Calendars in'), table.indexOf('## Forms in'));
  const named = (prefix: string) =>
    [...part.matchAll(new RegExp(`\`${prefix}([\\w-]+)\``, 'g'))].map(([, name]) => name!).sort();
  expect(named('wrong\\.')).toEqual(Object.keys(wrong).sort());
  expect(named('refused\\.')).toEqual(Object.keys(refused).sort());
  const told = part.slice(part.indexOf('(`outreach.import.doubt`)')).split('\n\n')[0]!;
  const doubts = [...told.slice(told.indexOf('\n')).matchAll(/`([\w-]+)`/g)].map(([, name]) => name!).sort();
  expect(doubts).toEqual(Object.keys(doubt).sort());
});

test('every reason of the readers has words, and all words have a reason', () => {
  for (const [, why] of code.matchAll(/(?:refuse\(|why: |NotTaken\(|fail\()'(\w+)'/g)) {
    expect({ ...wrong, ...told }, why).toHaveProperty(why!);
  }
  for (const [, why] of code.matchAll(/tell\('(\w+)'/g)) expect(told, why).toHaveProperty(why!);
  const unsaid = [...Object.keys(wrong), ...Object.keys(told)].filter((why) => !code.includes(`'${why}'`));
  expect(unsaid).toEqual([]);
});

test('no refusal calls a file damaged, or names a place that only this app has', () => {
  for (const { instruments } of [finnish, swedish, english]) {
    for (const [why, words] of Object.entries({ ...instruments.wrong, ...instruments.told })) {
      expect(words, why).not.toMatch(/vahingoit|vioit|skada|damage|corrupt/i);
      if (/^(xls|fhir|zip)/.test(why)) expect(words, why).not.toMatch(/ › /);
      if (/^xls/.test(why) && why !== 'xlsNoSurvey' && why !== 'xlsRows' && why in instruments.wrong)
        expect(words, why).toMatch(/\{\{(sheet|sheets)\}\}/);
    }
  }
});
