import { ChartTable } from '../charts/table.tsx';
import { useWords } from '../i18n/words.ts';
import { codesOf, type Instrument, type InstrumentText, labelsOf } from '../survey/instrument/instrument.ts';
import { instrumentText } from './in-words.ts';
import type { ItemStatistics } from './item-statistics.ts';
import { itemSayer, rowsOfItems, saysMore } from './item-words.ts';
import { fillOf, PartsBar } from './parts-bar.tsx';

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
  const steps = drawn.filter(({ type }) => type === 'scale').map((item) => stepsOf(instrument, item, text));
  const keys = [...new Map(steps.map((some) => [some.join('\n'), some])).values()];
  const isMerged = drawn.length > 0 && items.some(({ parts }) => parts?.some(({ codes }) => codes.length > 1));
  const untold = items.filter((item) => !saysMore(item));
  const reasons = [...new Set(untold.map(said))];
  return (
    <section class="stack">
      <Name>{t('report.items')}</Name>
      <p>{t('report.itemsHelp', { count: least })}</p>
      {keys.map((steps, index) => (
        <Key key={steps.join()} steps={steps} isLast={index === keys.length - 1} lang={lang} isMerged={isMerged} />
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
                  parts={item.parts.map((part) => ({ places: placesOf(codes, part.codes), count: part.count }))}
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

/** Where some codes are among all, each from 0 to 1. */
function placesOf(all: readonly number[], some: readonly number[]): number[] {
  const order = [...all].sort((a, b) => a - b);
  return some.map((code) => order.indexOf(code) / Math.max(1, order.length - 1));
}

/** The words of the steps of a scale, from the lowest. */
function stepsOf(instrument: Instrument, item: Instrument['items'][number], text: InstrumentText): string[] {
  const labels = labelsOf(text, item);
  return [...codesOf(instrument, item)].sort((a, b) => a - b).map((code) => labels[code] ?? String(code));
}

interface KeyProps {
  steps: readonly string[];
  lang: string;
  isLast: boolean;
  isMerged: boolean;
}

/** The steps of a scale, each with its shade; behind the last one, what stripes are. */
function Key({ steps, lang, isLast, isMerged }: KeyProps) {
  const { t } = useWords();
  const places = steps.map((_, index) => index / Math.max(1, steps.length - 1));
  return (
    <ul class="report-key" aria-hidden="true">
      {steps.map((step, index) => (
        <li key={step} lang={lang}>
          <i style={{ '--fill': fillOf([places[index]!]) }} /> {step}
        </li>
      ))}
      {isLast && isMerged && (
        <li>
          <i style={{ '--fill': fillOf(places.slice(-2)) }} /> {t('report.striped')}
        </li>
      )}
    </ul>
  );
}
