/** The codes of this device's unit: read, followed, and added to. */

import { wallDate } from '../../i18n/wall-time.ts';
import { organisation } from '../../setup/organisation-store.ts';
import { everyOf, readAnew } from '../../store/copies.ts';
import { setSetting, setting, unitNow } from '../../store/device.ts';
import { since } from '../../store/find.ts';
import { type Fields, fieldsOf } from '../../store/kind.ts';
import { useLive } from '../../store/live.ts';
import { create } from '../../store/save.ts';
import { SurveyResponse } from '../response.ts';
import { surveyPart } from '../settings.ts';
import type { AskedWave } from './asked.ts';
import { plansOf, targetOf, UnitPlans } from './plans.ts';
import { askedAt, Respondent } from './respondent.ts';
import { type CodeRecords, type CodeStanding, standingsOn } from './standing.ts';
import { answeredUnder, WaveEvent } from './wave-event.ts';

/** Today on the walls of Finland. */
export const todayInFinland = (): string => wallDate(Date.now());

/** Everything that is known of codes on this device. */
export async function readEntries(): Promise<CodeRecords> {
  const [respondents, events] = await Promise.all([everyOf(Respondent), everyOf(WaveEvent)]);
  return { respondents, events };
}

/** How every code that is known here stands today. */
export const readStandings = async (): Promise<CodeStanding[]> => standingsOn(todayInFinland(), await readEntries());

/** The codes of this device's unit, followed as they change; undefined until they are read. */
export const useCodeStandings = (): CodeStanding[] | undefined =>
  useLive(async () => {
    const [unit, standings] = await Promise.all([setting('unit', 'oma'), readStandings()]);
    return standings.filter((standing) => standing.unit === unit);
  });

/** The code that a record belongs to; null where there is no such record. */
export const useCodeStanding = (id: string): CodeStanding | null | undefined =>
  useLive(async () => {
    const entries = await readEntries();
    const code = entries.respondents.find((one) => one.id === id)?.code;
    return standingsOn(todayInFinland(), entries).find((one) => one.code === code) ?? null;
  }, [id]);

/** The codes of this device's unit that were first taken into a plan on a day; none where no day is named. */
export const useCodesMadeOn = (day: string | undefined): CodeStanding[] | undefined =>
  useLive(async () => {
    if (!day) return [];
    const [unit, entries] = await Promise.all([setting('unit', 'oma'), readEntries()]);
    return standingsOn(todayInFinland(), entries).filter(
      (standing) => standing.unit === unit && firstDay(standing.code, entries.respondents) === day,
    );
  }, [day]);

/** The day on which a code was first taken into a plan. */
function firstDay(code: string, respondents: readonly Respondent[]): string | undefined {
  const days = respondents.filter((one) => one.code === code).map(({ at }) => wallDate(at));
  return days.sort()[0];
}

/** How the code stands on a day, today where none is named; undefined where it is not known here. */
export const standingOf = async (code: string, on = todayInFinland()): Promise<CodeStanding | undefined> =>
  standingsOn(on, await readEntries()).find((one) => one.code === code);

/** The day from which on a person with this code was asked; undefined where the code is not known here. */
export async function firstAsked(code: string): Promise<string | undefined> {
  const { respondents } = await readEntries();
  const own = respondents.filter((one) => one.code === code);
  return own.flatMap(({ at, start }) => [wallDate(at), start]).sort()[0];
}

/** What a person who has this code is asked with a bundle now, or was asked on a day: a wave, where one is open then. */
export async function askedNow(code: string, bundle: string, on?: string): Promise<AskedWave | undefined> {
  const standing = await standingOf(code, on);
  if (!standing?.open || askedAt(standing.respondent, standing.open.number) !== bundle) return undefined;
  const { number, due } = standing.open;
  return { plan: standing.respondent.plan, number, due, turn: standing.turn };
}

/** Takes a code into a plan, or into another one. Rejects as `create` does. */
export async function keepRespondent(fields: Fields<Respondent>): Promise<Respondent> {
  const kept = await create(Respondent, fields);
  // What other units know of the code was passed over so far.
  if (fields.moved) await readAnew();
  return kept;
}

/** Says what happened to the wave that is open, or to the one that was said to be declined. */
export async function say(standing: CodeStanding, what: 'asked' | 'declined' | 'not-reached' | 'open'): Promise<void> {
  const wave = standing.waves.at(-1);
  if (!wave) return;
  const { code, respondent, turn } = standing;
  await create(WaveEvent, { code, plan: respondent.plan, number: wave.number, due: wave.due, what, turn });
}

/** Nobody is asked under the code any more; or again, without a reason. */
export async function end({ respondent, turn }: CodeStanding, ended: Respondent['ended']): Promise<void> {
  const { ended: _, ...rest } = fieldsOf(Respondent, respondent);
  await keepRespondent({ ...rest, turn, ...(ended ? { ended } : {}) });
}

const choiceName = 'survey-plans';
type Choices = Record<string, unknown>;

/** What this device's unit has chosen itself. */
export async function readChosen(): Promise<UnitPlans> {
  const [unit, choices] = await Promise.all([setting('unit', 'oma'), setting<Choices>(choiceName, {})]);
  const read = UnitPlans.safeParse(choices[unit] ?? {});
  return read.success ? read.data : {};
}

/** Chooses for this device's unit; undefined is what the organisation says. */
export async function choose(chosen: UnitPlans): Promise<void> {
  const [unit, choices] = await Promise.all([unitNow(), setting<Choices>(choiceName, {})]);
  await setSetting(choiceName, { ...choices, [unit]: chosen });
}

/** The plans and the target of this device's unit. */
export async function readPlans() {
  const [unit, chosen] = await Promise.all([setting('unit', 'oma'), readChosen()]);
  const set = surveyPart.of(organisation());
  return { unit, chosen, plans: plansOf(set, unit, chosen), target: targetOf(set, unit, chosen) };
}

/** The same, followed as they change. */
export const usePlans = () => useLive(readPlans);

/**
 * A tab that died between a response and its wave's event leaves a wave that looks unanswered: told of now. Looks at the
 * responses of the last days only.
 */
export async function mendWaves(now = Date.now()): Promise<void> {
  const from = new Date(now - 3 * 86_400_000).toISOString();
  const [responses, entries] = await Promise.all([since(SurveyResponse, from), readEntries()]);
  const waveOf = (code: string, plan: string, wave: number) => [code, plan, wave].join(' ');
  const answered = entries.events.filter(({ what }) => what === 'answered');
  const told = new Set(answered.map(({ code, plan, number }) => waveOf(code, plan, number)));
  for (const { code, plan, wave } of responses) {
    if (code === undefined || plan === undefined || wave === undefined) continue;
    if (told.has(waveOf(code, plan, wave))) continue;
    const standing = standingsOn(todayInFinland(), entries).find((one) => one.code === code);
    const due = standing?.waves.find(({ number }) => number === wave)?.due;
    const asked = { plan, number: wave, due: due ?? '', turn: standing?.turn ?? 0 };
    if (!due) continue;
    await create(WaveEvent, answeredUnder(code, asked));
    told.add(waveOf(code, plan, wave));
  }
}
