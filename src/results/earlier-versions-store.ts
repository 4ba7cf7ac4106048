/** Earlier versions of what is asked: they are closed with all else that was asked in the same sitting, or not at all. */
import { wallDate } from '../i18n/wall-time.ts';
import { monthOn } from '../periods/days.ts';
import type { Instrument } from '../survey/instrument/instrument.ts';
import { readInstruments } from '../survey/instrument/instruments-store.ts';
import type { Answered } from './answered.ts';
import { aboutOf } from './release-shape.ts';
import { notToldElsewhere, releasesOf } from './releases-store.ts';

/**
 * The versions, by name, of which a month that has responses was closed without them in what was asked in the same sitting: it is not
 * closed any more. What was told then, less what would be told now, is who came between.
 */
export async function closedWithout(
  versions: readonly Instrument[],
  responses: readonly Answered[],
): Promise<Set<string>> {
  const behind = new Set<string>();
  const lastOf = async (instrument: Instrument) => (await releasesOf(instrument)).at(-1)?.month ?? '';
  for (const version of versions) {
    const releases = await releasesOf(version);
    const told = new Set(releases.flatMap(({ members }) => members.map(({ id }) => id)));
    const here = await notToldElsewhere(version, responses, releases);
    const own = here.filter((one) => one.instrument === version.id && one.instrumentVersion === version.version);
    const months = own.filter(({ id }) => !told.has(id)).map(({ at }) => monthOn(wallDate(at), 0));
    const last = releases.at(-1)?.month ?? '';
    for (const part of months.length > 0 ? await askedTogether(version, responses) : []) {
      const theirs = part.id === version.id ? '' : await lastOf(part);
      if (theirs > last && months.some((month) => month <= theirs)) behind.add(aboutOf(version));
    }
  }
  return behind;
}

/** An instrument and all that somebody answered in one sitting with it, or with one of those; of `versions` those too. */
export async function askedTogether(
  { id }: Instrument,
  responses: readonly Answered[],
  versions: readonly Instrument[] = [],
): Promise<Instrument[]> {
  const found = new Set([id]);
  for (let before = 0; before < found.size; ) {
    before = found.size;
    const sittings = new Set(responses.filter((one) => found.has(one.instrument)).map((one) => one.id));
    for (const one of responses) if (sittings.has(one.id)) found.add(one.instrument);
  }
  return [...(await readInstruments()), ...versions].filter((one) => found.has(one.id));
}
