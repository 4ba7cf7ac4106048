/**
 * What lies readable on the device: a device on which everything was done is dumped, every table of it. What is sealed hides
 * from a glance; what is not is listed here, field by field, and nothing of a person is among it.
 */
import { beforeEach, describe, expect, test } from 'vitest';
import { drain } from '../../src/delivery/engine/drain.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { Outing } from '../../src/outreach/outing.ts';
import { keepBeside } from '../../src/outreach/plan/beside-plan-store.ts';
import { closeAndKeep } from '../../src/results/releases-store.ts';
import { configureEndpoint } from '../../src/setup/endpoint.ts';
import { keepCopies } from '../../src/store/copies.ts';
import { db, homeEndpoint } from '../../src/store/db.ts';
import { keepDraft } from '../../src/store/drafts.ts';
import { newId } from '../../src/store/id.ts';
import { forgetUnread, keepLocal, localNames } from '../../src/store/local-only.ts';
import { create } from '../../src/store/save.ts';
import { withoutYielding } from '../../src/store/yield-to-main.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { finished } from '../../src/survey/respondent/answers.ts';
import { giveCode } from '../../src/survey/respondent/given-code-store.ts';
import { SurveyResponse } from '../../src/survey/response.ts';
import { answeredUnder, WaveEvent } from '../../src/survey/waves/wave-event.ts';
import { anEncounter, endpointThat, freshDevice, json } from '../support/device.ts';
import { esisForm } from '../support/drawn-forms.ts';
import { responses } from '../support/responses.ts';

freshDevice();

/** Words that stand in what was logged: none of them may be found without the key. */
const canaries = {
  place: 'Kanarianlinnunkatu',
  unit: 'Kanarian yksikkö',
  code: 'K7M4PX27',
  words: 'Sanoin näin itse',
  phone: '0401234567',
  key: 'avain-jota-kukaan-ei-saa',
  url: 'https://kanaria.example/records',
  server: 'Kanarian palvelin sanoi näin',
};

beforeEach(async () => {
  await configureEndpoint(homeEndpoint, { url: canaries.url, auth: { way: 'bearer', token: canaries.key } });
  const outing = await create(Outing, {
    state: 'debriefed',
    places: [canaries.place],
    organisations: [canaries.place],
  });
  await create(Encounter, anEncounter({ outingId: outing.id, place: canaries.place }));
  await keepBeside(outing.id, { phone: canaries.phone, note: canaries.words });
  const asked = { plan: 'new', number: 0, due: '2026-11-21', turn: 1 };
  await create(
    SurveyResponse,
    finished(esisForm, {
      bundle: 'esis',
      language: 'fi',
      mode: 'self',
      startedAt: '2026-11-21T10:11:12.131Z',
      at: 10,
      answers: Array(10).fill(4),
      texts: { own: canaries.words },
      code: canaries.code,
      asked,
    }),
  );
  const event = await create(WaveEvent, answeredUnder(canaries.code, asked));
  await keepCopies([{ ...event, id: crypto.randomUUID(), code: canaries.code } as never]);
  await keepDraft({ kind: 'encounter', id: newId(), base: 0 }, { place: canaries.place });
  await keepLocal('number', canaries.phone);
  await giveCode(canaries.code, asked);
  const inMarch = responses(5, { unit: canaries.unit, at: '2025-03-02T10:00:00.000Z' });
  await closeAndKeep(esis, inMarch, { least: 5, today: '2025-04-01' }, withoutYielding);
  // One record is taken, the rest are refused in words that quote them.
  endpointThat((records) =>
    json({
      results: records.map(({ id, rev }, index) =>
        index === 0
          ? { id, rev, status: 'stored' }
          : { id, rev, status: 'rejected', message: `${canaries.server} ${canaries.place}` },
      ),
    }),
  );
  await drain('saved');
});

/** What a value says to who has no key; undefined where it is sealed or a key itself. */
function clearOf(value: unknown): unknown {
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value) || value instanceof CryptoKey) return undefined;
  if (Array.isArray(value)) return value.map(clearOf);
  if (typeof value !== 'object' || value === null) return value;
  const shown = Object.entries(value).flatMap(([name, inner]) => {
    const clear = clearOf(inner);
    return clear === undefined ? [] : [[name, clear] as const];
  });
  return Object.fromEntries(shown);
}

const dump = async () =>
  Object.fromEntries(await Promise.all(db.tables.map(async (table) => [table.name, clearOf(await table.toArray())])));

test('no word of what was logged, answered or given is found without the key', async () => {
  const text = JSON.stringify(await dump());
  for (const [what, canary] of Object.entries(canaries)) expect(text, what).not.toContain(canary);
});

test('these fields lie in the clear, and no other', async () => {
  const fields = new Map<string, Set<string>>();
  for (const [table, rows] of Object.entries(await dump()))
    for (const row of rows as object[])
      for (const name of Object.keys(row)) fields.set(table, (fields.get(table) ?? new Set()).add(name));
  const listed = [...fields].map(([table, names]) => `${table}: ${[...names].sort().join(' ')}`).sort();
  expect(listed).toMatchInlineSnapshot(`
    [
      "copies: at id kind rev unit",
      "counts: n name",
      "drafts: at base by id kind",
      "endpoints: config deliveredAt id",
      "keys: id name",
      "outbox: doneAt doneLived dueAt endpoint key kind proof recordId rev state status tries trouble words",
      "records: at id kind of rev unit",
      "settings: name value",
    ]
  `);
});

test('of what stays on the device alone the names lie in the clear, and of settings what is nobody’s', async () => {
  const { settings } = (await dump()) as { settings: { name: string; value: unknown }[] };
  const listed = settings.map(({ name, value }) => {
    const named = name.replace(/[0-9a-f-]{36}/g, '<id>');
    return Object.keys(value as object).length > 0 || typeof value !== 'object' ? `${named}: ${typeof value}` : named;
  });
  expect(listed.sort()).toMatchInlineSnapshot(`
    [
      "device: string",
      "device:answers: string",
      "here:code:<id>",
      "here:number",
      "here:plan:<id>",
      "here:release:["esis","1"]:2025-03-01",
      "here:told-alone:<id>",
      "lived: object",
    ]
  `);
});

describe('what people answered and when they were asked', () => {
  test('has the day in the clear, and an id without a time', async () => {
    const rows = [...(await db.records.toArray()), ...(await db.copies.toArray())];
    const answered = rows.filter(({ kind }) => ['response', 'wave'].includes(kind));
    expect(answered.map(({ kind }) => kind).sort()).toEqual(['response', 'wave', 'wave']);
    for (const { id, at } of answered) {
      expect(at).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(id[14], 'RFC 9562, version 4: random').toBe('4');
    }
    const outing = rows.find(({ kind }) => kind === 'outing');
    expect(outing?.at).toMatch(/T/);
  });
});

test('what an earlier version kept of which written answers were opened does not stay', async () => {
  await keepLocal('opened-answers', { 'own-words loneliness': [newId()] });
  await forgetUnread();
  expect(await localNames('opened')).toEqual([]);
  expect(await localNames('number'), 'all else does').toEqual(['number']);
});
