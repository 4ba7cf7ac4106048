/** Who of this device's unit was asked by code, as it is released: closed where results are, and kept with them. */
import { wallDate } from '../i18n/wall-time.ts';
import type { Shelf } from '../releases/close-there.ts';
import { toldElsewhere } from '../releases/second-place-store.ts';
import { copiesOf, everyOf } from '../store/copies.ts';
import { setting } from '../store/device.ts';
import { readStandings } from '../survey/waves/codes-store.ts';
import { Respondent } from '../survey/waves/respondent.ts';
import type { CodeStanding } from '../survey/waves/standing.ts';
import { type AskedHalf, askedForm, askedHalves, askedTimes } from './asked-times.ts';
import { reportChoices } from './choices-store.ts';
import type { ResultsPlace } from './collected-store.ts';
import type { Closing, Release } from './release.ts';
import { closeAndKeep, releasesOf, shelfOf } from './releases-store.ts';
import { resultsOf } from './results.ts';

type Breathe = () => Promise<void> | undefined;

const ownTimes = async (isAlone = false) => {
  const [unit, standings] = await Promise.all([setting('unit', 'oma'), readStandings()]);
  const counted = isAlone ? await knownHereAlone(standings) : standings;
  return { unit, form: askedForm(unit), times: await askedTimes(counted, unit) };
};

/**
 * The codes that this device has from no other one, as by a file of codes or by the backup of one that may have told of them: what two devices tell by themselves of the same codes would
 * differ by those that one of them lacks.
 */
export async function knownHereAlone(standings: readonly CodeStanding[]): Promise<CodeStanding[]> {
  const [copies, all, told] = await Promise.all([copiesOf(Respondent), everyOf(Respondent), toldElsewhere()]);
  const others = new Set([...copies, ...all.filter(({ id }) => told.has(id))].map(({ code }) => code));
  return standings.filter(({ code }) => !others.has(code));
}

export interface AskedOfOwn {
  unit: string;
  told: AskedHalf[];
}

/**
 * What is told of this device's unit. Where results come from a server that is closed with them; a device alone closes it here; of a file
 * nothing is. Rejects with `NotKept`.
 */
export async function askedOfOwn(place: ResultsPlace['is'], breathe: Breathe): Promise<AskedOfOwn> {
  const { unit, form, times } = await ownTimes(place === 'device');
  if (place === 'file') return { unit, told: [] };
  const choices = reportChoices();
  const closing = { least: choices.least, today: wallDate(Date.now()) };
  const releases = place === 'server' ? await releasesOf(form) : await closeAndKeep(form, times, closing, breathe);
  return { unit, told: askedHalves(resultsOf(form, releases, times, choices)) };
}

/** What `closeThere` closes of it. */
export async function askedShelf(closing: Pick<Closing, 'least' | 'today'>, breathe: Breathe): Promise<Shelf<Release>> {
  const { form, times } = await ownTimes();
  return shelfOf(form, times, closing, breathe);
}
