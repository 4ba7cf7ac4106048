/** The posters that were made here, and how many answered by each: a number, and nothing of who or what. */
import { useState } from 'preact/hooks';
import { atLeastSoMany } from '../disclosure/running.ts';
import { smallest } from '../disclosure/suppression.ts';
import { useWords } from '../i18n/words.ts';
import { NotKeptNotice } from '../store/not-kept.tsx';
import { isOver, type Poster } from '../survey/remote/poster.ts';
import { endPoster, readPosters } from '../survey/remote/posters-store.ts';
import { ask } from '../ui/ask.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { Empty, Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { countByPoster } from './collection.ts';
import { useCounted } from './use-results.ts';

export function PostersPage() {
  const { t, day } = useWords();
  const [ends, setEnds] = useState(0);
  const [notEnded, setNotEnded] = useState<string>();
  const [error, setError] = useState<unknown>();
  const counted = useCounted(
    async ({ collection }) => ({
      posters: (await readPosters()).sort((a, b) => (a.until < b.until ? 1 : -1)),
      counts: countByPoster(collection),
    }),
    [ends],
  );
  if (!counted) return null;
  const { posters, counts } = counted;
  const saidOf = (count: number) =>
    atLeastSoMany(count) > 0
      ? t('poster.count', { count: atLeastSoMany(count) })
      : t('poster.few', { count: smallest });
  const end = async (poster: Poster) => {
    const choices = [
      { value: 'end', label: t('poster.endYes'), danger: true },
      { value: 'keep', label: t('common.cancel') },
    ] as const;
    if ((await ask({ title: t('poster.endAsk'), text: t('poster.endText'), choices })) !== 'end') return;
    try {
      setNotEnded((await endPoster(poster)) === 'ended' ? undefined : poster.tag);
      setEnds((count) => count + 1);
    } catch (reason) {
      setError(reason);
    }
  };
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
      <p>
        <LinkButton href="/surveys/on-server">{t('onServer.title')}</LinkButton>
      </p>
      {error !== undefined && <NotKeptNotice error={error} />}
      {posters.length === 0 && (
        <Empty>
          <p>{t('poster.none')}</p>
        </Empty>
      )}
      <ul class="list">
        {posters.map((poster) => {
          const { tag, place, until, links, ended } = poster;
          return (
            <li key={tag}>
              <strong>{place}</strong> · <span class="number">{saidOf(counts.get(tag) ?? 0)}</span>
              <br />
              <span class="muted small number">
                {ended ? t('poster.ended') : t(isOver(until) ? 'poster.over' : 'poster.open', { day: day(until) })} ·{' '}
                {tag}
              </span>
              <div class="stack tight">
                {links && !ended && !isOver(until) && (
                  <p>
                    <Button onClick={() => end(poster)}>{t('poster.end')}</Button>
                  </p>
                )}
                {notEnded === tag && <Notice tone="danger" title={t('poster.notEnded')} />}
              </div>
            </li>
          );
        })}
      </ul>
    </Page>
  );
}
