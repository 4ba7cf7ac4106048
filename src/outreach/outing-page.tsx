/** One outing: as a plan, while it runs, and afterwards. */
import { useRoute } from 'preact-iso';
import { useWords } from '../i18n/words.ts';
import { draftsOf } from '../store/drafts.ts';
import { belonging, find, madeLastFirst } from '../store/find.ts';
import { useLive } from '../store/live.ts';
import { Encounter } from './encounter.ts';
import { EncounterDrafts, unfinishedOf } from './encounter-draft.ts';
import { EndedOuting } from './ended-outing.tsx';
import { isPlanned, isRunning, Outing } from './outing.ts';
import './outreach.css';
import { PlanPage } from './plan/plan-page.tsx';
import { RunningOuting } from './running-outing.tsx';
import { Unknown } from './unknown.tsx';

export function OutingPage() {
  const id = useRoute().params.id ?? '';
  return <Found key={id} id={id} />;
}

function Found({ id }: { id: string }) {
  const { t } = useWords();
  const found = useLive(async () => ({ outing: await find(Outing, id) }), [id]);
  if (!found) return null;
  if (!found.outing) return <Unknown title={t('outreach.outing.unknown')} />;
  return isPlanned(found.outing) ? <PlanPage outing={found.outing} /> : <Known outing={found.outing} />;
}

function Known({ outing }: { outing: Outing }) {
  const { id } = outing;
  // By what they belong to and in the order of making, not by time: clocks differ and are set, and of a year's encounters
  // only these are opened.
  const encounters = useLive(async () => (await belonging(Encounter, id)).sort(madeLastFirst), [id]);
  const drafts = useLive(() => draftsOf(EncounterDrafts));
  if (!encounters || !drafts) return null;
  const unfinished = unfinishedOf(id, drafts)?.id;
  const Shown = isRunning(outing) ? RunningOuting : EndedOuting;
  return <Shown outing={outing} encounters={encounters} unfinished={unfinished} />;
}
