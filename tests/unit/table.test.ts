/** Tables beside charts, as they stand in the page. */
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { Table } from '../../src/charts/table.tsx';

const table = (isNamedAbove: boolean) =>
  renderToString(
    h(Table, {
      caption: 'Kyselyittäin',
      head: ['Kysely', 'Vastauksia', 'Nyt'],
      rows: [['Pitkä nimi', 90, '3,5']],
      isNamedAbove,
    }),
  );

test('a long name stands above its numbers, over all columns, so that a phone shows each of them', () => {
  const text = table(true);
  expect(text.match(/<th scope="col">[^<]*/g)).toEqual(['<th scope="col">Vastauksia', '<th scope="col">Nyt']);
  expect(text).toContain('<tr><th scope="rowgroup" colspan="2">Pitkä nimi</th></tr><tr><td class="number">90</td>');
});

test('else a row begins with its name', () => {
  const text = table(false);
  expect(text.match(/<th scope="col">/g)).toHaveLength(3);
  expect(text).toContain('<tr><th scope="row">Pitkä nimi</th><td class="number">90</td>');
});
