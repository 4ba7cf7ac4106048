import { ChartTable } from '../charts/table.tsx';
import { percent } from '../i18n/numbers.ts';
import { useWords } from '../i18n/words.ts';
import { codesOf, type Instrument, labelsOf } from '../survey/instrument/instrument.ts';
import { instrumentText, saidMean } from './in-words.ts';
import type { ItemStatistics } from './item-statistics.ts';
import { PartsBar, shade } from './parts-bar.tsx';

interface ItemBarsProps {
  instrument: Instrument;
  items: readonly ItemStatistics[];
  n: number;
  least: number;
}

/** Each item word for word with what may be told of it, and the same as a table. */
export function ItemBars({ instrument, items, n, least }: ItemBarsProps) {
  const { t, language } = useWords();
  const { language: lang, text } = instrumentText(instrument, language);
  const said = useItemWords(instrument, n);
  const scales = [...new Set(instrument.items.filter(({ type }) => type === 'scale').map(({ scale }) => scale))];
  const placeOf = (id: string) => instrument.items.findIndex((item) => item.id === id);
  return (
    <section class="stack">
      <h2>{t('report.items')}</h2>
      <p>{t('report.itemsHelp', { count: least })}</p>
      {items.some(({ parts }) => parts) && scales.map((scale) => <Key key={scale ?? ''} {...{ instrument, scale }} />)}
      <ul class="report-bars">
        {items.map((item) => {
          const codes = codesOf(instrument, instrument.items[placeOf(item.item)]!);
          const isScale = instrument.items[placeOf(item.item)]!.type === 'scale';
          return (
            <li key={item.item}>
              <p lang={lang}>{text.items[placeOf(item.item)]}</p>
              {item.parts && isScale && (
                <PartsBar
                  parts={item.parts.map((part) => ({ place: middleOf(codes, part.codes), count: part.count }))}
                />
              )}
              <p
                class={
                  item.mean || item.parts || item.mostly || item.skipped || item.unasked
                    ? 'number small'
                    : 'muted small'
                }
              >
                {said(item)}
              </p>
            </li>
          );
        })}
      </ul>
      <ChartTable
        caption={t('report.items')}
        head={[t('report.item'), t('report.told')]}
        rows={items.map((item) => [text.items[placeOf(item.item)] ?? item.item, said(item)])}
      />
    </section>
  );
}

/** Where the middle of some codes is among all, from 0 to 1. */
function middleOf(all: readonly number[], some: readonly number[]): number {
  const order = [...all].sort((a, b) => a - b);
  const places = some.map((code) => order.indexOf(code));
  return (places[0]! + places.at(-1)!) / 2 / Math.max(1, order.length - 1);
}

/** Says in words what may be told of an item. */
function useItemWords(instrument: Instrument, n: number): (of: ItemStatistics) => string {
  const { t, language } = useWords();
  const { text } = instrumentText(instrument, language);
  const saidSkipped = ({ skipped }: ItemStatistics) => {
    if (!skipped) return [];
    return 'count' in skipped
      ? [t('report.skipped', { count: skipped.count, share: percent(skipped.count / n, language) })]
      : [t('report.skippedMostly', { share: percent(skipped.atLeast, language) })];
  };
  const saidAnswers = ({ item, mean, parts, others, mostly }: ItemStatistics): string => {
    const labels = labelsOf(text, instrument.items.find(({ id }) => id === item)!);
    const named = (codes: readonly number[]) => {
      const words = codes.map((code) => labels[code] ?? String(code));
      return words.length > 2 ? `${words[0]} – ${words.at(-1)}` : words.join(', ');
    };
    const part = (name: string, count: number) => `${name} ${count} (${percent(count / n, language)})`;
    if (mean) return t('report.itemMean', { value: saidMean(mean, language, t) });
    if (mostly) return t('report.mostly', { share: percent(mostly.share, language), answers: named(mostly.codes) });
    if (!parts) return t('report.itemWithheld');
    return [
      ...parts.map(({ codes, count }) => part(named(codes), count)),
      ...(others ? [part(t('report.others'), others)] : []),
    ].join(' · ');
  };
  const saidUnasked = ({ unasked }: ItemStatistics) =>
    unasked ? [t('report.unasked', { count: unasked, share: percent(unasked / n, language) })] : [];
  return (of) => {
    const isWithheld = !of.mean && !of.parts && !of.mostly;
    const without = [...saidSkipped(of), ...saidUnasked(of)];
    return [...(isWithheld && of.skipped ? [] : [saidAnswers(of)]), ...without].join(' · ');
  };
}

/** The words of the steps of a scale, each with its shade. */
function Key({ instrument, scale }: { instrument: Instrument; scale: string | undefined }) {
  const { language } = useWords();
  const { language: lang, text } = instrumentText(instrument, language);
  const item = instrument.items.find((one) => one.type === 'scale' && one.scale === scale)!;
  const codes = [...codesOf(instrument, item)].sort((a, b) => a - b);
  const labels = labelsOf(text, item);
  return (
    <ul class="report-key" aria-hidden="true">
      {codes.map((code, index) => (
        <li key={code} lang={lang}>
          <i class={`report-shade-${shade(index / Math.max(1, codes.length - 1))}`} /> {labels[code] ?? code}
        </li>
      ))}
    </ul>
  );
}
