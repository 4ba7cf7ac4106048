import { number, percent } from '../i18n/numbers.ts';
import { useWords } from '../i18n/words.ts';
import { type ReferenceLine, references } from './references.ts';

/** What others have got by the same rule, each with its source. */
export function ReferenceList({ rule, lines }: { rule: string; lines: readonly ReferenceLine[] }) {
  const { t, language } = useWords();
  if (lines.length === 0) return null;
  const means = lines.map(({ group, mean, source }) => ({ group, source, value: number(mean, language) }));
  const shares = (references[rule]?.shares ?? []).map(({ name, share, source }) => ({
    group: t(`report.reference.${name}`),
    source,
    value: percent(share, language),
  }));
  return (
    <section class="stack tight">
      <h2>{t('report.references')}</h2>
      <h3>{t('report.mean')}</h3>
      <Facts facts={means} />
      {shares.length > 0 && (
        <>
          <h3>{t('report.mark.very-weak', { value: 50 })}</h3>
          <Facts facts={shares} />
        </>
      )}
    </section>
  );
}

function Facts({ facts }: { facts: readonly { group: string; value: string; source: string }[] }) {
  return (
    <dl class="report-facts">
      {facts.map(({ group, value, source }) => (
        <div key={group}>
          <dt>
            {group}
            <br />
            <span class="muted small">{source}</span>
          </dt>
          <dd class="number">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
