/** Records of codes as devices make them, without a store: for tests of what they add up to. */

import { enrolment } from '../../src/survey/waves/plans.ts';
import { Respondent } from '../../src/survey/waves/respondent.ts';
import { type CodeRecords, type CodeStanding, standingsOn } from '../../src/survey/waves/standing.ts';
import { standardPlans } from '../../src/survey/waves/survey-plan.ts';
import { WaveEvent } from '../../src/survey/waves/wave-event.ts';

let made = 0;

/** A device with what it knows; its clock may be wrong by `ahead` ms. */
export class Device {
  respondents: Respondent[] = [];
  events: WaveEvent[] = [];
  now = 0;
  constructor(
    readonly unit = 'trio',
    readonly ahead = 0,
  ) {}

  private envelope(kind: string, version: number) {
    made += 1;
    const id = `00000000-0000-4000-8000-${made.toString(16).padStart(12, '0')}`;
    const at = new Date(this.now + this.ahead + (made % 1000)).toISOString();
    return { kind, id, rev: 1, at, v: version, unit: this.unit, device: '7d6f0c1e-2b3a-4c5d-8e9f-0a1b2c3d4e5f' };
  }

  entries(): CodeRecords {
    return { respondents: this.respondents, events: this.events };
  }

  standings(today: string): CodeStanding[] {
    return standingsOn(today, this.entries());
  }

  standing(code: string, today: string): CodeStanding | undefined {
    return this.standings(today).find((one) => one.code === code);
  }

  /** Takes a code into a plan from a day on. */
  take(
    code: string,
    plan: string,
    start: string,
    more: { turn?: number; moved?: true; ended?: Respondent['ended'] } = {},
  ) {
    const { turn = 0, ended, ...rest } = more;
    const fields = enrolment(standardPlans.find(({ id }) => id === plan)!, { code, start, turn, ...rest });
    const record = Respondent.parse({
      ...fields,
      ...(ended ? { ended } : {}),
      ...this.envelope('respondent', Respondent.version),
    });
    this.respondents.push(record);
    return record;
  }

  /** Says what happened to the last wave of a code that has opened. */
  say(standing: CodeStanding, what: WaveEvent['what'], response?: string): WaveEvent {
    const { number, due } = standing.waves.at(-1)!;
    const { code, turn, respondent } = standing;
    const event = WaveEvent.parse({
      code,
      plan: respondent.plan,
      number,
      due,
      what,
      turn,
      ...(response ? { response } : {}),
      ...this.envelope('wave', 1),
    });
    this.events.push(event);
    return event;
  }
}

/** Both come to know what either knows. */
export function meet(a: Device, b: Device): void {
  const both = <T extends { id: string }>(one: T[], other: T[]) => [
    ...new Map([...one, ...other].map((record) => [record.id, record])).values(),
  ];
  const [respondents, events] = [both(a.respondents, b.respondents), both(a.events, b.events)];
  Object.assign(a, { respondents: [...respondents], events: [...events] });
  Object.assign(b, { respondents: [...respondents].reverse(), events: [...events].reverse() });
}

/** A response's id. */
export const aResponse = (): string => {
  made += 1;
  return `00000000-0000-4000-9000-${made.toString(16).padStart(12, '0')}`;
};
