/** Plans of the network: what sending brought along, put aside on this device until a person has looked at it. */
import { useWords } from '../../i18n/words.ts';
import { since } from '../../store/find.ts';
import { useLive } from '../../store/live.ts';
import { keepLocal, readLocal } from '../../store/local-only.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { isPlanned, Outing } from '../outing.ts';
import { compare, versionOf } from '../plan/merge.ts';
import { SharedPlan } from '../plan/plan.ts';

const waiting = 'network-plans';
const aside = 'network-plans-aside';
/** How many versions that were dealt with are remembered. */
const asideLimit = 200;

/** The plans of the network that are new or differ from what is here, and were not dealt with. */
export async function fromNetwork(now = Date.now()): Promise<SharedPlan[]> {
  const [kept, dealtWith] = await Promise.all([readLocal<unknown[]>(waiting), readLocal<string[]>(aside)]);
  const done = new Set(dealtWith);
  const plans = (kept ?? [])
    .flatMap((plan) => {
      const read = SharedPlan.safeParse(plan);
      return read.success ? [read.data] : [];
    })
    .filter((plan) => Date.parse(plan.end) > now && !done.has(versionOf(plan)));
  const outings = await outingsNear(plans);
  return plans
    .filter((plan) => {
      const held = outings.find((outing) => outing.plan?.uid === plan.uid);
      if (!held) return plan.state !== 'cancelled';
      return isPlanned(held) && compare(held, plan).is !== 'same';
    })
    .sort((a, b) => a.start.localeCompare(b.start));
}

/** How long (ms) before a plan's time an outing of the same plan is looked for: it may have been moved. */
const lookBack = 60 * 86_400_000;

/** The outings here that may be of these plans, by the plans' own times: whatever the clock says now, one that is held is found. */
export async function outingsNear(plans: readonly Pick<SharedPlan, 'start'>[]): Promise<Outing[]> {
  const [first] = plans.map(({ start }) => start).sort();
  return first === undefined ? [] : since(Outing, new Date(Date.parse(first) - lookBack).toISOString());
}

/** How many plans of the network are kept here. */
const keptLimit = 200;

/**
 * Puts plans aside that came from the network: the newest version of each. They are asked for once, so none goes because a clock
 * says that it is past; of very many those that end last stay.
 */
export async function putPlansAside(incoming: readonly SharedPlan[]): Promise<void> {
  const held = (await readLocal<SharedPlan[]>(waiting)) ?? [];
  const plans = new Map<string, SharedPlan>();
  for (const plan of [...held, ...incoming]) {
    const before = plans.get(plan.uid);
    if (!before || before.sequence <= plan.sequence) plans.set(plan.uid, plan);
  }
  const last = [...plans.values()].sort((a, b) => a.end.localeCompare(b.end)).slice(-keptLimit);
  await keepLocal(waiting, last);
}

/** Remembers that a person has looked at this version. */
export async function leaveAside(plan: SharedPlan): Promise<void> {
  const held = (await readLocal<string[]>(aside)) ?? [];
  await keepLocal(aside, [...held, versionOf(plan)].slice(-asideLimit));
}

/** Says on the list of outings that the network has plans to look at. */
export function FromNetwork() {
  const { t } = useWords();
  const plans = useLive(() => fromNetwork());
  if (!plans || plans.length === 0) return null;
  return (
    <Notice tone="look" title={t('outreach.network.title', { count: plans.length })}>
      <LinkButton href="/outreach/import?network=1">{t('outreach.network.look')}</LinkButton>
    </Notice>
  );
}
