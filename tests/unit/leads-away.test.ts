/** Which links ask before they lead away from a form that could not be kept. */
import { expect, test } from 'vitest';
import { leadsAway } from '../../src/app/ask-before-leaving.ts';

const form = new URL('https://kirja.example/outreach/encounter');

test.each([
  ['another page of the app', '/more', true],
  ['a call for help: it goes at once', 'tel:112', false],
  ['a message', 'mailto:x@kirja.example', false],
  ['a place on the page', '#main', false],
  ['another site, which opens beside it', 'https://thl.example/', false],
])('%s', (_, href, is) => {
  expect(leadsAway(new URL(href, form), form)).toBe(is);
});
