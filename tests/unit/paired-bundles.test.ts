/** A start and a follow-up that ask different bundles: what both ask is paired, instrument by instrument. */
import { expect, test } from 'vitest';
import { type Collection, countResponses, responsesIn, take } from '../../src/results/collection.ts';
import { inWaves } from '../../src/results/counted.ts';
import { withoutYielding } from '../../src/store/yield-to-main.ts';
import type { Instrument } from '../../src/survey/instrument/instrument.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { workAbility } from '../../src/survey/instruments/work-ability.ts';
import { response, whole } from '../support/responses.ts';

const part = (instrument: Instrument, answers: number[]) => ({
  ...{ instrument: instrument.id, instrumentVersion: instrument.version, language: 'fi', answers },
  checksum: instrument.checksums.fi!,
});
const [begun, later] = [whole(response({ code: 'K7M4PX27' })), whole(response({ code: 'K7M4PX27' }))];
const start = {
  ...{ ...begun, bundle: 'start', plan: 'new', wave: 0 },
  parts: [part(esis, Array(10).fill(3)), part(workAbility, [7])],
};
const followUp = {
  ...{ ...later, bundle: 'later', plan: 'new', wave: 1, at: '2026-06-02T12:00:00.000Z' },
  parts: [part(esis, Array(10).fill(4))],
};

test('the scale is counted at both times under one code, what only the start asks at that time alone', async () => {
  const collection: Collection = new Map();
  expect([start, followUp].map((one) => take(collection, one))).toEqual(['new', 'new']);
  expect(countResponses(collection), 'two sittings').toBe(2);
  const timesOf = async (instrument: Instrument) => {
    const mine = responsesIn(collection).filter((one) => one.instrument === instrument.id);
    const placed = mine.map((given) => ({ given, month: given.at.slice(0, 7) }));
    const waves = await inWaves(instrument, placed, withoutYielding);
    return waves.map(({ wave, counted }) => [wave, counted.map(({ code, scores }) => [code, ...scores])]);
  };
  expect(await timesOf(esis)).toEqual([
    [0, [['K7M4PX27', 50]]],
    [3, [['K7M4PX27', 75]]],
  ]);
  expect(await timesOf(workAbility)).toEqual([[0, [['K7M4PX27', 7]]]]);
});
