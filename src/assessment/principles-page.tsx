/** Periaatteet: practices that were looked at, and the way to look at another. */
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
import { PrinciplesDrafts, principlesForm, principlesProgress } from './principles-draft.ts';
import { PrinciplesReview } from './principles-review.ts';

/** How many are listed: a team looks at a few practices a year. */
const listed = 50;

export function PrinciplesPage() {
  const { t, day } = useWords();
  const fresh = useMemo(() => newId(), []);
  const drafts = useLive(() => draftsOf(PrinciplesDrafts));
  const reviews = useLive(() => newest(PrinciplesReview, listed));
  if (!drafts || !reviews) return null;
  const begun = new Set(drafts.map(({ id }) => id));
  const rows = [
    ...drafts.map(({ id, data }) => ({ id, at: t('assessment.unfinished'), data })),
    ...reviews
      .filter(({ id }) => !begun.has(id))
      .map((review) => ({ id: review.id, at: day(review.at), data: principlesForm(review) })),
  ];
  return (
    <Page
      title={t('principles.title')}
      back={{ href: '/assessment', label: t('assessment.back') }}
      action={
        <LinkButton look="primary" href={`/assessment/principles/${fresh}`}>
          {t('principles.start')}
        </LinkButton>
      }
    >
      <p>{t('principles.lead')}</p>
      {rows.length === 0 && (
        <Empty>
          <p>{t('principles.empty')}</p>
        </Empty>
      )}
      {rows.length > 0 && (
        <ul class="list">
          {rows.map(({ id, at, data }) => (
            <li key={id}>
              <a class="whole" href={`/assessment/principles/${id}`}>
                <strong>{data.practice.trim() || t('principles.unnamed')}</strong>
                <span class="muted small number beneath">
                  {[
                    at,
                    t(`principles.wording.${data.wording}`),
                    t('assessment.progress', principlesProgress(data)),
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
