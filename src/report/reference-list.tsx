import { useWords } from '../i18n/words.ts';
import { number, percent } from './in-words.ts';
import { references } from './references.ts';
import { Table } from './table.tsx';

/** What others have got by the same rule, each with its source. */
export function ReferenceList({ rule }: { rule: string }) {
  const { t, language } = useWords();
  const known = references[rule];
  if (!known) return null;
  return (
    <section class="stack tight">
      <h2>{t('report.references')}</h2>
      <Table
        caption={t('report.references')}
        head={[t('report.group'), t('report.mean'), t('report.source')]}
        rows={known.means.map(({ name, mean, source }) => [
          t(`report.reference.${name}`),
          number(mean, language),
          source,
        ])}
      />
      <Table
        caption={t('report.mark.very-weak', { value: 50 })}
        head={[t('report.group'), t('report.mark.very-weak', { value: 50 }), t('report.source')]}
        rows={known.shares.map(({ name, share, source }) => [
          t(`report.reference.${name}`),
          percent(share, language),
          source,
        ])}
      />
    </section>
  );
}
