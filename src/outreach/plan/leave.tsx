/** Lähdettiin: the checklist is looked through, then everybody leaves. Nothing on it holds anyone back. */

import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { wallHour } from '../../i18n/span.ts';
import { useWords, type Words } from '../../i18n/words.ts';
import { organisation } from '../../setup/organisation-store.ts';
import { find } from '../../store/find.ts';
import { useLive } from '../../store/live.ts';
import { NotKeptNotice } from '../../store/not-kept.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { ChooseSome } from '../../ui/choice.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { currentPlace, isPlanned, Outing, type PlannedOuting } from '../outing.ts';
import { besideOf } from './beside-plan-store.ts';
import { AskToNotify } from './overdue-notice.tsx';
import '../outreach.css';
import './plan.css';
import { outreachPart } from '../settings.ts';
import { Unknown } from '../unknown.tsx';
import { useFirst } from '../use-first.ts';
import { useRunning } from '../use-running.ts';
import { ownName } from './own-name-store.ts';
import { planLimits, titleOf } from './plan.ts';
import { after } from './states.ts';
import { type Leaving, useLeaving } from './use-leaving.ts';
import { whenWords } from './words.ts';

export function PlanLeave() {
  const { t } = useWords();
  const id = useRoute().params.id ?? '';
  const found = useLive(async () => ({ outing: await find(Outing, id) }), [id]);
  const running = useRunning();
  const first = useFirst(async () => ({ beside: await besideOf(id), own: await ownName() }));
  if (!found || !running || !first) return null;
  const { outing } = found;
  if (!outing || !isPlanned(outing) || !after(outing.state, 'leave')) {
    return <Unknown title={t('outreach.outing.unknown')} />;
  }
  return <Leave outing={outing} running={running.outing} {...first} />;
}

function Leave(leaving: Leaving) {
  const { t, clock, language } = useWords();
  const { outing, running } = leaving;
  const { plan, id } = outing;
  const [ticked, setTicked] = useState<string[]>([]);
  const { takesOn, phone, setPhone, error, go } = useLeaving(leaving);
  return (
    <Page
      title={t('outreach.leave.title')}
      back={{ href: `/outreach/outing/${id}`, label: t('common.back') }}
      action={
        running && !takesOn ? (
          <LinkButton look="primary" href={`/outreach/outing/${running.id}`}>
            {t('outreach.begin.toRunning')}
          </LinkButton>
        ) : (
          <>
            {error !== undefined && <NotKeptNotice error={error} />}
            <Button look="primary" onClick={go}>
              {t(takesOn ? 'outreach.leave.takeOn' : 'outreach.begin.go')}
            </Button>
          </>
        )
      }
    >
      <p class="number">
        <strong>{titleOf(plan)}</strong> · {whenWords(plan, language)}
      </p>
      {running && (
        <Notice tone={takesOn ? 'calm' : 'look'} title={t('outreach.begin.runs')}>
          <p class="number">{`${currentPlace(running)}, ${t('outreach.began', { time: clock(running.at) })}`}</p>
          <p>{t(takesOn ? 'outreach.leave.takeOnHelp' : 'outreach.begin.runsHelp')}</p>
        </Notice>
      )}
      <div class="plan-checks">
        <ChooseSome
          legend={t('outreach.leave.checks')}
          options={checksOf(plan, t, language).map((value) => ({ value, label: value }))}
          values={ticked}
          onChange={setTicked}
        />
      </div>
      {plan.offSite && (
        <Field
          label={t('outreach.leave.number', { offSite: plan.offSite })}
          hint={t('outreach.plan.phoneHint')}
          type="tel"
          limit={planLimits.phone}
          value={phone}
          onInput={setPhone}
        />
      )}
      <section class="card">
        <p>
          {t('outreach.leave.asks', {
            time: wallHour(plan.end, language),
            minutes: outreachPart.of(organisation()).outreach.overdueMinutes,
          })}
        </p>
        <p>
          <strong>{t('outreach.overdue.noAlarm')}</strong>
        </p>
        <AskToNotify />
      </section>
    </Page>
  );
}

/** What is looked through before anyone leaves, as far as the plan speaks of it. */
function checksOf(plan: PlannedOuting['plan'], t: Words['t'], language: Words['language']): string[] {
  return [
    ...plan.equipment.map((item) => `${t('outreach.leave.packed')}: ${item}`),
    t('outreach.leave.phones'),
    ...(plan.offSite
      ? [t('outreach.leave.offSite', { offSite: plan.offSite, time: wallHour(plan.end, language) })]
      : []),
    ...(plan.pairs.length > 0 ? [t('outreach.leave.pairs')] : []),
    ...(plan.recorder ? [t('outreach.leave.recorder', { recorder: plan.recorder })] : []),
    ...(plan.stopIf ? [`${t('outreach.plan.field.stopIf')}: ${plan.stopIf}`] : []),
  ];
}
