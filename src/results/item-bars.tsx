import { ChartTable } from '../charts/table.tsx';
import { useWords } from '../i18n/words.ts';
import { codesOf, type Instrument, labelsOf } from '../survey/instrument/instrument.ts';
import { instrumentText } from './in-words.ts';
import type { ItemStatistics } from './item-statistics.ts';
import { itemSayer, rowsOfItems, saysMore } from './item-words.ts';
import { PartsBar, shade } from './parts-bar.tsx';

interface ItemBarsProps {
  instrument: Instrument;
  items: readonly ItemStatistics[];
  n: number;
  least: number;
  /** Of all units in a half-year. */
  isWhole: boolean;
  /** It stands in a part of a page. */
  isInPart?: boolean | undefined;
}

/** Each item word for word with what may be told of it, and the same as a table. */
export function ItemBars({ instrument, items, n, least, isWhole, isInPart = false }: ItemBarsProps) {
  const Name = isInPart ? 'h3' : 'h2';
  const { t, language } = useWords();
  const { language: lang, text } = instrumentText(instrument, language);
  const said = itemSayer(instrument, n, { t, language }, isWhole);
  const placeOf = (id: string) => instrument.items.findIndex((item) => item.id === id);
  if (items.length === 0) return null;
  const drawn = items.filter(({ parts }) => parts).map(({ item }) => instrument.items[placeOf(item)]!);
  const scales = [...new Set(drawn.filter(({ type }) => type === 'scale').map(({ scale }) => scale))];
  const untold = items.filter((item) => !saysMore(item));
  const reasons = [...new Set(untold.map(said))];
  return (
    <section class="stack">
      <Name>{t('report.items')}</Name>
      <p>{t('report.itemsHelp', { count: least })}</p>
      {scales.map((scale) => (
        <Key key={scale ?? ''} {...{ instrument, scale }} />
      ))}
      <ul class="report-bars">
        {items.filter(saysMore).map((item) => {
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
              <p class="number small">{said(item)}</p>
            </li>
          );
        })}
      </ul>
      {reasons.map((reason) => (
        <section key={reason} class="stack tight">
          <ul lang={lang} class="report-untold">
            {untold
              .filter((item) => said(item) === reason)
              .map(({ item }) => (
                <li key={item}>{text.items[placeOf(item)]}</li>
              ))}
          </ul>
          <p class="muted small">{reason}</p>
        </section>
      ))}
      <ChartTable
        caption={t('report.items')}
        head={[t('report.item'), t('report.told')]}
        rows={rowsOfItems(
          items.map((item) => ({
            question: text.items[placeOf(item.item)] ?? item.item,
            isTold: saysMore(item),
            said: said(item),
          })),
        ).map(({ question, said }) => [question, said])}
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
