/** Jaa: exactly what leaves is on screen before it does; by the phone's share sheet, as a file, or as a link. */
import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { canShare, saveFile, shareFile } from '../../files/save-file-dom.ts';
import { wallDate } from '../../i18n/wall-time.ts';
import { useWords } from '../../i18n/words.ts';
import { find } from '../../store/find.ts';
import { useLive } from '../../store/live.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { isPlanned, Outing, type PlannedOuting } from '../outing.ts';
import { useOwnName } from '../plan/own-name-store.ts';
import { writeAnswer, writePlans } from './write.ts';
import '../outreach.css';
import '../plan/plan.css';
import { partnerOf, sharedOf } from '../plan/plan.ts';
import { PlanDetails } from '../plan/plan-details.tsx';
import { planText } from '../plan/words.ts';
import { Unknown } from '../unknown.tsx';
import { planLink } from './link.ts';

/** `?answer=1`: only our organisation's answer goes back to the one that asked. */
export function SharePlan() {
  const { t } = useWords();
  const { query } = useLocation();
  const id = useRoute().params.id ?? '';
  const found = useLive(async () => ({ outing: await find(Outing, id) }), [id]);
  const own = useOwnName();
  if (!found || own === undefined) return null;
  const { outing } = found;
  if (!outing || !isPlanned(outing)) return <Unknown title={t('outreach.outing.unknown')} />;
  return <Share outing={outing} own={own} isAnswer={Boolean(query.answer)} />;
}

interface ShareProps {
  outing: PlannedOuting;
  own: string;
  isAnswer: boolean;
}

function Share({ outing, own, isAnswer }: ShareProps) {
  const words = useWords();
  const { t } = words;
  const [said, setSaid] = useState<'shared' | 'saved' | 'copied' | 'long' | 'failed'>();
  const plan = sharedOf(outing.plan, outing.state);
  const ours = partnerOf(plan.organisations, own);

  const calendar = () => {
    const writing = {
      now: Date.now(),
      tell: (one: typeof plan) => planText(one, words),
      reminder: t('outreach.share.reminder'),
    };
    return isAnswer && ours ? writeAnswer(plan, ours, writing) : writePlans([plan], writing);
  };
  const file = () => {
    // The day only: a file's name is read by whoever sees the phone.
    const name = `${isAnswer ? 'vastaus' : 'jalkautuminen'}-${wallDate(plan.start)}.ics`;
    return new File([calendar()], name, { type: 'text/calendar' });
  };
  const share = async () => setSaid(await shareFile(file()));
  const save = async () => {
    const made = file();
    setSaid(await saveFile(made, made.name));
  };
  async function copyLink() {
    try {
      const link = await planLink(location.origin, calendar());
      if (!link) return setSaid('long');
      await navigator.clipboard.writeText(link);
      return setSaid('copied');
    } catch {
      return setSaid('failed');
    }
  }

  const byPhone = canShare(new File([''], 'x.ics', { type: 'text/calendar' }));
  return (
    <Page
      title={t(isAnswer ? 'outreach.share.answerTitle' : 'outreach.share.title')}
      back={{ href: `/outreach/outing/${outing.id}`, label: t('common.back') }}
      action={
        <Button look="primary" onClick={byPhone ? share : save}>
          {t(byPhone ? 'outreach.share.send' : 'outreach.share.save')}
        </Button>
      }
    >
      <p>{t(isAnswer ? 'outreach.share.answerLead' : 'outreach.share.lead')}</p>
      {said && (
        <Notice tone={said === 'failed' || said === 'long' ? 'look' : 'calm'}>
          {t(`outreach.share.said.${said}`)}
        </Notice>
      )}
      {isAnswer && ours ? (
        <p class="card">
          <strong>{ours.name}</strong>
          <span>
            {t(`outreach.plan.answer.${ours.answer}`)}
            {ours.people ? ` · ${ours.people}` : ''}
          </span>
        </p>
      ) : (
        <PlanDetails plan={plan} />
      )}
      <div class="outreach-beside">
        {byPhone && <Button onClick={save}>{t('outreach.share.save')}</Button>}
        <Button onClick={copyLink}>{t('outreach.share.copyLink')}</Button>
      </div>
      <p class="muted small">{t('outreach.share.never')}</p>
    </Page>
  );
}
