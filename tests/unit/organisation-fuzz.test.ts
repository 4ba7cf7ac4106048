/**
 * Configurations that nobody meant: thousands of changed ones, from a seed. Each is answered, and what is taken holds every
 * field and value that the text has. `FUZZ_RUNS=10000` tries as many.
 */
import { expect, test } from 'vitest';
import finnish from '../../locales/fi.json';
import { textInFile } from '../../src/setup/document-file.ts';
import { NotRead } from '../../src/setup/not-read.ts';
import { readDocument, textLimit } from '../../src/setup/read-document.ts';
import { linkWith, unpack } from '../../src/setup/set-up-link.ts';
import { sourceIn } from '../../src/setup/source.ts';
import { withoutTurning } from '../../src/store/free-text.ts';
import { change, changedText, nasty } from '../support/fuzz.ts';
import { random as randomFrom } from '../support/random.ts';
import { aDocument, atOrigin, organisationRules, standardDocument } from '../support/setup.ts';

atOrigin();

const runs = Number(process.env.FUZZ_RUNS ?? 400);
const timeout = 30_000 + runs * 60;
const { trouble, refusal } = finnish.setup;

const corpus: unknown[] = [
  aDocument(),
  standardDocument,
  { kenttakirja: 1, organisation: { name: 'Lahti' }, places: [{ name: 'Asema' }, { name: 'Tori', area: 'Keskusta' }] },
];

/** Values of a configuration that are nearly right. */
const near = [
  'https://data.example.org/records',
  'http://example.org',
  'https://a@b.example',
  'https:\\\\example.org',
  '/api',
  '2026-13-01',
  '040 123 4567',
  'a@b.fi',
  'bearer',
  'postgrest',
  'encounter',
  'fi',
  'xx',
  'own-a',
  2,
  99_999,
];

/** Spaces around a name are none of it, nor are signs that turn it around. */
const asRead = (given: unknown): unknown => (typeof given === 'string' ? withoutTurning(given).trim() : given);
/** An address is kept as the browser will use it. */
const isSameAddress = (given: unknown, taken: unknown, path: string): boolean =>
  path.endsWith('.url') && new URL(String(given), location.href).href === new URL(String(taken), location.href).href;

/** What of `given` is not in `taken`; what stands there by default may be more. */
function held(given: unknown, taken: unknown, path = ''): string | undefined {
  if (typeof given !== 'object' || given === null)
    return Object.is(given, taken) || asRead(given) === taken || isSameAddress(given, taken, path)
      ? undefined
      : path || 'whole';
  if (Array.isArray(given) && (!Array.isArray(taken) || taken.length !== given.length)) return path;
  if (typeof taken !== 'object' || taken === null) return path;
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(taken, name)) return `${path}.${name}`;
    const lost = held(value, (taken as Record<string, unknown>)[name], `${path}.${name}`);
    if (lost) return lost;
  }
  return undefined;
}

async function judge(file: File, text: string, what: string): Promise<boolean> {
  let read: string;
  try {
    read = await textInFile(file);
  } catch (error) {
    expect(error, what).toBeInstanceOf(NotRead);
    expect(trouble).toHaveProperty((error as NotRead).why);
    return false;
  }
  expect(read, what).toBe(text);
  const answer = await readDocument(read, organisationRules);
  if (answer.is === 'refused') {
    expect(answer.refusals.length, what).toBeGreaterThan(0);
    for (const { word, at } of answer.refusals) {
      expect(refusal, word).toHaveProperty(word);
      expect(typeof at).toBe('string');
    }
    return false;
  }
  expect(held(JSON.parse(text.replace(/^\uFEFF/, '')), answer.candidate.organisation), what).toBeUndefined();
  return true;
}

test(
  'configurations: an answer to each, and no field lost without a word',
  async () => {
    const random = randomFrom(20261220);
    let taken = 0;
    for (let run = 0; run < runs; run++) {
      let given = structuredClone(corpus[Math.floor(random() * corpus.length)]);
      for (let times = Math.floor(random() * 3); times > 0; times--) given = change(given, random, [...nasty, ...near]);
      let text = JSON.stringify(given, undefined, random() < 0.3 ? 2 : 0) ?? '';
      for (let times = random() < 0.4 ? Math.floor(random() * 4) : 0; times > 0; times--)
        text = changedText(text, random);
      if (random() < 0.05) text = `\uFEFF${text}`;
      // Half a sign cannot stand in a file.
      const sound = text.isWellFormed() ? text : text.toWellFormed();
      if (await judge(new File([sound], 'asetukset.json'), sound, `run ${run}: ${sound.slice(0, 3000)}`)) taken++;
    }
    expect(taken, 'some are taken').toBeGreaterThan(runs / 20);
  },
  timeout,
);

test(
  'configurations, whatever their bytes',
  async () => {
    const random = randomFrom(20261221);
    const whole = new TextEncoder().encode(JSON.stringify(aDocument()));
    for (let run = 0; run < runs; run++) {
      const bytes = whole.slice(0, random() < 0.3 ? Math.floor(random() * whole.length) : whole.length);
      for (let times = Math.floor(random() * 6); times > 0; times--)
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
      await judge(new File([bytes], 'asetukset.json'), text, `bytes of run ${run}`);
    }
  },
  timeout,
);

test(
  'links: the same configuration, or none',
  async () => {
    const random = randomFrom(20261222);
    const text = JSON.stringify(aDocument());
    const { packed } = sourceIn(new URL(await linkWith(text, 'https://app.example.org')).hash) as { packed: string };
    const signs = 'ABCabc019-_=+/%#p \u0000ä';
    for (let run = 0; run < runs; run++) {
      let made = packed;
      for (let times = 1 + random() * 4; times > 0; times--) {
        const at = Math.floor(random() * made.length);
        const put = signs[Math.floor(random() * signs.length)]!.repeat(Math.floor(random() * 3));
        made = made.slice(0, at) + put + made.slice(at + Math.floor(random() * 4));
      }
      try {
        const read = await unpack(made);
        expect(read.length).toBeLessThanOrEqual(textLimit);
        await judge(new File([read], 'asetukset.json'), read, `run ${run}`);
      } catch (error) {
        expect(error).toBeInstanceOf(NotRead);
        expect(trouble).toHaveProperty((error as NotRead).why);
      }
    }
  },
  timeout,
);
