import { IntervalChart } from '../charts/interval-chart.tsx';
import { ChartTable } from '../charts/table.tsx';
import { useWords } from '../i18n/words.ts';
import type { Instrument, Scoring } from '../survey/instrument/instrument.ts';
import type { ByBackground } from './by-background.ts';
import { saidByBackground } from './by-background-words.ts';

interface ByBackgroundPartProps {
  /** What the score is of. */
  instrument: Instrument;
  tables: readonly ByBackground[];
  instruments: readonly Instrument[];
  rule: Scoring;
  least: number;
}

/** Scores by what people said of their background, question by question. */
export function ByBackgroundPart({ instrument, tables, instruments, rule, least }: ByBackgroundPartProps) {
  const { t, language } = useWords();
  return (
    <section class="stack">
      <h3>{t('byBackground.title')}</h3>
      <p class="muted small">{t('byBackground.lead', { count: least })}</p>
      {tables.map((one) => {
        const said = saidByBackground(one, instrument, instruments, { t, language });
        return (
          <section class="stack tight" key={`${one.instrument} ${one.item}`}>
            <h4 lang={said.language}>{said.question}</h4>
            <IntervalChart rows={said.rows} from={rule.from} to={rule.to} />
            <ChartTable
              caption={said.question}
              head={[t('byBackground.answer'), t('report.mean'), t('report.ends')]}
              rows={said.rows.map(({ name, said: mean, ends }) => [name, mean, ends])}
            />
            {said.items.length > 0 && (
              <ChartTable
                summary={t('byBackground.items')}
                caption={`${said.question} · ${t('byBackground.items')}`}
                head={[t('report.item'), ...said.rows.map(({ name }) => name)]}
                rows={said.items.map(({ words, said: means }) => [words, ...means])}
                isNamedAbove
              />
            )}
          </section>
        );
      })}
    </section>
  );
}
