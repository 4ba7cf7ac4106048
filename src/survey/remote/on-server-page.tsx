/** What lies on the server for people's own phones: links, and the surveys that they open; each is ended or taken away here. */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { useLive } from '../../store/live.ts';
import { ask } from '../../ui/ask.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { type Known, useKnown } from '../bundle/bundles-store.ts';
import { endFormLink } from './form-link-store.ts';
import { type HeldLink, type HeldSurvey, type OnServer, readOnServer, removeFromServer } from './on-server-store.ts';
import { isOver, type Poster } from './poster.ts';
import { endPoster, readPosters } from './posters-store.ts';

export function OnServerPage() {
  const { t } = useWords();
  const known = useKnown();
  const posters = useLive(readPosters);
  const { found, again } = useOnServer();
  const [failed, setFailed] = useState<string>();
  if (!known || !posters) return null;
  /** Does what a person has said yes to, and looks again; what the server did not do is said at its place. */
  const change = async (id: string, question: Question, does: () => Promise<boolean>) => {
    const choices = [
      { value: 'yes', label: question.yes, danger: true },
      { value: 'no', label: t('common.cancel') },
    ] as const;
    if ((await ask({ title: question.title, text: question.text, choices })) !== 'yes') return;
    const isDone = await does();
    setFailed(isDone ? undefined : id);
    if (isDone) again();
  };
  const shared = { posters, failed, change };
  return (
    <Page
      title={t('onServer.title')}
      back={{ href: '/surveys', label: t('common.back') }}
      action={<LinkButton href="/surveys/posters">{t('poster.listTitle')}</LinkButton>}
    >
      <p>{t('onServer.lead')}</p>
      {!found && <Notice>{t('onServer.asking')}</Notice>}
      {found && found.is !== 'held' && (
        <Notice tone="look" title={t(`onServer.why.${found.is}`)}>
          <p>
            <Button onClick={again}>{t('remote.again')}</Button>
          </p>
        </Notice>
      )}
      {found?.is === 'held' && (
        <>
          <h2>{t('onServer.links')}</h2>
          {found.links.length === 0 && <p class="muted">{t('onServer.noLinks')}</p>}
          <ul class="list">
            {found.links.map((link) => (
              <Link key={link.id} {...{ link, ...shared }} />
            ))}
          </ul>
          <h2>{t('onServer.surveys')}</h2>
          <p class="muted">{t('onServer.surveysHelp')}</p>
          {found.surveys.length === 0 && <p class="muted">{t('onServer.noSurveys')}</p>}
          <ul class="list">
            {found.surveys.map((survey) => (
              <Survey key={survey.digest} {...{ survey, known, ...shared }} />
            ))}
          </ul>
        </>
      )}
    </Page>
  );
}

interface Question {
  title: string;
  text: string;
  yes: string;
}

interface Shared {
  /** Those that were made on this device. */
  posters: readonly Poster[];
  /** The id of what the server did not end or take away. */
  failed: string | undefined;
  change(id: string, question: Question, does: () => Promise<boolean>): Promise<void>;
}

function Link({ link, posters, failed, change }: { link: HeldLink } & Shared) {
  const { t, day } = useWords();
  const { id, unit, until, ended, endable } = link;
  const poster = posters.find(({ links }) => links?.includes(id));
  const isOpen = !ended && !isOver(until);
  const question = { title: t('onServer.endAsk'), text: t('poster.endText'), yes: t('poster.endYes') };
  const end = async () => (poster ? (await endPoster(poster)) === 'ended' : endFormLink(id));
  return (
    <Row
      name={poster ? t('onServer.ofPoster', { place: poster.place }) : t('onServer.link')}
      about={`${unit} · ${ended ? t('poster.ended') : t(isOpen ? 'poster.open' : 'poster.over', { day: day(until) })}`}
      failed={failed === id ? t('onServer.notEnded') : undefined}
    >
      {isOpen && endable && <Button onClick={() => change(id, question, end)}>{t('onServer.end')}</Button>}
      {isOpen && !endable && <span class="muted small">{t('onServer.others')}</span>}
    </Row>
  );
}

function Survey({ survey, known, posters, failed, change }: { survey: HeldSurvey; known: Known } & Shared) {
  const { t, day, language } = useWords();
  const { digest, removable } = survey;
  const hangs = posters.filter((one) => one.survey === digest && !one.ended && !isOver(one.until));
  const open = hangs.map(({ place, until }) => `${place}, ${t('poster.open', { day: day(until) })}`).join('; ');
  const question = {
    title: t('onServer.removeAsk'),
    text: open ? t('onServer.removeOpen', { posters: open }) : t('onServer.removeText'),
    yes: t('onServer.removeYes'),
  };
  return (
    <Row
      name={nameOf(survey, known, language) ?? t('onServer.whoAsks')}
      about={open || t('onServer.noPoster')}
      failed={failed === digest ? t('onServer.notRemoved') : undefined}
    >
      {removable && (
        <Button onClick={() => change(digest, question, () => removeFromServer(digest))}>{t('onServer.remove')}</Button>
      )}
      {!removable && <span class="muted small">{t('onServer.others')}</span>}
    </Row>
  );
}

interface RowProps {
  name: ComponentChildren;
  about: string;
  failed: string | undefined;
  children: ComponentChildren;
}

const Row = ({ name, about, failed, children }: RowProps) => (
  <li>
    <strong>{name}</strong>
    <br />
    <span class="muted small number">{about}</span>
    <div class="stack tight">
      <p>{children}</p>
      {failed && <Notice tone="danger" title={failed} />}
    </div>
  </li>
);

/** By the name that this device knows it by, else by one of those that stand in it; none where it only says who asks a survey of the app. */
function nameOf({ ids, titles }: HeldSurvey, { bundles }: Known, language: string): ComponentChildren {
  const here = bundles.find(({ id }) => id === ids[0])?.titles;
  if (here?.[language] === undefined && here?.fi) return <span lang="fi">{here.fi}</span>;
  return here?.[language] ?? titles[0] ?? (ids.join(', ') || undefined);
}

/** What is on the server, asked once and again where a network returns or a person wants it. */
function useOnServer(): { found: OnServer | undefined; again(): void } {
  const [found, setFound] = useState<OnServer>();
  const [times, setTimes] = useState(0);
  const [error, setError] = useState<unknown>();
  const again = () => setTimes((count) => count + 1);
  useEffect(() => {
    let isLatest = true;
    readOnServer().then(
      (now) => isLatest && setFound(now),
      (reason: unknown) => isLatest && setError(reason),
    );
    addEventListener('online', again);
    return () => {
      isLatest = false;
      removeEventListener('online', again);
    };
  }, [times]);
  // The device itself cannot be read: the nearest error boundary says so.
  if (error !== undefined) throw error;
  return { found, again };
}
