/** Paper that was printed of one version of a survey is typed in as that, after the next one was taken into use. */
import { describe, expect, test } from 'vitest';
import { soundSetting } from '../../src/backup/sound-setting.ts';
import { adopt } from '../../src/setup/adopt.ts';
import { setSetting, setting } from '../../src/store/device.ts';
import type { Bundle } from '../../src/survey/bundle/bundle.ts';
import { addTogether } from '../../src/survey/bundle/bundles-store.ts';
import { formVersions, noteDocument } from '../../src/survey/bundle/earlier-forms-store.ts';
import type { Form } from '../../src/survey/bundle/form.ts';
import { checksumOf, type Instrument } from '../../src/survey/instrument/instrument.ts';
import { addInstrument } from '../../src/survey/instrument/instruments-store.ts';
import { type Typing, typedAs, typingIn } from '../../src/survey/respondent/answer-drafts.ts';
import { finished } from '../../src/survey/respondent/answers.ts';
import { readSurveyAround } from '../../src/survey/respondent/answers-store.ts';
import { freshDevice } from '../support/device.ts';
import { aDocument, candidate } from '../support/setup.ts';

const questions = { mood: 'Mitä kuuluu?', help: 'Saatko apua?', home: 'Onko sinulla koti?' };
/** Questions in this order; in the second version “ei” stands first. */
async function instrument(version: string, asked: (keyof typeof questions)[], more: object = {}): Promise<Instrument> {
  const text = {
    ...{ title: 'Omat', stem: '', responses: {}, source: 'Oma', copyright: 'Oma' },
    items: asked.map((id) => questions[id]),
    scales: { yes: { 1: 'kyllä', 0: 'ei' } },
  };
  return {
    ...{ id: 'omat', version, licence: 'Oma', order: [], scales: { yes: version === '1' ? [1, 0] : [0, 1] } },
    items: asked.map((id) => ({ id, type: 'single', scale: 'yes' })),
    texts: { fi: text },
    checksums: { fi: await checksumOf(text) },
    ...more,
  };
}
const first = await instrument('1', ['mood', 'help'], { within: 'kysely' });
const second = await instrument('2.71306', ['home', 'help', 'mood'], { within: 'kysely' });
const bundle = (version: string): Bundle => ({
  id: 'kysely',
  version,
  titles: { fi: 'Kysely' },
  parts: ['omat', 'esis'],
});
const asked = (forms: { form: Form }[]) =>
  forms.map(({ form }) => [form.version, form.items.slice(0, 3).map((_, at) => form.texts.fi!.items[at])]);
const typing = (form: Form): Typing => ({
  ...{ bundle: form.id, language: 'fi', mode: 'paper', startedAt: '2026-11-29T10:00:00.000Z', at: 1 },
  ...{ version: form.version, answers: form.items.map(() => null), written: '', agreed: true },
});

freshDevice();

async function twoVersions(): Promise<[Form, Form]> {
  await addTogether({ bundle: bundle('1'), instruments: [first] });
  await addTogether({ bundle: bundle('2.48317'), instruments: [second] });
  const versions = await formVersions('kysely');
  return versions.map(({ form }) => form) as [Form, Form];
}

describe('both versions can be typed in', () => {
  test('of a survey with several parts: the questions and choices of each stand as they were printed', async () => {
    const [now, before] = await twoVersions();
    expect(asked([{ form: now }, { form: before }])).toEqual([
      ['2.48317', [questions.home, questions.help, questions.mood]],
      ['1', [questions.mood, questions.help, expect.stringMatching(/^Tunnen/)]],
    ]);
    expect([now, before].map(({ scales }) => scales!['omat.yes'])).toEqual([
      [0, 1],
      [1, 0],
    ]);
    const { bundleVersion, parts } = finished(before, { ...typing(before), answers: before.items.map(() => 1) });
    expect([bundleVersion, parts.map((one) => one.instrumentVersion)]).toEqual(['1', ['1', '1']]);
  });

  test('of one instrument, and of three versions of it', async () => {
    for (const version of ['1', '2', '3']) await addInstrument(await instrument(version, ['mood']));
    expect((await formVersions('omat')).map(({ form }) => form.version)).toEqual(['3', '2', '1']);
  });

  test('of what the organisation’s document brought, after its next edition', async () => {
    const edition = async (version: string, one: Instrument) => {
      const bundles = [bundle(version)];
      await adopt(await candidate(aDocument({ survey: { instruments: [one], bundles } })), 'lahti');
      await readSurveyAround();
      await noteDocument();
    };
    await edition('1', first);
    await edition('2', second);
    expect((await formVersions('kysely')).map(({ form }) => form.version)).toEqual(['2', '1']);
    expect((await formVersions('kysely'))[1]!.form.texts.fi!.items[0]).toBe(questions.mood);
    const third = await instrument('3', ['help'], { within: 'kysely' });
    await addTogether({ bundle: bundle('3'), instruments: [third] });
    const versions = (await formVersions('kysely')).map(({ form }) => form.version);
    expect(versions, 'one was added here before the document had it').toEqual(['3', '2', '1']);
  });

  test('a version that came in a backup and fits nothing here is not offered, nor one of what is gone', async () => {
    await addTogether({ bundle: bundle('1'), instruments: [first] });
    const broken = [
      { bundle: { id: 'kysely', version: '0', parts: 7 }, versions: {} },
      { bundle: bundle('0.5'), versions: { omat: '0.5' } },
    ];
    await setSetting('bundles-earlier', await soundSetting('bundles-earlier', broken));
    expect(await setting('bundles-earlier', [])).toHaveLength(2);
    expect((await formVersions('kysely')).map(({ form }) => form.version)).toEqual(['1']);
    expect(await formVersions('ei-ole')).toEqual([]);
    expect(await soundSetting('bundles-earlier', [{ bundle: 'x' }])).toBeUndefined();
  });
});

describe('what was typed', () => {
  test('stays in the version that it was begun in, when the next one is taken into use meanwhile', async () => {
    const [now, before] = await twoVersions();
    const stored = { ...typing(before), answers: before.items.map(() => 1) };
    const { data, isWhole } = typingIn([now, before]).read(stored);
    expect([data.version, isWhole, data.answers.length]).toEqual(['1', true, before.items.length]);
    const ofBefore = typingIn([now, before]).read({ ...stored, version: undefined }).data;
    expect(ofBefore.version, 'a draft of an earlier app').toBe('2.48317');
  });

  test('finds its own question in another version, and a tick never means another choice', async () => {
    const [now, before] = await twoVersions();
    const same = now.items.findIndex(({ id }) => id === 'esis.s1');
    const answers = now.items.map((_, at) => (at === 1 ? 0 : at === same ? 4 : null));
    const items = typedAs(now, typing(now)).data.items;
    const { data, isWhole } = typedAs(before, { ...typing(now), items, answers });
    expect(data.answers[before.items.findIndex(({ id }) => id === 'esis.s1')]).toBe(4);
    // Its choices stand in another order there: what was ticked is put aside, not slid under another.
    expect([data.answers[1], isWhole]).toEqual([null, false]);
  });
});
