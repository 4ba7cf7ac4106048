import { beforeEach, describe, expect, test, vi } from 'vitest';
import { db } from '../../src/store/db.ts';
import { newId } from '../../src/store/id.ts';
import { allPutAside } from '../../src/store/put-aside.ts';
import { create } from '../../src/store/save.ts';
import { bundleOf } from '../../src/survey/bundle/bundle.ts';
import { composed } from '../../src/survey/bundle/form.ts';
import type { Instrument } from '../../src/survey/instrument/instrument.ts';
import { instruments } from '../../src/survey/instruments/all.ts';
import { background } from '../../src/survey/instruments/background.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { paperQr, readPaperQr } from '../../src/survey/paper/paper-code.ts';
import { entryDifferences, givenInWords } from '../../src/survey/paper/paper-double.ts';
import { asking, formAddress, formAt } from '../../src/survey/respondent/answer-address.ts';
import { type Answering, finished } from '../../src/survey/respondent/answers.ts';
import { findUnderCode, keepAnswers, settleAnswers } from '../../src/survey/respondent/answers-store.ts';
import { parseNumber } from '../../src/survey/respondent/chosen-dom.ts';
import { responseParts, SurveyResponse } from '../../src/survey/response.ts';
import { handedOver, handOver, unlock } from '../../src/vault/handed-over.ts';
import { freshDevice } from '../support/device.ts';
import { esisForm } from '../support/drawn-forms.ts';
import { aFile } from '../support/instruments.ts';
import { fc } from '../support/property.ts';

const answering = (some: Partial<Answering> = {}): Answering => ({
  bundle: 'esis',
  language: 'fi',
  mode: 'self',
  startedAt: '2026-11-21T10:00:00.000Z',
  at: 3,
  answers: [5, 4, null, 2, 1, 5, 4, 3, 2, 1],
  ...some,
});

describe('what finished answers become', () => {
  freshDevice();

  test('a response with the checksum of the texts that were shown', async () => {
    const kept = await create(SurveyResponse, finished(esisForm, answering()));
    expect(kept).toMatchObject({
      ...{ bundle: 'esis', bundleVersion: '1', language: 'fi', v: 6 },
      parts: [{ instrument: 'esis', instrumentVersion: '1', language: 'fi', checksum: esis.checksums.fi }],
    });
    expect(kept).not.toHaveProperty('code');
  });

  test('the background questions stand apart from the scale', () => {
    const form = composed({ ...bundleOf(esis), parts: ['esis', 'background'] }, instruments)!;
    const { parts } = finished(form, answering({ answers: [...answering().answers, 3, null, 1, 2] }));
    expect(form.items).toHaveLength(14);
    expect(parts.map(({ instrument, answers }) => [instrument, answers])).toEqual([
      ['esis', answering().answers],
      ['background', [3, null, 1, 2]],
    ]);
    expect(parts[1]!.checksum).toBe(background.checksums.fi);
  });

  test('no text with an identity code is kept', async () => {
    const fields = finished(esisForm, answering());
    fields.parts[0]!.texts = { more: 'Olen 010190-900P' };
    await expect(create(SurveyResponse, fields)).rejects.toThrow();
  });

  test('how long it took is told as a band, of a paper form not at all', () => {
    const tookOf = (ms: number, changes = {}) =>
      finished(esisForm, answering(changes), Date.parse(answering().startedAt) + ms).took;
    const minute = 60_000;
    expect([0, 2 * minute, 9.9 * minute, 10 * minute, 600 * minute].map((ms) => tookOf(ms))).toEqual([
      ...['-2', '2-5', '5-10', '10-20', '20+'],
    ]);
    expect(tookOf(-minute), 'a clock that was set back').toBeUndefined();
    expect(tookOf(minute, { mode: 'paper' })).toBeUndefined();
  });

  test('a response of the first shape is read with its answers as they were, on its day and without its device', () => {
    const [part] = finished(esisForm, answering()).parts;
    const stored = {
      ...part!,
      mode: 'self',
      agreed: true,
      startedAt: '2026-11-21T09:52:00.000Z',
      kind: 'response',
      id: newId(),
      rev: 1,
      at: '2026-11-21T10:00:00.000Z',
      v: 1,
      unit: 'oma',
      device: crypto.randomUUID(),
    };
    const { id, unit } = stored;
    const day = { at: '2026-11-21T12:00:00.000Z', device: '00000000-0000-0000-0000-000000000000', took: '5-10' };
    expect(SurveyResponse.read(stored)).toEqual({
      ...{ kind: 'response', id, rev: 1, v: 6, unit, ...day },
      ...{ bundle: 'esis', bundleVersion: '1', language: 'fi', mode: 'self', agreed: true },
      parts: [part],
    });
  });

  test.each(['fi', 'sv', 'en'])(
    'background questions of shape 4, in %s, become the part that they would be today',
    (language) => {
      const form = composed({ ...bundleOf(esis), titles: { [language]: 'x' }, parts: ['background'] }, instruments)!;
      const today = finished(form, answering({ language, answers: [3, null, 1, 2] })).parts[0];
      const { parts, ...whole } = finished(esisForm, answering());
      const { bundle: _, bundleVersion: __, ...around } = whole;
      const stored = {
        ...{ ...around, ...parts[0], language, background: { 'client-for': 2, 'age-band': 3, 'own-language': 1 } },
        ...{ kind: 'response', id: newId(), rev: 1, at: '2026-11-21T12:00:00.000Z', v: 4, unit: 'oma' },
        device: crypto.randomUUID(),
      };
      const read = SurveyResponse.read(stored);
      expect(read.parts[1]).toEqual(today);
      expect(responseParts(read).map(({ instrument, id, unit }) => [instrument, id, unit])).toEqual([
        ['esis', stored.id, 'oma'],
        ['background', stored.id, 'oma'],
      ]);
    },
  );
});

describe('answers under a code', () => {
  freshDevice();
  const keptUnder = async (code: string, answers: Answering) => {
    const ended = vi.fn();
    keepAnswers(newId(), esisForm, answers, ended, code);
    await settleAnswers();
    expect(ended).toHaveBeenLastCalledWith(true);
  };

  test('are opened by that code alone; the device by itself opens nothing', async () => {
    await keptUnder('K7M4PX27', answering());
    await keptUnder('ABC234', answering({ answers: Array(10).fill(1) }));
    expect((await findUnderCode('K7M4PX27'))?.answering).toEqual(answering());
    expect((await findUnderCode('ABC234'))?.answering.answers[0]).toBe(1);
    expect(await findUnderCode('W9R5K3H7')).toBeUndefined();
    expect(await findUnderCode('')).toBeUndefined();
  });

  test('to a survey that this device does not have stay put away, whoever types their code, until it is there again', async () => {
    const gone = { ...esisForm, id: 'poistettu' };
    keepAnswers(newId(), gone, answering({ bundle: 'poistettu' }), () => undefined, 'K7M4PX27');
    await settleAnswers();
    const lying = await db.drafts.toArray();
    expect(await findUnderCode('K7M4PX27')).toBeUndefined();
    expect(await db.drafts.toArray()).toEqual(lying);
    expect(await allPutAside()).toEqual([]);
  });

  test('what cannot be kept is told', async () => {
    const ended = vi.fn();
    vi.spyOn(db, 'transaction').mockRejectedValue(new DOMException('full', 'QuotaExceededError'));
    keepAnswers(newId(), esisForm, answering(), ended, 'K7M4PX27');
    await expect(settleAnswers()).rejects.toThrow();
    expect(ended).toHaveBeenLastCalledWith(false);
  });
});

describe('the lock of a device that is handed over', () => {
  beforeEach(() => {
    const held = new Map<string, string>();
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => held.get(key) ?? null,
      setItem: (key: string, value: string) => held.set(key, value),
      removeItem: (key: string) => held.delete(key),
    });
  });

  test('holds until the code is given, and keeps no code', async () => {
    await handOver('/answer/esis.fi', '2468', 12);
    expect(localStorage.getItem('handed-over')).not.toContain('2468');
    expect(await unlock('1357')).toBe('wrong');
    expect(handedOver()?.page).toBe('/answer/esis.fi');
    expect(await unlock(' 2468 ')).toBe('open');
    expect(handedOver()).toBeUndefined();
  });

  test('two devices with the same code keep different hashes', async () => {
    await handOver('/answer/esis.fi', '2468', 12);
    const first = handedOver()!.code;
    await handOver('/answer/esis.fi', '2468', 12);
    expect(handedOver()!.code!.hash).not.toBe(first!.hash);
  });

  test('an empty attempt is none: it opens nothing and costs nothing', async () => {
    await handOver('/answer/esis.fi', '2468', 12);
    for (let times = 0; times < 6; times++) expect(await unlock(times % 2 ? '' : '  ')).toBe('wrong');
    expect(handedOver()).toMatchObject({ wrong: 0, waitUntil: 0 });
    expect(await unlock('2468')).toBe('open');
  });

  test('codes that are tried at the same moment are each counted', async () => {
    await handOver('/answer/esis.fi', '2468', 12);
    const said = await Promise.all(Array.from({ length: 5 }, () => unlock('0000')));
    expect(said.filter((one) => one === 'wrong')).toHaveLength(4);
    expect(await unlock('2468')).toEqual({ wait: expect.any(Number) });
  });
});

describe('the QR of a paper form', () => {
  const form = { id: 'esis', version: '1', language: 'fi', code: 'K7M4PX27' };

  test('is read back, and a bare code too, however it is written', () => {
    expect(readPaperQr(paperQr(form))).toEqual({ is: 'form', form });
    expect(readPaperQr(' k7m4-px27 ')).toEqual({ is: 'code', code: 'K7M4PX27' });
  });

  test('a part of it is told from a code', () => {
    const qr = paperQr(form);
    for (let length = 5; length < qr.length; length++)
      expect(readPaperQr(qr.slice(0, length)), qr.slice(0, length)).toEqual({ is: 'broken' });
    for (let cut = 1; cut < 10; cut++) expect(readPaperQr(qr.slice(cut)).is).toBe('broken');
  });

  test('one sign wrong or two swapped is noticed', () => {
    const qr = paperQr(form);
    fc.assert(
      fc.property(fc.nat(qr.length - 1), fc.constantFrom(...'23456789ABCDEFG'), (at, sign) => {
        const changed = qr.slice(0, at) + sign + qr.slice(at + 1);
        if (changed !== qr) expect(readPaperQr(changed).is).toBe('broken');
        const swapped = qr.slice(0, at) + (qr[at + 1] ?? '') + qr[at] + qr.slice(at + 2);
        if (swapped !== qr) expect(readPaperQr(swapped).is).toBe('broken');
      }),
    );
  });
});

describe('typing in twice', () => {
  const { checksums: _, ...file } = { checksums: {}, ...aFile() };
  const instrument = { ...file, checksums: {} } as unknown as Instrument;

  test('finds what differs: a choice, several, a text, something missing', () => {
    const first = {
      answers: [null, 3, null, 1, 12, null, null],
      several: { travel: [1, 2] },
      texts: { more: 'Kiitos' },
    };
    expect(entryDifferences(instrument, first, { ...first, several: { travel: [2, 1] } })).toEqual([]);
    expect(
      entryDifferences(instrument, first, {
        answers: [null, 2, null, 1, null, null, null],
        several: { travel: [1] },
        texts: { more: 'Kiitos ' },
      }),
    ).toEqual([2, 3, 5]);
    const words = (number: number) => givenInWords(instrument, instrument.texts.fi!, first, number);
    expect([2, 3, 4, 5, 6, 7].map(words)).toEqual(['kyllä', 'jalan, pyörällä', 'kyllä', '12', '', 'Kiitos']);
  });
});

test('a number is read as people write it', () => {
  expect([parseNumber('17,5'), parseNumber(' 8 '), parseNumber('−3'), parseNumber('0')]).toEqual([17.5, 8, -3, 0]);
  expect([parseNumber('kahdeksan'), parseNumber('1e9'), parseNumber(''), parseNumber('81', 0, 80)]).toEqual(
    Array(4).fill(undefined),
  );
});

test('an address names its form', () => {
  expect(formAt('/answer/esis.fi?mode=self')).toEqual({ id: 'esis', language: 'fi' });
  expect(formAt(formAddress('arki', 'ar', false))).toEqual({ id: 'arki', language: 'ar' });
  expect(formAt('/surveys')).toBeUndefined();
  expect(asking('/answer/own?of=arki.ar', { mode: 'self', draft: undefined })).toBe('/answer/own?of=arki.ar&mode=self');
});
