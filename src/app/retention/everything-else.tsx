import { useWords } from '../../i18n/words.ts';
import { promiseDays } from '../../setup/organisation.ts';
import { useOrganisation } from '../../setup/organisation-store.ts';
import { db } from '../../store/db.ts';
import { useLive } from '../../store/live.ts';
import { countOf } from '../../store/outbox.ts';

/** Kinds that no days are said of: the team's own working papers, and what was published. */
const others = [
  ...(['action', 'programme', 'codevelopment', 'inclusionpractice', 'projectcard', 'socialreport'] as const),
  ...(['story', 'funderreport', 'release'] as const),
];

/** What has rules of its own, or none: closed promises, the team's papers, what was published, copies of others' records. */
export function EverythingElse() {
  const { t } = useWords();
  const organisation = useOrganisation();
  const counts = useLive(() => Promise.all(others.map(async (kind) => ({ kind, count: await countOf(kind) }))));
  const copies = useLive(() => db.copies.count());
  const there = counts?.filter(({ count }) => count > 0) ?? [];
  return (
    <section class="stack tight">
      <h2>{t('retention.others')}</h2>
      <p>{t('retention.promises', { count: promiseDays(organisation) })}</p>
      <p>{t('retention.othersHelp')}</p>
      {there.length > 0 && (
        <ul class="list">
          {there.map(({ kind, count }) => (
            <li key={kind} class="row apart">
              <span>{t(`kind.${kind}`)}</span>
              <span class="number">{count}</span>
            </li>
          ))}
        </ul>
      )}
      {copies !== undefined && copies > 0 && <p>{t('retention.copies', { count: copies })}</p>}
      <p>{t('retention.published')}</p>
    </section>
  );
}
