/** Lähdettiin: the checklist is looked through, then everybody leaves. Nothing on it holds anyone back. */

import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { wallHour } from '../../i18n/span.ts';
import { useWords } from '../../i18n/words.ts';
import { organisation } from '../../setup/organisation-store.ts';
import { find } from '../../store/find.ts';
import { useLive } from '../../store/live.ts';
import { NotKeptNotice } from '../../store/not-kept.tsx';
import { askToPersist } from '../../store/persist.ts';
import { remove, revise } from '../../store/save.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { ChooseSome } from '../../ui/choice.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { currentPlace, isPlanned, Outing, type PlannedOuting } from '../outing.ts';
import { type Beside, besideOf, keepBeside } from './beside-plan-store.ts';
import { AskToNotify } from './overdue-notice.tsx';
import '../outreach.css';
import './plan.css';
import { outreachPart } from '../settings.ts';
import { Unknown } from '../unknown.tsx';
import { useFirst } from '../use-first.ts';
import { useRunning } from '../use-running.ts';
import { partners } from './change.ts';
import { ownName } from './own-name-store.ts';
import { planLimits, titleOf } from './plan.ts';
import { after } from './states.ts';
import { canTakeOn, takenOn } from './take-on.ts';
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

interface LeaveProps {
  outing: PlannedOuting;
  running: Outing | undefined;
  beside: Beside;
  own: string;
}

function Leave({ outing, running, beside, own }: LeaveProps) {
  const { t, clock, language } = useWords();
  const { route } = useLocation();
  const { plan, id } = outing;
  const takesOn = running && canTakeOn(running, outing) ? running : undefined;
  const [ticked, setTicked] = useState<string[]>([]);
  const [phone, setPhone] = useState(beside.phone);
  const [error, setError] = useState<unknown>();

  /** Keeps what `keep` keeps, and goes to the outing that now runs by the plan. */
  async function begin(outingId: string, keep: () => Promise<unknown>) {
    try {
      await keepBeside(outingId, { ...beside, phone });
      await keep();
      void askToPersist();
      route(`/outreach/outing/${outingId}`, true);
      scrollTo(0, 0);
    } catch (reason) {
      setError(reason);
    }
  }

  const leave = () =>
    begin(id, () =>
      revise(
        Outing,
        outing,
        {
          state: after(outing.state, 'leave') ?? outing.state,
          at: new Date().toISOString(),
          places: [plan.meeting || outing.places[0]!],
          organisations: partners(plan, own),
        },
        { alone: true },
      ),
    );

  const takeOn = (now: Outing) =>
    begin(now.id, async () => {
      if (now.plan?.uid !== plan.uid) await revise(Outing, now, takenOn(now, outing, own));
      // The plan lives on in the outing that runs: by itself it would be counted, and left for, once more.
      await remove(outing);
      await keepBeside(id, { phone: '', note: '' });
    });

  const checks = [
    ...plan.equipment.map((item) => `${t('outreach.leave.packed')}: ${item}`),
    t('outreach.leave.phones'),
    ...(plan.offSite
      ? [t('outreach.leave.offSite', { offSite: plan.offSite, time: wallHour(plan.end, language) })]
      : []),
    ...(plan.pairs.length > 0 ? [t('outreach.leave.pairs')] : []),
    ...(plan.recorder ? [t('outreach.leave.recorder', { recorder: plan.recorder })] : []),
    ...(plan.stopIf ? [`${t('outreach.plan.field.stopIf')}: ${plan.stopIf}`] : []),
  ];
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
            <Button look="primary" onClick={() => (takesOn ? takeOn(takesOn) : leave())}>
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
          options={checks.map((value) => ({ value, label: value }))}
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
