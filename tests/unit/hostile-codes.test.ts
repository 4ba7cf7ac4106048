/** A QR code or a link says whatever its maker likes: nothing of it is opened, run or asked but what the app itself knows. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { calendarIn } from '../../src/outreach/calendar/link.ts';
import { textFrom } from '../../src/setup/fetch-document.ts';
import { NotRead } from '../../src/setup/not-read.ts';
import { sourceFrom, sourceIn, sourceInLink } from '../../src/setup/source.ts';
import { readPaperQr } from '../../src/survey/paper/paper-code.ts';
import { atOrigin } from '../support/setup.ts';

const asked = vi.fn();
beforeEach(() => {
  atOrigin();
  vi.stubGlobal('fetch', asked);
});
afterEach(() => {
  asked.mockReset();
  vi.unstubAllGlobals();
});

/** What a code might say that is no business of this app. */
const foreign = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(document.domain)//',
  'data:text/html,<script>alert(1)</script>',
  'https://evil.example/',
  'WIFI:T:WPA;S=Kirjasto;P=salasana;;',
  'BEGIN:VCARD\r\nFN:Maija\r\nEND:VCARD',
  'tel:+358401234567',
  'intent://scan/#Intent;scheme=zxing;end',
  '<svg onload=alert(1)>',
  '"><img src=x onerror=alert(1)>',
  '=HYPERLINK("https://evil.example")',
  '\u0000',
  ' ',
  'x'.repeat(100_000),
  '#'.repeat(10_000),
].map((text) => [text.slice(0, 40), text] as const);

/** Set-up links that name a place which no document may come from. */
const misleading = [
  'javascript:alert(1)',
  'javascript://app.example.org/%0aalert(1)',
  'data:application/json,{"kenttakirja":1}',
  'blob:https://app.example.org/019ac000',
  'file:///etc/passwd',
  'http://evil.example/asetukset.json',
  '//evil.example/asetukset.json',
  '\\\\evil.example/asetukset.json',
  'https://user:secret@evil.example/',
  'https:/\\evil.example',
  'ftp://evil.example/a.json',
];

describe('a code that is read where a set-up link is looked for', () => {
  test.each(foreign)('is passed by: %j', (_, text) => {
    const source = sourceInLink(text);
    expect(source).toBeUndefined();
    expect(asked).not.toHaveBeenCalled();
  });

  test.each(misleading)('that leads to %j asks nobody', async (url) => {
    const source = sourceInLink(`https://app.example.org/#setup=${encodeURIComponent(url)}`);
    await expect(textFrom(source!)).rejects.toBeInstanceOf(NotRead);
    const typed = sourceFrom(url);
    if (typed) await expect(textFrom(typed)).rejects.toBeInstanceOf(NotRead);
    expect(asked).not.toHaveBeenCalled();
  });

  test('whose address is a script is read for what stands after its #, and goes nowhere', async () => {
    const source = sourceInLink('javascript:alert(1)#setup=abc');
    expect(source).toEqual({ is: 'packed', packed: 'abc' });
    await expect(textFrom(source!)).rejects.toMatchObject({ why: 'cut-link' });
    expect(asked).not.toHaveBeenCalled();
  });
});

test.each(foreign)('neither a plan, a survey on paper nor a card is found in %j', async (_, text) => {
  expect(readPaperQr(text)).toEqual({ is: 'broken' });
  expect(await calendarIn(`#p=${text}`)).toBeUndefined();
  expect(sourceIn(`#${text}`)).toBeUndefined();
});
