/** The posters that were made here, and how many answered by each: a number, and nothing of who or what. */
import { useWords } from '../i18n/words.ts';
import { isOver } from '../survey/remote/poster.ts';
import { readPosters } from '../survey/remote/posters-store.ts';
import { LinkButton } from '../ui/button.tsx';
import { Empty } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { countByPoster } from './collection.ts';
import { useCounted } from './use-results.ts';

export function PostersPage() {
  const { t, day } = useWords();
  const counted = useCounted(async ({ collection }) => ({
    posters: (await readPosters()).sort((a, b) => (a.until < b.until ? 1 : -1)),
    counts: countByPoster(collection),
  }));
  if (!counted) return null;
  const { posters, counts } = counted;
  return (
    <Page
      title={t('poster.listTitle')}
      back={{ href: '/surveys', label: t('common.back') }}
      action={
        <LinkButton look="primary" href="/surveys/collect">
          {t('poster.collect')}
        </LinkButton>
      }
    >
      <p>{t('poster.listLead')}</p>
      {posters.length === 0 && (
        <Empty>
          <p>{t('poster.none')}</p>
        </Empty>
      )}
      <ul class="list">
        {posters.map(({ tag, place, until }) => (
          <li key={tag}>
            <strong>{place}</strong> · <span class="number">{t('poster.count', { count: counts.get(tag) ?? 0 })}</span>
            <br />
            <span class="muted small number">
              {t(isOver(until) ? 'poster.over' : 'poster.open', { day: day(until) })} · {tag}
            </span>
          </li>
        ))}
      </ul>
    </Page>
  );
}
