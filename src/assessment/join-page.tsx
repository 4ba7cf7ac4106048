/** Liity kierrokseen: an invitation by link or code, or what others have answered in rounds that are not known here yet. */
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useWords } from '../i18n/words.ts';
import { NotKeptNotice } from '../store/not-kept.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import './assessment.css';
import { unpackText } from '../files/packed-text.ts';
import { signsIn } from './packed.ts';
import type { RoundHead } from './round.ts';
import { beginIn } from './round-store.ts';
import { invitedTo } from './take-in.ts';
import { type Pull, TakeIn } from './take-in-section.tsx';
import { dayAt } from './use-round.ts';

export function JoinPage({ pull }: { pull: Pull }) {
  const { t } = useWords();
  const [invited, setInvited] = useState<RoundHead | 'other-wording' | 'bad-link'>();
  const show = (text: string | undefined) => setInvited((text !== undefined && invitedTo(text)) || 'bad-link');
  useEffect(() => {
    const take = async () => {
      const signs = signsIn(location.hash);
      if (signs === undefined) return;
      // What a link brought is not left in the address, where the next one who holds the phone would find it.
      history.replaceState(history.state, '', location.pathname + location.search);
      show(await unpackText(signs));
    };
    void take();
    addEventListener('hashchange', take);
    return () => removeEventListener('hashchange', take);
  }, []);
  return (
    <Page title={t('rounds.join')} back={{ href: '/assessment', label: t('assessment.back') }}>
      {typeof invited === 'string' && (
        <Notice tone="danger" title={t('rounds.noInvitation')}>
          <p>{t(`rounds.invited.${invited}`)}</p>
        </Notice>
      )}
      {invited && typeof invited !== 'string' && <Invited head={invited} />}
      <TakeIn pull={pull} onInvited={show} />
    </Page>
  );
}

/** A round that one was asked to: what it is, and the way into it. */
function Invited({ head }: { head: RoundHead }) {
  const { t, day } = useWords();
  const { route } = useLocation();
  const [error, setError] = useState<unknown>();
  return (
    <section class="card">
      <h2>{head.activity}</h2>
      <p class="muted number">{t('rounds.begun', { day: day(dayAt(head.begun)) })}</p>
      <p>{t('rounds.invitedLead')}</p>
      {error !== undefined && <NotKeptNotice error={error} />}
      <Button look="primary" onClick={() => beginIn(head, 'view').then((id) => route(`/assessment/${id}`), setError)}>
        {t('rounds.answerOwn')}
      </Button>
    </section>
  );
}
