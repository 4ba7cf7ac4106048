/** Where a programme's needs are known from: answers, phenomena, and of the people met only what was released. */
import { describe, expect, test, vi } from 'vitest';
import { Assessment } from '../../src/assessment/assessment.ts';
import { assessmentFields } from '../../src/assessment/form.ts';
import { answeredIn, type NeedSource, withLine } from '../../src/assessment/need-source.ts';
import { needSources } from '../../src/assessment/need-source-store.ts';
import type { Answers } from '../../src/assessment/progress.ts';
import { allRounds } from '../../src/assessment/round-store.ts';
import { Phenomenon } from '../../src/outreach/follow-up/phenomenon.ts';
import { Unmet } from '../../src/outreach/follow-up/unmet.ts';
import { closeEnded, numbersReleases } from '../../src/outreach/numbers/releases-store.ts';
import { monthOn } from '../../src/periods/days.ts';
import { newId } from '../../src/store/id.ts';
import { create } from '../../src/store/save.ts';
import { freshDevice, outingId } from '../support/device.ts';

freshDevice();

async function unmet(count: number, topic: 'housing' | 'money', day: string): Promise<void> {
  vi.setSystemTime(Date.parse(`${day}T12:00:00.000Z`));
  for (let one = 0; one < count; one++) await create(Unmet, { outingId, place: 'Asema', topic });
}
/** Once the month has ended. */
const close = (last: string) => {
  vi.setSystemTime(Date.parse(`${monthOn(last, 1)}T12:00:00.000Z`));
  return closeEnded(
    { whole: 'device', areas: new Map(), last },
    () => undefined,
    () => undefined,
  );
};
const found = async (is: NeedSource['is']) => (await needSources()).filter((source) => source.is === is);

async function round(activity: string, answers: Answers, previous?: string): Promise<string> {
  const id = newId();
  const fields = assessmentFields({ activity, answers, ...(previous && { previous }) }, id, '2026-03-03');
  await create(Assessment, fields, { id });
  return id;
}

describe('of the people met', () => {
  test('a need is told with the number that was released, and a small one is not there at all', async () => {
    await unmet(12, 'housing', '2025-01-10');
    await unmet(3, 'money', '2025-01-11');
    await close('2025-01-01');
    const sources = await found('unmet');
    expect(sources.map((source) => 'topic' in source && source.topic)).not.toContain('money');
    const told = (await numbersReleases())[0]!.told[0]!.published.all;
    // Whatever the release hides is hidden here: the two are one.
    expect(sources).toEqual(
      told.get('need:housing')?.is === 'shown'
        ? [{ is: 'unmet', topic: 'housing', count: 12, period: expect.objectContaining({ from: '2025-01-01' }) }]
        : [],
    );
  });

  test('two topics that are both large are told, each by the latest period that tells it', async () => {
    await unmet(12, 'housing', '2025-01-10');
    await unmet(9, 'money', '2025-01-11');
    await close('2025-01-01');
    await unmet(7, 'housing', '2025-02-10');
    await unmet(8, 'money', '2025-02-10');
    await close('2025-02-01');
    expect(await found('unmet')).toMatchObject([
      { topic: 'housing', count: 7, period: { from: '2025-02-01' } },
      { topic: 'money', count: 8, period: { from: '2025-02-01' } },
    ]);
  });

  test('nothing is told of a month that was not released, and looking for a need releases none', async () => {
    await unmet(40, 'housing', '2025-01-10');
    expect(await found('unmet')).toEqual([]);
    expect(await numbersReleases()).toEqual([]);
  });
});

describe('of what was noticed and answered', () => {
  test('a phenomenon stands in its own words with its month: without its place, its outing or the device', async () => {
    vi.setSystemTime(Date.parse('2026-03-17T12:00:00.000Z'));
    await create(Phenomenon, { outingId, place: 'Torin nurkka', topic: 'housing', text: '<b>Yömaja</b> täynnä 👩‍👧' });
    const [source] = await found('phenomenon');
    expect(source).toEqual({
      is: 'phenomenon',
      topic: 'housing',
      text: '<b>Yömaja</b> täynnä 👩‍👧',
      month: expect.objectContaining({ length: 'month', from: '2026-03-01' }),
    });
    expect(JSON.stringify(source)).not.toMatch(/Torin nurkka|2026-03-17/);
  });

  test('what is not established yet is a need, what is or is not our task is none; participants’ words stand apart', async () => {
    await round('Kahvila', {
      1: { standing: 'not-yet', text: 'Moni ei uskalla tulla.', heard: { text: 'Ovi on painava.' } },
      7: { standing: 'established', text: 'Retki joka kuussa.' },
      8: { standing: 'not-our-task', text: 'Kunnan asia.' },
      9: { text: 'Emme tiedä vielä.' },
    });
    const of = { activity: 'Kahvila', begun: '2026-03-03' };
    expect(await needSources()).toEqual([
      { is: 'answer', ...of, question: '1', text: 'Moni ei uskalla tulla.' },
      { is: 'heard', ...of, question: '1', text: 'Ovi on painava.' },
      { is: 'answer', ...of, question: '9', text: 'Emme tiedä vielä.' },
    ]);
  });

  test('of an activity that was looked at again the newest round speaks', async () => {
    const first = await round('Kahvila', { 1: { text: 'Ennen' } });
    await round('Kahvila', { 1: { text: 'Nyt' } }, first);
    expect(answeredIn(await allRounds()).map((source) => 'text' in source && source.text)).toEqual(['Nyt']);
  });
});

test('what is taken stands on a line of its own, once however often it is tapped, and nothing written before is lost', () => {
  const line = 'Yömaja täynnä (ilmiöhavainto, asuminen, maaliskuu 2026)';
  const once = withLine('Kysely 2025 ', line);
  expect(once).toBe(`Kysely 2025\n${line}`);
  expect(withLine(once, line)).toBe(once);
  expect(withLine('', line)).toBe(line);
});
