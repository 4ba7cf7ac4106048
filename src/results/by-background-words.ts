import { interval } from '../i18n/numbers.ts';
import type { Words } from '../i18n/words.ts';
import { type Instrument, labelsOf } from '../survey/instrument/instrument.ts';
import type { ByBackground } from './by-background.ts';
import { instrumentText, saidMean, writer } from './in-words.ts';

/** What scores by one question of the background say, in words: by the first rule. */
export function saidByBackground(
  { instrument: of, item: id, rows, items = [] }: ByBackground,
  asked: Instrument,
  instruments: readonly Instrument[],
  { t, language }: Pick<Words, 't' | 'language'>,
) {
  const instrument = instruments.find((one) => one.id === of);
  const place = instrument?.items.findIndex((one) => one.id === id) ?? -1;
  const told = instrument && instrumentText(instrument, language);
  const labels = told && instrument ? labelsOf(told.text, instrument.items[place]!) : {};
  return {
    question: told?.text.items[place] ?? id,
    /** Of the question and its answers. */
    language: told?.language ?? language,
    rows: rows.map(({ codes: [code], means: [mean] }) => ({
      name: code === undefined ? t('byBackground.others') : (labels[code] ?? String(code)),
      estimate: mean!,
      said: saidMean(mean!, language, t),
      ends: interval(mean!, writer(mean!, language)) ?? '–',
    })),
    /** The statements of the score, each with what is told of each row. */
    items: items.map(({ item, means }) => ({
      words: instrumentText(asked, language).text.items[asked.items.findIndex((one) => one.id === item)] ?? item,
      said: means.map((mean) => saidMean(mean, language, t)),
    })),
  };
}
