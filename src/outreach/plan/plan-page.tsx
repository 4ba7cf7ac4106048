import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useWords } from '../../i18n/words.ts';
import { Delivered } from '../../store/delivered.tsx';
import { NotKeptNotice } from '../../store/not-kept.tsx';
import { useRevise } from '../../store/use-revise.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { DeleteButton } from '../delete-button.tsx';
import { Outing, type PlannedOuting } from '../outing.ts';
import { besideOf } from './beside-plan-store.ts';
import { telOf } from './overdue-notice.tsx';
import { useOwnName } from './own-name-store.ts';
import { sharedOf, titleOf } from './plan.ts';
import { PlanAgain } from './plan-again.tsx';
import { PlanAnswers } from './plan-answers.tsx';
import { PlanDetails } from './plan-details.tsx';
import { after, canAgree, missingFrom, type OutingStep } from './states.ts';
import { whenWords } from './words.ts';
import './plan.css';
import { useLive } from '../../store/live.ts';

/** How long before and after its time "Lähdettiin" is the one thing to do, in ms. */
const near = 12 * 3_600_000;

/** A planned outing: what is agreed, who has answered, what is still missing, and the way out of the door. */
export function PlanPage({ outing }: { outing: PlannedOuting }) {
  const { t, language } = useWords();
  const { route } = useLocation();
  const own = useOwnName();
  const beside = useLive(() => besideOf(outing.id), [outing.id]);
  const [error, setError] = useState<unknown>();
  const { id, plan, state } = outing;
  const revise = useRevise<Outing>(Outing, outing);
  if (own === undefined) return null;
  const take = (step: OutingStep) =>
    revise((now) => {
      const to = after(now.state, step);
      const known = now.plan ?? plan;
      return to && { state: to, plan: { ...known, sequence: known.sequence + 1 } };
    }).then(() => setError(undefined), setError);
  const isNear = Math.abs(Date.parse(plan.start) - Date.now()) < near;
  const canLeave = after(state, 'leave') !== undefined;
  const agree = <Button onClick={() => take('agree')}>{t('outreach.plan.agree')}</Button>;
  const leave = (look: 'primary' | 'quiet') => (
    <LinkButton look={look} href={`/outreach/leave/${id}`}>
      {t('outreach.begin.go')}
    </LinkButton>
  );
  const share = (look: 'primary' | 'quiet') => (
    <LinkButton look={look} href={`/outreach/share/${id}`}>
      {t('outreach.share.title')}
    </LinkButton>
  );
  return (
    <Page
      title={t('outreach.title')}
      heading={titleOf(plan)}
      back={{ href: '/outreach', label: t('common.back') }}
      action={canLeave && isNear ? leave('primary') : share('primary')}
    >
      <p class="number">
        <span class={`plan-state is-${state}`}>{t(`outreach.plan.state.${state}`)}</span> {whenWords(plan, language)}
      </p>
      <p class="muted small number">
        {t('outreach.plan.kept')}
        <Delivered records={[id]} />
      </p>
      {error !== undefined && <NotKeptNotice error={error} />}
      {state === 'proposed' && <BeforeAgreeing outing={outing} agree={agree} />}
      <PlanAnswers outing={outing} own={own} />
      <PlanDetails plan={sharedOf(plan, state)} without={['title', 'state', 'start', 'organisations']} />
      {(beside?.phone || beside?.note) && (
        <section class="card">
          <h2>{t('outreach.plan.onlyHere')}</h2>
          {beside.phone && (
            <p class="number">
              {plan.offSite && `${plan.offSite}: `}
              <a href={telOf(beside.phone)}>{beside.phone}</a>
            </p>
          )}
          {beside.note && <p>{beside.note}</p>}
        </section>
      )}
      <div class="outreach-beside">
        {canLeave && !isNear && leave('quiet')}
        {canLeave && isNear && share('quiet')}
        <LinkButton href={`/outreach/plan?id=${id}`}>{t('outreach.plan.change')}</LinkButton>
        <LinkButton href={`/outreach/plan?from=${id}`}>{t('outreach.plan.copy')}</LinkButton>
      </div>
      <PlanAgain outing={outing} own={own} />
      <div class="row apart">
        {after(state, 'cancel') && <Button onClick={() => take('cancel')}>{t('outreach.plan.cancel')}</Button>}
        {after(state, 'restore') && <Button onClick={() => take('restore')}>{t('outreach.plan.restore')}</Button>}
        <DeleteButton
          label={t('outreach.plan.delete')}
          title={t('outreach.plan.deleteAsk')}
          text={t('outreach.plan.deleteText')}
          records={[outing]}
          onGone={() => route('/outreach', true)}
        />
      </div>
    </Page>
  );
}

/** What stands between a proposal and an agreement: what is missing, or the button. */
function BeforeAgreeing({ outing, agree }: { outing: PlannedOuting; agree: ComponentChildren }) {
  const { t } = useWords();
  if (canAgree(outing)) {
    return (
      <Notice>
        <p>{t('outreach.plan.readyToAgree')}</p>
        {agree}
      </Notice>
    );
  }
  const missing = missingFrom(outing.plan).map((field) => t(`outreach.plan.field.${field}`).toLocaleLowerCase());
  return (
    <Notice tone="look" title={t('outreach.plan.missing')}>
      <p>{missing.join(', ')}</p>
      <LinkButton href={`/outreach/plan?id=${outing.id}&missing=1`}>{t('outreach.plan.complete')}</LinkButton>
    </Notice>
  );
}
