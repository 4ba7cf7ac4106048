import { useWords } from '../i18n/words.ts';
import { number, percent } from './in-words.ts';
import { type Reference, type ReferenceShare, references } from './references.ts';

/** What others have got by the same rule, each with its source. */
export function ReferenceList({ rule }: { rule: string }) {
  const { t, language } = useWords();
  const known = references[rule];
  if (!known) return null;
  const means = known.means.map(({ name, mean, source }) => ({ name, source, value: number(mean, language) }));
  const shares = known.shares.map(({ name, share, source }) => ({ name, source, value: percent(share, language) }));
  return (
    <section class="stack tight">
      <h2>{t('report.references')}</h2>
      <h3>{t('report.mean')}</h3>
      <Facts facts={means} />
      <h3>{t('report.mark.very-weak', { value: 50 })}</h3>
      <Facts facts={shares} />
    </section>
  );
}

interface FactsProps {
  facts: readonly { name: Reference['name'] | ReferenceShare['name']; value: string; source: string }[];
}

function Facts({ facts }: FactsProps) {
  const { t } = useWords();
  return (
    <dl class="report-facts">
      {facts.map(({ name, value, source }) => (
        <div key={name}>
          <dt>
            {t(`report.reference.${name}`)}
            <br />
            <span class="muted small">{source}</span>
          </dt>
          <dd class="number">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
