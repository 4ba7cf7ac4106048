/** Leaving by a plan: the outing begins, or one that runs takes the plan on. */
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { afterSave } from '../../store/persist.ts';
import { remove, revise } from '../../store/save.ts';
import { Outing, type PlannedOuting } from '../outing.ts';
import { type Beside, keepBeside } from './beside-plan-store.ts';
import { partners } from './change.ts';
import { after } from './states.ts';
import { canTakeOn, takenOn } from './take-on.ts';

export interface Leaving {
  outing: PlannedOuting;
  running: Outing | undefined;
  beside: Beside;
  own: string;
}

export function useLeaving({ outing, running, beside, own }: Leaving) {
  const { route } = useLocation();
  const { plan, id } = outing;
  const takesOn = running && canTakeOn(running, outing) ? running : undefined;
  const [phone, setPhone] = useState(beside.phone);
  const [error, setError] = useState<unknown>();

  /** Keeps what `keep` keeps, and goes to the outing that now runs by the plan. */
  async function begin(outingId: string, keep: () => Promise<unknown>) {
    try {
      await keepBeside(outingId, { ...beside, phone });
      await keep();
      void afterSave();
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

  return {
    /** The outing that runs, where it can take the plan on. */
    takesOn,
    phone,
    setPhone,
    error,
    go: () => (takesOn ? takeOn(takesOn) : leave()),
  };
}
