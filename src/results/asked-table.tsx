import { Table } from '../charts/table.tsx';
import { useWords } from '../i18n/words.ts';
import type { AskedHalf } from './asked-times.ts';
import { askedHead, askedRow } from './asked-words.ts';

/** How it went with those of a unit who were asked by code, in half-years that have ended. */
export function AskedTable({ told, heading: Heading }: { told: readonly AskedHalf[]; heading: 'h2' | 'h3' }) {
  const words = useWords();
  const { t } = words;
  return (
    <section class="stack tight">
      <Heading>{t('summary.asked')}</Heading>
      <p class="muted small">{t('pace.asked.help')}</p>
      <Table
        caption={t('summary.asked')}
        head={askedHead(words)}
        isNamedAbove
        rows={told.map((one) => askedRow(one, words))}
      />
    </section>
  );
}
