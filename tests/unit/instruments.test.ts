import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { canonicalText } from '../../src/survey/instrument.ts';
import { instruments } from '../../src/survey/instruments/all.ts';
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
        expect([...one.order].sort(), 'every step is offered once').toEqual(
          Object.keys(text.responses).map(Number).sort(),
        );
      }
    },
  );

  test('the scale stands word for word, in order, in Finnish only', () => {
    expect(Object.keys(esis.texts)).toEqual(['fi']);
    expect(esis.texts.fi!.items).toEqual(esisStatements);
    expect(esis.texts.fi!.responses).toEqual(esisSteps);
    expect(esis.texts.fi!.copyright).toBe('© Terveyden ja hyvinvoinnin laitos 2019');
  });
});
