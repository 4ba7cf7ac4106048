import { Table } from '../charts/table.tsx';
import { percent } from '../i18n/numbers.ts';
import { useWords } from '../i18n/words.ts';
import type { Span, WaveCounts } from './pace.ts';

/** Who of a unit was asked by code in a span, who answered and who declined. */
export function AskedTable({ counts, span }: { counts: WaveCounts; span: Span }) {
  const { t, day, language } = useWords();
  return (
    <section class="stack tight">
      <h2>{t('summary.asked')}</h2>
      <p class="muted small">{t('summary.askedHelp', { from: day(span.from), to: day(span.to) })}</p>
      <Table
        caption={t('summary.asked')}
        head={[t('pace.waves'), t('pace.count')]}
        rows={[
          ...(['due', 'asked', 'answered', 'declined', 'notReached', 'missed'] as const).map((name) => [
            t(`pace.of.${name}`),
            counts[name],
          ]),
          [t('pace.of.rate'), counts.rate === undefined ? '–' : percent(counts.rate, language)],
        ]}
      />
    </section>
  );
}
