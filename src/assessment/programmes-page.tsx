/** Osallisuusohjelmat: those that were written, and the way to begin one. */
import { useMemo } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { draftsOf } from '../store/drafts.ts';
import { newest } from '../store/find.ts';
import { newId } from '../store/id.ts';
import { useLive } from '../store/live.ts';
import { LinkButton } from '../ui/button.tsx';
import { Empty } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import './assessment.css';
import { ProgrammeDrafts, programmeForm, programmeProgress } from './programme-draft.ts';
import { Programme } from './programme-record.ts';

/** How many are listed: a municipality writes one in years. */
const listed = 50;

export function ProgrammesPage() {
  const { t, day } = useWords();
  const fresh = useMemo(() => newId(), []);
  const drafts = useLive(() => draftsOf(ProgrammeDrafts));
  const kept = useLive(() => newest(Programme, listed));
  if (!drafts || !kept) return null;
  const begun = new Set(drafts.map(({ id }) => id));
  const rows = [
    ...drafts.map(({ id, data }) => ({ id, at: t('assessment.unfinished'), data })),
    ...kept
      .filter(({ id }) => !begun.has(id))
      .map((one) => ({ id: one.id, at: day(one.at), data: programmeForm(one) })),
  ];
  return (
    <Page
      title={t('programme.title')}
      back={{ href: '/assessment', label: t('assessment.back') }}
      action={
        <LinkButton look="primary" href={`/assessment/programme/${fresh}`}>
          {t('programme.start')}
        </LinkButton>
      }
    >
      <p>{t('programme.lead')}</p>
      {rows.length === 0 && (
        <Empty>
          <p>{t('programme.empty')}</p>
        </Empty>
      )}
      {rows.length > 0 && (
        <ul class="list">
          {rows.map(({ id, at, data }) => (
            <li key={id}>
              <a class="whole" href={`/assessment/programme/${id}`}>
                <strong>{data.name.trim() || t('programme.unnamed')}</strong>
                <span class="muted small number beneath">
                  {[
                    at,
                    t('programme.needsOf', { count: programmeProgress(data).needs }),
                    t('programme.goalsOf', { count: data.goals.length }),
                  ].join(' · ')}
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
