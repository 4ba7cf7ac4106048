/** What participants say by themselves on a device that goes round: nothing of fewer than five, and never the team's own answer. */
import { describe, expect, test } from 'vitest';
import { leastHeard } from '../../src/assessment/answer.ts';
import { Assessment } from '../../src/assessment/assessment.ts';
import { AssessmentDrafts } from '../../src/assessment/draft.ts';
import { assessmentFields, draftChanges, faultsIn } from '../../src/assessment/form.ts';
import { saidBy, saidLimit, withSaid } from '../../src/assessment/kiosk.ts';
import { addSaid, forgetSaid, keepAsked, keepSaid, readAsked, readSaid } from '../../src/assessment/kiosk-store.ts';
import { db } from '../../src/store/db.ts';
import { findDraft, keepDraft } from '../../src/store/drafts.ts';
import { find } from '../../src/store/find.ts';
import { isKeepable } from '../../src/store/free-text.ts';
import { newId } from '../../src/store/id.ts';
import { create } from '../../src/store/save.ts';
import { freshDevice } from '../support/device.ts';
import { pasted } from '../support/pasted.ts';

freshDevice();

const words = ['Ovi on painava.', '<b>Kahvi</b> on hyvää 👩‍👧', 'مرحبا', 'Liian hiljaista.', 'Kivaa.'];
async function round(answers: Assessment['answers'] = {}): Promise<string> {
  const id = newId();
  await create(Assessment, assessmentFields({ activity: 'Kahvila', answers }, id, '2026-03-03'), { id });
  return id;
}
const say = async (id: string, texts: readonly string[]) => {
  for (const text of texts) await keepSaid(id, '7', text);
};
const draftOf = async (id: string) => (await findDraft(AssessmentDrafts, id))?.data.answers[7];

describe('what was said', () => {
  test.each(pasted)(
    '%s stands in the participants’ view as it was written, or is more than one may write',
    async (_, text) => {
      if (text.length > saidLimit) return expect(isKeepable(text, saidLimit)).toBe(false);
      const id = await round();
      await say(id, [text, ...words.slice(1)]);
      await addSaid(id, '7');
      expect((await draftOf(id))?.heard?.text).toContain(`– ${text}`);
    },
  );

  test('is told to nobody before five have said theirs, not even how many they are', async () => {
    const id = await round();
    expect(await readSaid(id, '7')).toEqual({ is: 'none' });
    for (let many = 1; many < leastHeard; many++) {
      await keepSaid(id, '7', `Sana ${many}`);
      expect(await readSaid(id, '7')).toEqual({ is: 'few' });
      await addSaid(id, '7');
      expect(await draftOf(id)).toBeUndefined();
    }
    await keepSaid(id, '7', 'Viides');
    expect(await readSaid(id, '7')).toMatchObject({ is: 'enough', texts: { length: 5 } });
    expect(await readSaid(id, '8')).toEqual({ is: 'none' });
  });

  test('stands in no order of speaking, sealed, in no record and no outbox', async () => {
    const id = await round();
    const waiting = await db.outbox.count();
    await say(id, words);
    const said = await readSaid(id, '7');
    expect(said.is === 'enough' && [...said.texts].sort()).toEqual([...words].sort());
    expect(await db.records.count()).toBe(1);
    expect(await db.outbox.count()).toBe(waiting);
    const rows = await db.settings.toArray();
    expect(JSON.stringify(rows)).not.toContain('painava');
    // Names that grow with time would tell who came first.
    const made = (await db.settings.toCollection().primaryKeys()).filter((name) => name.includes('kiosk-said'));
    expect(new Set(made.map((name) => name.split(':').at(-1)!.slice(14, 15)))).toEqual(new Set(['4']));
  });

  test('comes to the participants’ view beside the team’s answer, which stays as it is, and is forgotten here', async () => {
    const id = await round({ 7: { standing: 'started', text: 'Retki joka kuussa.' }, 8: { standing: 'not-yet' } });
    await say(id, words);
    await addSaid(id, '7');
    const answer = await draftOf(id);
    expect(answer).toMatchObject({ standing: 'started', text: 'Retki joka kuussa.' });
    expect(answer?.heard).toMatchObject({ ways: ['kiosk'], count: 5 });
    for (const one of words) expect(answer?.heard?.text).toContain(`– ${one}`);
    expect(faultsIn(answer)).toEqual({});
    expect(await readSaid(id, '7')).toEqual({ is: 'none' });
    const kept = draftChanges((await findDraft(AssessmentDrafts, id))!.data);
    expect(Assessment.parse({ ...(await find(Assessment, id)), ...kept }).answers[8]).toEqual({ standing: 'not-yet' });
  });

  test('goes behind what is being written, and takes nothing of it away', async () => {
    const id = await round();
    const written = {
      activity: 'Kahvila',
      answers: { 7: { heard: { ways: ['paper' as const], count: 6, text: 'Ennen' } } },
    };
    await keepDraft({ kind: 'assessment', id, base: 1 }, written);
    await say(id, words);
    await addSaid(id, '7');
    expect((await draftOf(id))?.heard).toMatchObject({ ways: ['paper', 'kiosk'], count: 11 });
    expect((await draftOf(id))?.heard?.text).toMatch(/^Ennen\n– /);
  });

  test('added twice, because the page was closed in between, stands once', () => {
    const once = withSaid({ text: 'Ennen' }, words);
    expect(withSaid(once, words)).toEqual(once);
    expect(saidBy(words)).toEqual({ is: 'enough', texts: words });
  });

  test('goes with the form, and of one question alone where that is asked for', async () => {
    const id = await round();
    await say(id, words);
    await keepSaid(id, '8', 'Muu');
    await forgetSaid(id, '7');
    expect([await readSaid(id, '7'), await readSaid(id, '8')]).toEqual([{ is: 'none' }, { is: 'few' }]);
    await forgetSaid(id);
    expect(await readSaid(id, '8')).toEqual({ is: 'none' });
  });

  test('the question in the worker’s own words stays for the next time', async () => {
    const id = await round();
    expect(await readAsked(id, '7')).toBe('');
    await keepAsked(id, '7', 'Mikä täällä toimii?');
    expect(await readAsked(id, '7')).toBe('Mikä täällä toimii?');
  });
});
