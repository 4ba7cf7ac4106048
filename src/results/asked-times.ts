/**
 * What became of the times at which a unit's codes were asked, as it is released: who was asked counts as one who answers a form of a
 * single question, so that what is told of them is closed, suppressed and shared as results are. How they answered it is told of
 * half-years that have ended, which have nobody in common.
 */
import { plusMonths } from '../periods/days.ts';
import type { Period } from '../periods/periods.ts';
import type { Instrument } from '../survey/instrument/instrument.ts';
import { SurveyResponse } from '../survey/response.ts';
import type { CodeStanding, Wave } from '../survey/waves/standing.ts';
import type { Answered } from './answered.ts';
import type { Results } from './results.ts';

export const askedEnds = ['answered', 'declined', 'noAnswer', 'notReached'] as const;
export type AskedEnd = (typeof askedEnds)[number];

/** The form whose releases tell of a unit. */
export const askedForm = (unit: string): Instrument => ({
  ...{ id: JSON.stringify(['asked', unit]), version: '1', licence: '', texts: {}, checksums: {} },
  order: askedEnds.map((_, at) => at + 1),
  items: [{ id: 'outcome', type: 'single' }],
});

/** Whether anything says that the person was asked, or sought and not found. */
export const wasTried = ({ wasAsked, said }: Wave): boolean => wasAsked || said !== undefined;

function outcomeOf({ state, said }: Wave): AskedEnd {
  if (state === 'answered' || state === 'declined') return state;
  return said === 'not-reached' ? 'notReached' : 'noAnswer';
}

/**
 * Each time at which somebody was tried to be asked, of the codes of one unit. It counts a month after its last day, however it went:
 * so the month tells nothing of it.
 */
export function askedTimes(standings: readonly CodeStanding[], unit: string): Promise<Answered[]> {
  const { id: instrument, version: instrumentVersion } = askedForm(unit);
  const times = standings
    .filter((one) => one.unit === unit)
    .flatMap(({ code, waves }) => waves.filter(wasTried).map((wave) => ({ code, wave })));
  return Promise.all(
    times.map(async ({ code, wave }) => ({
      ...{ kind: 'response' as const, id: await idOf(code, wave), rev: 1, v: SurveyResponse.version },
      ...{ unit, device: '', at: `${plusMonths(wave.closes, 1)}T09:00:00.000Z`, wave: wave.number },
      ...{ instrument, instrumentVersion, checksum: '', language: 'fi', mode: 'self' as const, agreed: true as const },
      answers: [1 + askedEnds.indexOf(outcomeOf(wave))],
    })),
  );
}

/** The same on every device, and no code: an id by the digest of the time (RFC 9562, version 8). */
async function idOf(code: string, { number }: Wave): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(['asked', code, number]));
  const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const hex = [...sum.slice(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** A time of the plans in a half-year that has ended: how many were tried to be asked, and what may be told of how it went. */
export interface AskedHalf {
  half: Period;
  /** Which time of the plans, from 0 on. */
  number: number;
  /** Absent where they are few, or the number would tell of few. */
  tried?: number;
  parts: { outcome: AskedEnd; count: number }[];
  /** How many are none of `parts`, where there are any. */
  others: number;
  /** Of a large group that nearly all of which it went so: at least this share. */
  mostly?: { outcome: AskedEnd; share: number };
}

const outcomeAt = (code: number): AskedEnd => askedEnds[code - 1]!;

/** What the releases of one unit tell, the last half-year first. */
export const askedHalves = ({ waves }: Pick<Results, 'waves'>): AskedHalf[] =>
  waves
    .flatMap(({ wave, groups }) =>
      groups
        .filter(({ unit, period }) => unit === undefined && period.length === 'half')
        .map(({ period, n, standing, statistics }): AskedHalf => {
          const { parts = [], others = 0, mostly } = statistics?.items[0] ?? {};
          return {
            ...{ half: period, number: wave ?? 0, others },
            ...(standing === 'shown' && n !== undefined ? { tried: n } : {}),
            parts: parts.map(({ codes, count }) => ({ outcome: outcomeAt(codes[0]!), count })),
            ...(mostly ? { mostly: { outcome: outcomeAt(mostly.codes[0]!), share: mostly.share } } : {}),
          };
        }),
    )
    .sort((a, b) => b.half.from.localeCompare(a.half.from) || a.number - b.number);
