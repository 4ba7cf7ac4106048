/** Plans, waves and how they stand, in words. */
import { useWords, type Words } from '../../i18n/words.ts';
import type { Respondent } from './respondent.ts';
import type { Due } from './schedule.ts';
import type { CodeStanding, Wave } from './standing.ts';
import type { SurveyPlan } from './survey-plan.ts';

const builtIn = ['new', 'old', 'assisted'] as const;

/** What the app calls a plan of its own. */
export function knownName(id: string, t: Words['t']): string | undefined {
  const known = builtIn.find((one) => one === id);
  return known && t(`codes.plan.${known}`);
}

/** What a plan is called: by its own name, else by the app's; one that is not known any more by its id. */
export function planName(id: string, plans: readonly SurveyPlan[], { t, language }: Words): string {
  const name = plans.find((plan) => plan.id === id)?.name;
  const own = name && (name[language as keyof typeof name] ?? name.fi ?? name.sv ?? name.en);
  return own ?? knownName(id, t) ?? id;
}

/** `mittauskerta 2/3`, or `mittauskerta 2` where the plan has no end. */
export const timeWords = ({ months, every }: Respondent, { number }: Due, t: Words['t']): string =>
  every === undefined
    ? t('codes.timeOf', { number: number + 1, all: months.length })
    : t('codes.time', { number: number + 1 });

/** `mittauskerta 2/3 · vuorossa 12.11.` */
export function WaveWords({ respondent, wave }: { respondent: Respondent; wave: Wave | Due }) {
  const { t, day } = useWords();
  return (
    <span class="number">
      {timeWords(respondent, wave, t)} · {t('codes.dueOn', { day: day(wave.due) })}
    </span>
  );
}

/** How a code stands, in two short lines. `isSorted`: a heading says already that it is overdue. */
export function StandingWords({ standing, isSorted }: { standing: CodeStanding; isSorted: boolean }) {
  const words = useWords();
  const { t, day } = words;
  const { status, respondent, open, next, waves } = standing;
  const wave = open ?? next ?? waves.at(-1);
  const isOver = status === 'finished' || status === 'ended';
  const when = isOver ? t(`codes.status.${status}`) : day((open ?? next)!.due);
  return (
    <span class="muted small number">
      {[planName(respondent.plan, [], words), ...(wave ? [timeWords(respondent, wave, t)] : [])].join(' · ')}
      <br />
      {[when, ...(open?.said ? [t(`codes.said.${open.said}`)] : [])].join(' · ')}
      {status === 'overdue' && !isSorted && <span class="amber"> · {t('codes.status.overdue')}</span>}
    </span>
  );
}
