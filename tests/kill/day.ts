/** A worker's day, one deed after another: each tells what it is about to do, and what the app has called kept. */
import { type Page, expect as patient } from '@playwright/test';
import words from '../../locales/fi.json' with { type: 'json' };
import { depths, people, topics } from '../../src/outreach/values.ts';
import { draftKept } from '../support/phone.ts';
import type { Expected } from './expected.ts';

const expect = patient.configure({ timeout: 30_000 });

const label = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
/** A chip, chosen or not. */
const chip = (page: Page, words: string) => page.getByRole('radio', { name: words, exact: true });
const peopleLabel = (value: string) => value.replace('-', '–');

export interface Hands {
  page: Page;
  expected: Expected;
  chance: () => number;
  /** Of the outing that runs. */
  outing: string;
  /** A number that no other deed of the day has. */
  next(): number;
  setOffline(offline: boolean): Promise<void>;
}

const one = <T>({ chance }: Hands, list: readonly T[]): T | undefined => list[Math.floor(chance() * list.length)];

/** Every choice of three topics. */
const triples = topics.flatMap((a, i) =>
  topics.slice(i + 1).flatMap((b, j) => topics.slice(i + j + 2).map((c) => [a, b, c] as const)),
);

/** The nth encounter: depth and topics of no other one. */
function encounter(n: number) {
  const depth = depths[n % depths.length]!;
  const about = triples[Math.floor(n / depths.length) % triples.length]!;
  return { depth, about, name: `encounter ${depth} ${[...about].sort().join()}` };
}

const said = (page: Page) => expect(page.getByText(/^Tallessa tässä laitteessa/)).toBeVisible();
const depthChip = (page: Page, depth: (typeof depths)[number]) => chip(page, label(words.outreach.depth[depth]));

/** Opens the empty form. One that a kill left in it is kept, where it is whole, or cleared. */
async function openForm(page: Page): Promise<void> {
  for (;;) {
    await page.goto('/outreach/encounter');
    await expect(depthChip(page, 'brief')).toBeVisible();
    const clear = page.getByRole('button', { name: 'Tyhjennä valinnat' });
    const isWhole = (await page.locator('.outreach-depth input:checked').count()) > 0;
    if (!isWhole && !(await clear.isVisible())) return;
    if (isWhole) await leave(page);
    else await clear.click();
    if (!isWhole) await expect(clear).toHaveCount(0);
  }
}

async function leave(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Valmis' }).click();
  await expect(page.getByRole('heading', { name: 'Kirjaa myös' })).toBeVisible();
}

async function log(hands: Hands): Promise<void> {
  const { page, expected } = hands;
  await openForm(page);
  const { depth, about, name } = encounter(hands.next());
  const count = one(hands, people)!;
  await chip(page, peopleLabel(count)).check();
  for (const topic of about)
    await page.getByRole('checkbox', { name: label(words.outreach.topic[topic]), exact: true }).check();
  await depthChip(page, depth).check();
  await said(page);
  expected.kept(name, count);
}

async function edit(hands: Hands): Promise<void> {
  const { page, expected } = hands;
  const name = one(hands, expected.living('encounter'));
  if (!name) return;
  const count = one(hands, people)!;
  await page.goto(`/outreach/encounter/${expected.idOf(name)}`);
  const chosen = chip(page, peopleLabel(count));
  await expect(chosen).toBeVisible();
  if (await chosen.isChecked()) return;
  expected.trying(name, count);
  await chosen.check();
  await said(page);
  expected.kept(name, count);
}

async function remove(hands: Hands): Promise<void> {
  const { page, expected } = hands;
  const name = one(hands, expected.living('encounter'));
  if (!name) return;
  await page.goto(`/outreach/encounter/${expected.idOf(name)}`);
  await page.getByRole('button', { name: 'Poista kohtaaminen' }).click();
  expected.trying(name, 'deleted');
  await page.getByRole('button', { name: 'Poista', exact: true }).click();
  const really = page.getByRole('button', { name: 'Poista silti' });
  const isGone = page.getByRole('heading', { name: 'Kirjasto' });
  await expect(really.or(isGone).first()).toBeVisible();
  if (await really.isVisible()) await really.click();
  await expect(isGone).toBeVisible();
  expected.kept(name, 'deleted');
}

/** By turns on two counters: the words of one tap are never those of the tap before. */
async function tap(hands: Hands): Promise<void> {
  const { page, expected } = hands;
  await page.goto(hands.outing);
  for (const counter of ['Kohdattu', 'Esitteitä', 'Keskusteltu']) {
    expected.taps.tried += 1;
    await page.getByRole('button', { name: `${counter}, yksi lisää` }).click();
    await expect(page.getByText(new RegExp(`^\\+1 ${counter} tallessa`))).toBeVisible();
    expected.taps.said += 1;
    expected.said += 1;
  }
}

async function write(hands: Hands): Promise<void> {
  const { page, expected, chance } = hands;
  const n = hands.next();
  const text = `Havainto ${'abcdefghij'.charAt(n % 10)}${n} paikasta`;
  await page.goto(`/outreach/phenomenon/019ac000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`);
  await page.getByLabel(words.outreach.phenomenon.text).fill(text);
  await draftKept(page, text);
  expected.draftKept(text);
  if (chance() < 0.5) return;
  await page.getByRole('radio', { name: label(words.outreach.topic.housing) }).check();
  expected.draftEnds(text);
  await page.getByRole('button', { name: 'Tallenna' }).click();
  await expect(page.getByRole('heading', { name: 'Kirjasto' })).toBeVisible();
  expected.draftEnded(text);
  expected.kept(`phenomenon ${text}`, 'kept');
}

async function answer(hands: Hands): Promise<void> {
  const { page, expected } = hands;
  const n = hands.next();
  const answers = Array.from({ length: 10 }, (_, at) => 1 + (Math.floor(n / 5 ** at) % 5));
  await page.goto('/answer/esis.fi?mode=assisted');
  await page.getByText('Aloitan', { exact: true }).click();
  await expect(page.locator('#q1')).toBeVisible();
  // The keys are by position, and the highest step stands first.
  for (const step of answers) await page.keyboard.press(String(6 - step));
  await page.getByRole('button', { name: 'Valmis' }).click();
  await expect(page.getByRole('heading', { name: 'Kiitos vastauksistasi' })).toBeVisible();
  expected.kept(`response ${answers.join('')}`, 'kept');
}

async function send({ page }: Hands): Promise<void> {
  await page.goto('/more/delivery');
  await page.locator('.action button').click();
}

const deeds: [number, (hands: Hands) => Promise<void>][] = [
  [5, log],
  [3, tap],
  [3, edit],
  [1, remove],
  [3, write],
  [2, answer],
  [2, send],
  [2, (hands) => hands.setOffline(hands.chance() < 0.5)],
];
const deck = deeds.flatMap(([weight, deed]) => Array.from({ length: weight }, () => deed));

/** Does one thing of the day. */
export const act = (hands: Hands): Promise<void> => one(hands, deck)!(hands);
