/** What leaves a device of people's answers when an endpoint refuses them: nothing that can be read, whatever the endpoint says. */

import { expect, test } from 'vitest';
import { drain } from '../../src/delivery/engine/drain.ts';
import { refusedAsFile, refusedCounts, refusedSealed } from '../../src/delivery/screens/export-records.ts';
import { readFile } from '../../src/results/records-file-store.ts';
import { db } from '../../src/store/db.ts';
import { deviceKey } from '../../src/store/device.ts';
import { create } from '../../src/store/save.ts';
import { withoutYielding } from '../../src/store/yield-to-main.ts';
import { Coding } from '../../src/survey/coding.ts';
import { finished } from '../../src/survey/respondent/answers.ts';
import { partFields, SurveyResponse } from '../../src/survey/response.ts';
import { isSealedKind, tellableWords } from '../../src/survey/sealed-kinds.ts';
import { answeredUnder, WaveEvent } from '../../src/survey/waves/wave-event.ts';
import { newCarryCode } from '../../src/vault/carried.ts';
import { unseal } from '../../src/vault/seal.ts';
import { endpointThat, freshDevice, json, logged } from '../support/device.ts';
import { esisForm } from '../support/drawn-forms.ts';
import { fc } from '../support/property.ts';

freshDevice();

const canaries = ['Kanarianlintu lauloi', 'K7M4PX27', '314159', 'lainaus kanarialta', 'ikä-kanaria'];
const [words = '', code = '', number = '', quote = '', background = ''] = canaries;
const asked = { plan: 'new', number: 0, due: '2026-11-21', turn: 1 };
const answering = { bundle: 'esis', language: 'fi', mode: 'self', at: 10, asked, code } as const;

/** A response with all that it can hold, what was marked in it and its wave, and an encounter: all refused, in words that quote them. */
async function refusedAll() {
  const echoing = (record: unknown) =>
    `texts: this value is bad: ${JSON.stringify(record).slice(0, 300)} ${canaries.join(' ')}`;
  endpointThat((records) =>
    json({
      results: records.map((record) => ({
        id: record.id,
        rev: record.rev,
        status: 'rejected',
        message: echoing(record),
      })),
    }),
  );
  const startedAt = new Date().toISOString();
  const fields = finished(esisForm, { ...answering, startedAt, answers: [...Array(9).fill(4), 5] });
  const [part] = fields.parts;
  const texts = { own: words, [background]: words };
  const parts = [{ ...part!, texts, answers: [...part!.answers.slice(1), Number(number)] }];
  const response = await create(SurveyResponse, { ...fields, parts });
  await create(Coding, { response: response.id, item: 'own', tags: [quote], quote });
  await create(WaveEvent, answeredUnder(code, asked));
  const [encounter] = await logged(1);
  await drain('saved');
  return { response, encounter: encounter! };
}

const holdsNothing = (text: string) => {
  for (const canary of canaries) expect(text).not.toContain(canary);
};

test('the readable file has the team’s own records, and of the others that they are there', async () => {
  const { response, encounter } = await refusedAll();
  expect(await refusedCounts()).toEqual({ readable: 1, sealed: 3 });
  const text = await (await refusedAsFile()).text();
  const { records } = JSON.parse(text) as { records: { record: { kind: string; id: string } }[] };
  expect(records).toHaveLength(4);
  expect(records.find(({ record }) => record.kind === 'encounter')?.record).toMatchObject({
    id: encounter.id,
    people: '1',
  });
  holdsNothing(JSON.stringify(records.filter(({ record }) => record.kind !== 'encounter')));
  const item = (await db.outbox.toArray()).find(({ recordId }) => recordId === response.id)!;
  holdsNothing(await (await refusedAsFile(item.key)).text());
});

test('the sealed file opens with its code only, and is whole', async () => {
  const { response } = await refusedAll();
  const carry = newCarryCode();
  const file = await refusedSealed(carry);
  expect(file.name).toBe('kenttakirja-3.kenttakirja');
  holdsNothing(new TextDecoder('latin1').decode(await file.arrayBuffer()));
  await expect(readFile(file, newCarryCode(), () => {}, withoutYielding)).rejects.toThrow();
  const read: unknown[] = [];
  expect(await readFile(file, carry, (record) => read.push(record), withoutYielding)).toBe('read');
  expect(read).toContainEqual(response);
  expect(read).toHaveLength(3);
});

test('of what the endpoint says of such a record the fields that it names are kept, and no other word', async () => {
  await refusedAll();
  for (const item of await db.outbox.toArray()) {
    const said = item.words && String(await unseal(await deviceKey(), item.key, item.words));
    if (item.kind === 'encounter') expect(said).toContain('this value is bad');
    else holdsNothing(said ?? '');
    if (item.kind === 'response') expect(said).toContain('texts');
  }
});

test('whatever words come, only names of fields are told of them; what was kept before is told so too', () => {
  const names = ['response', 'coding', 'respondent', 'wave'].flatMap((kind) => {
    expect(isSealedKind(kind)).toBe(true);
    return [kind];
  });
  const all = new Set([
    ...SurveyResponse.fields,
    ...partFields,
    ...Coding.fields,
    'code',
    'plan',
    'due',
    'what',
    'number',
    'turn',
    'moved',
    'ended',
    'start',
    'instrument',
    'months',
    'every',
    'times',
  ]);
  fc.assert(
    fc.property(
      fc.constantFrom(...names),
      fc.string({ maxLength: 60 }),
      fc.constantFrom('texts', 'code', 'answers.3'),
      (kind, noise, field) => {
        const told = tellableWords(kind, `${noise} ${field} ${noise}`);
        for (const word of told.split(', ').filter(Boolean)) expect(all.has(word), word).toBe(true);
        expect(tellableWords(kind, told)).toBe(told);
      },
    ),
    { seed: 14 },
  );
  expect(tellableWords('encounter', 'anything')).toBe('anything');
});
