import { Table } from '../charts/table.tsx';
import { useWords } from '../i18n/words.ts';
import { unitName } from './choices-store.ts';
import { Withheld } from './group-card.tsx';
import type { OpenGroup } from './open-answers.ts';
import { tagName } from './tag-name.ts';

/** What the marks add up to, for all units and each of them, with the quotes of those that are shown. */
export function OpenSummary({ groups, least }: { groups: readonly OpenGroup[]; least: number }) {
  const { t } = useWords();
  const inOrder = [
    ...groups.filter(({ unit }) => unit === undefined),
    ...groups.filter(({ unit }) => unit !== undefined),
  ];
  return (
    <section class="stack">
      <h2>{t('report.answers.summary')}</h2>
      {inOrder.map(({ unit, n, read, standing, tags, quotes }) => (
        <section class="card" key={unit ?? ''}>
          <h3>{unit === undefined ? t('report.allUnits') : unitName(unit)}</h3>
          {n !== undefined && <p class="number">{t('report.answers.read', { read, count: n })}</p>}
          <Withheld standing={standing} least={least} />
          {tags.length > 0 && (
            <Table
              caption={`${t('report.answers.summary')}: ${unit === undefined ? t('report.allUnits') : unitName(unit)}`}
              head={[t('report.answers.tag'), t('report.answers.count')]}
              rows={tags.map(({ tag, count }) => [tagName(tag, t), count])}
            />
          )}
          {quotes.map((quote) => (
            <blockquote class="report-answer" key={quote}>
              {quote}
            </blockquote>
          ))}
        </section>
      ))}
    </section>
  );
}
