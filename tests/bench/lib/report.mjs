/** The journal as Markdown: targets side by side, each measure a row, with its ratio to the hand-written page. */

import { busyWarnings, failures, keptWarnings } from './doubts.mjs';
import { median, spread, times, words } from './numbers.mjs';
import { table } from './table.mjs';

const base = 'static-html';
const grouped = (number) => number.toLocaleString('en');

/** A row of the table: which of the journal's rows it reads, and what of them. `ratio: false` where one says nothing. */
const first = (label, value, more) => ({ label, value, phase: 'first', ...more });
const offline = (label, stored, value, more) => ({ label, value, phase: 'offline', stored, ...more });

function measures(stored) {
  const empty = stored[0];
  return [
    first('first load: first answer possible, ms', (row) => row.answerable),
    first('… brotli KB loaded before it', (row) => row.bytesBefore / 1000),
    first('… brotli KB that the page loads in all', (row) => row.bytes / 1000),
    first('… requests before it', (row) => row.requestsBefore, { ratio: false }),
    first('… requests in all', (row) => row.requests, { ratio: false }),
    // Against a page without scripts this ratio is a division by almost nothing.
    first('… total blocking time, ms', (row) => row.blocking, { ratio: false }),
    ...stored.map((n) =>
      offline(`offline cold start${holding(n)}: first answer possible, ms`, n, (row) => row.answerable),
    ),
    offline('answer tapped to painted, worst of ten, ms', empty, (row) => Math.max(...row.taps)),
    offline('answer tapped to painted, median of ten, ms', empty, (row) => median(row.taps)),
    ...stored.map((n) => offline(`submit tapped to durable${holding(n)}, ms`, n, (row) => row.durable)),
    offline('… its transaction’s durability', empty, (row) => row.durability, { words: true }),
    offline('… tables written in it', empty, (row) => row.stores.join(' + '), { words: true }),
  ];
}

const holding = (n) => (n ? `, ${grouped(n)} stored` : '');

function cell(rows, { value, phase, stored, words: inWords, ratio = true }, target) {
  const here = rows.filter((row) => row.phase === phase && row.stored === stored);
  const mine = here.filter((row) => row.target === target);
  if (inWords) return words(mine.map(value));
  const text = spread(mine.map(value));
  if (!ratio || target === base || text === '–') return text;
  const baseOf = ({ run }) => here.find((row) => row.target === base && row.run === run);
  const pairs = mine.filter(baseOf).map((row) => [value(row), value(baseOf(row))]);
  return [text, times(pairs)].filter(Boolean).join(' · ');
}

function targetsTable(rows) {
  const targets = [...new Set(rows.map(({ target }) => target).filter(Boolean))];
  const order = (name) => [base, 'floor', 'ours'].indexOf(name) + 1 || 99;
  targets.sort((a, b) => order(a) - order(b));
  const stored = [...new Set(rows.filter(({ phase }) => phase === 'offline').map((row) => row.stored))];
  stored.sort((a, b) => a - b);
  const body = measures(stored)
    .map((measure) => [measure.label, ...targets.map((target) => cell(rows, measure, target))])
    .filter(([, ...cells]) => cells.some((text) => text !== '–'));
  return table(['', ...targets], body);
}

const names = { raw: 'raw: one POST of all', sealed: 'sealed: opened, then one POST of all' };

function syncTable(rows) {
  const engines = [...new Set(rows.map(({ engine }) => engine))];
  const ofRun = (engine, run) => rows.find((row) => row.engine === engine && row.run === run);
  const body = engines.map((engine) => {
    const mine = rows.filter((row) => row.engine === engine);
    const ratio = (value, limit) => {
      const pairs = mine.filter(({ run }) => ofRun(limit, run));
      return engine === limit ? '' : times(pairs.map((row) => [value(row), value(ofRun(limit, row.run))]));
    };
    const against = (value) => [spread(mine.map(value)), ratio(value, 'raw')].filter(Boolean).join(' · ');
    return [
      names[engine] ?? engine,
      against((row) => row.toServer),
      engine === 'raw' ? '' : ratio((row) => row.toServer, 'sealed'),
      against((row) => row.toMarked),
      spread(mine.map(({ toFirstRequest }) => toFirstRequest)),
      spread(mine.map(({ requests }) => requests)),
      spread(mine.map(({ bytes }) => bytes / 1000)),
      spread(mine.map(({ sentTwice }) => sentTwice)),
      spread(mine.map(({ longestTask }) => longestTask).filter((ms) => ms !== undefined)),
    ];
  });
  const heads = ['to last row at the server, ms', '× sealed', 'to last item marked, ms', 'to first request, ms'];
  return table(['', ...heads, 'requests', 'KB sent', 'rows sent twice', 'longest task, ms'], body);
}

function programmeTable(rows) {
  const of = (label, letters) => [
    label,
    spread(rows.map((row) => median(letters(row)))),
    spread(rows.map((row) => Math.max(...letters(row)))),
  ];
  const body = [
    of('among 40 needs, all open', ({ needs }) => needs),
    of('among 25 goals, one open', ({ goals }) => goals),
  ];
  return table(['a letter typed to painted, ms', 'median', 'worst'], body);
}

/** All that the journal's rows say. */
export function report(rows) {
  const { options, machine, chromium } = rows.find(({ phase }) => phase === 'setting');
  const measured = rows.filter(({ phase }) => phase === 'first' || phase === 'offline');
  const programmes = rows.filter(({ phase }) => phase === 'programme');
  const sync = rows.filter(({ phase }) => phase === 'sync');
  const parts = [
    `Chromium ${chromium}, Node ${machine.node}, ${machine.cores} cores (${machine.processor}). Median of ${options.runs} interleaved runs (smallest–largest); × is against ${base} (sending: against raw) in the same round.`,
  ];
  if (measured.length) {
    parts.push(
      `## One survey, side by side (processor slowed ${options.cpu} times, first load on slow 4G)`,
      targetsTable(measured),
      'The peers ask ten statements, three single choices and one free text. Our app asks only the ten statements, one at a time, after an information part that is ticked first: it has less to draw, and more to do. The peers save in one table with the browser’s default durability, in the clear; ours seals and writes strictly.',
    );
  }
  if (programmes.length) {
    parts.push(
      `## A programme of forty needs and twenty-five goals (processor slowed ${options.cpu} times)`,
      programmeTable(programmes),
    );
  }
  if (sync.length) {
    const how =
      'raw keeps nothing, and sealed marks nothing, so they are limits and not peers. “ours, opened” counts from the opening of the app.';
    parts.push(
      `## Sending ${grouped(options.records)} waiting records of 1 KB (processor not slowed)`,
      syncTable(sync),
      how,
    );
  }
  return [...parts, ...busyWarnings(rows), ...keptWarnings(rows), ...failures(rows)].join('\n\n');
}
