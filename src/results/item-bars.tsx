import { extent, pieces, shade } from '../charts/diverging.ts';
import { ChartTable, Table } from '../charts/table.tsx';
import { number, percent } from '../i18n/numbers.ts';
import { useWords } from '../i18n/words.ts';
import { type Instrument, labelsOf } from '../survey/instrument/instrument.ts';
import type { ItemStatistics } from './group-statistics.ts';
import { instrumentText } from './in-words.ts';

interface ItemBarsProps {
  instrument: Instrument;
  items: readonly ItemStatistics[];
  n: number;
}

/** Each statement word for word with its answers as a diverging bar, those that share their steps under one key. */
export function ItemBars({ instrument, items, n }: ItemBarsProps) {
  const { t } = useWords();
  const asked = instrument.items.filter(({ type }) => type === 'scale');
  const scales = [...new Set(asked.map(({ scale }) => scale))];
  return (
    <section class="stack">
      <h2>{t('report.items')}</h2>
      {scales.map((scale) => (
        <Bars
          key={scale ?? ''}
          instrument={instrument}
          n={n}
          items={items.filter(({ item }) => asked.some((one) => one.id === item && one.scale === scale))}
        />
      ))}
      <Others instrument={instrument} items={items} n={n} />
    </section>
  );
}

/** Questions whose choices stand in no order, and numbers: as tables. */
function Others({ instrument, items, n }: ItemBarsProps) {
  const { t, language } = useWords();
  const { language: lang, text } = instrumentText(instrument, language);
  const others = instrument.items.flatMap((item, place) => {
    const statistics = items.find((one) => one.item === item.id);
    return statistics && ['single', 'several', 'number'].includes(item.type) ? [{ item, place, statistics }] : [];
  });
  return others.map(({ item, place, statistics: { codes, none, mean } }) => (
    <div class="stack tight" key={item.id}>
      <p lang={lang}>{text.items[place]}</p>
      {mean && (
        <p class="number">
          {t('report.mean')} {number(mean.value, language)}
        </p>
      )}
      <Table
        caption={text.items[place] ?? item.id}
        head={[t('report.item'), t('report.people'), t('report.share')]}
        rows={[
          ...codes.map(({ code, count }) => [labelsOf(text, item)[code] ?? code, count, percent(count / n, language)]),
          [t('report.noAnswer'), none, percent(none / n, language)],
        ]}
      />
    </div>
  ));
}

function Bars({ instrument, items, n }: ItemBarsProps) {
  const { t, language } = useWords();
  const { language: lang, text } = instrumentText(instrument, language);
  const wordsOf = (id: string) => text.items[instrument.items.findIndex((item) => item.id === id)] ?? id;
  const first = instrument.items.find(({ id }) => id === items[0]?.item);
  if (!first) return null;
  const labels = labelsOf(text, first);
  const bars = items.map(({ codes }) => pieces(codes));
  const { low, high } = extent(bars);
  const codes = items[0]!.codes.map(({ code }) => code);
  return (
    <div class="stack">
      <ul class="report-key" aria-hidden="true">
        {codes.map((code, index) => (
          <li key={code} lang={lang}>
            <i class={`report-shade-${shade(index, codes.length)}`} /> {labels[code] ?? code}
          </li>
        ))}
      </ul>
      <ul class="report-bars">
        {items.map(({ item }, row) => (
          <li key={item}>
            <p lang={lang}>{wordsOf(item)}</p>
            <div class="report-bar" aria-hidden="true" style={{ '--middle': `${(100 * low) / (low + high)}%` }}>
              {bars[row]!.map(({ code, start, width }, index) => (
                <i
                  key={code}
                  class={`report-shade-${shade(index, codes.length)}`}
                  style={{
                    '--at': `${(100 * (low + start)) / (low + high)}%`,
                    '--wide': `${(100 * width) / (low + high)}%`,
                  }}
                />
              ))}
            </div>
          </li>
        ))}
      </ul>
      <ChartTable
        caption={t('report.items')}
        head={[t('report.item'), ...codes.map((code) => String(labels[code] ?? code))]}
        rows={items.map(({ item, codes: counts }) => [
          wordsOf(item),
          ...counts.map(({ count }) => `${count} (${percent(count / n, language)})`),
        ])}
      />
    </div>
  );
}
