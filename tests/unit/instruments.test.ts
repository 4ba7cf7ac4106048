import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { canonicalText, codesOf, labelsOf } from '../../src/survey/instrument/instrument.ts';
import { knownInstrument } from '../../src/survey/instrument/known.ts';
import { instrumentOf, instruments } from '../../src/survey/instruments/all.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { esisStatements, esisSteps } from '../support/esis-words.ts';

describe('an instrument', () => {
  test.each(instruments.map((one) => [one.id, one] as const))(
    '%s is shown in texts whose checksum is kept',
    (_, one) => {
      expect(Object.keys(one.checksums)).toEqual(Object.keys(one.texts));
      for (const [language, text] of Object.entries(one.texts)) {
        const sum = createHash('sha256').update(canonicalText(text)).digest('hex');
        expect(one.checksums[language], language).toBe(sum);
        for (const item of one.items) {
          expect([...codesOf(one, item)].sort(), 'every step is offered once').toEqual(
            Object.keys(labelsOf(text, item)).map(Number).sort(),
          );
        }
        expect(text.items).toHaveLength(one.items.length);
      }
    },
  );

  test.each(instruments.map((one) => [one.id, one] as const))(
    'who sends answers to %s has its items, and no text of it',
    (id, { version, items }) => {
      expect(knownInstrument(id, version)).toEqual({ id, version, items });
    },
  );

  test('the scale stands word for word, in order, in Finnish only', () => {
    expect(Object.keys(esis.texts)).toEqual(['fi']);
    expect(esis.texts.fi!.items).toEqual(esisStatements);
    expect(esis.texts.fi!.responses).toEqual(esisSteps);
    expect(esis.texts.fi!.copyright).toBe('© Terveyden ja hyvinvoinnin laitos 2019');
  });

  test('the neighbours stand in the wording of their source', () => {
    const [quality, , , , , , , money] = instrumentOf('eurohis-qol-8')!.texts.fi!.items;
    expect(quality).toBe('Millaiseksi arvioitte elämänlaatunne?');
    expect(money).toBe('tarpeeksi rahaa tarpeisiinne nähden');
    const { stem, items } = instrumentOf('work-ability')!.texts.fi!;
    expect(`${stem} ${items[0]}`).toBe(
      'Oletetaan, että työkykysi on parhaimmillaan saanut 10 pistettä. Minkä pistemäärän antaisit nykyiselle työkyvyllesi?',
    );
  });
});
