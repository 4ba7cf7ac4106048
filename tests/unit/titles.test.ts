/** A screen's title stands in the history and in session restore: it says what kind of screen it is, and nothing of what is on it. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import type { Translate } from '../../src/i18n/words.ts';
import { type Constant, setTitle, setUnsent, titlePaper, titlePaperAs } from '../../src/ui/title.ts';

const screens = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.tsx'))
  .flatMap((name) => {
    const drawn = readFileSync(`src/${name}`, 'utf8').matchAll(/<Page\s+title=(\{[^}]*\})/g);
    return [...drawn].map(([, title = '']) => ({ name, title }));
  });

/** `t('…')`, `t(is ? '…' : '…')`, or a property that is `Constant` by its type; the compiler refuses what is neither. */
const constant = /^\{(t\((?:\w+ \? )?'[\w.]+'(?: : '[\w.]+')?\)|title|entry\.title)\}$/;

test.each(screens)('$name: $title', ({ title }) => {
  expect(title).toMatch(constant);
});

test('every screen was looked at', () => {
  expect(screens.length).toBeGreaterThan(50);
});

test('the compiler takes nothing else for a title', () => {
  // Never called: an error that is expected and does not come fails `npm run types`.
  const refused = (t: Translate, place: string) => {
    setTitle(t('nav.today'));
    // @ts-expect-error a place
    setTitle(place);
    // @ts-expect-error a place, written out
    setTitle('Kirjasto');
    // @ts-expect-error a text into which a place is filled
    setTitle(t('outreach.outing.placeNow', { place }));
  };
  expect(refused).toBeTypeOf('function');
});

test('paper is called by its name alone, a document by its own; the screen says again how much waits', () => {
  const page = new EventTarget();
  vi.stubGlobal('document', { title: '' });
  vi.stubGlobal('navigator', {});
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  titlePaper();
  setTitle('Tulokset' as Constant);
  setUnsent(6);
  const seen = (event: string) => {
    page.dispatchEvent(new Event(event));
    return document.title;
  };
  expect(document.title).toBe('(6) Tulokset');
  expect(seen('beforeprint')).toBe('Tulokset');
  expect(seen('afterprint')).toBe('(6) Tulokset');
  titlePaperAs('Yhteenveto');
  expect(seen('beforeprint')).toBe('Yhteenveto');
  expect(seen('afterprint')).toBe('(6) Tulokset');
});
