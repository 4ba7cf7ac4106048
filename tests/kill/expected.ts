/** What a day's records must be, by what the app has said of them. */
import type { SurveyResponse } from '../../src/survey/response.ts';
import type { OnDevice } from '../support/phone.ts';

interface Content {
  kind: string;
  id: string;
  deleted?: boolean;
  [field: string]: unknown;
}

/** By what a made record is known again, whatever id the app gave it: the maker sees to it that no two are alike. */
export function nameOf(record: Content): string | undefined {
  const { kind, depth, topics, parts, text } = record;
  if (record.deleted) return undefined;
  if (kind === 'encounter') return `encounter ${depth} ${[...(topics as string[])].sort().join()}`;
  if (kind === 'response')
    return `response ${(parts as SurveyResponse['parts']).flatMap(({ answers }) => answers).join('')}`;
  return kind === 'phenomenon' ? `phenomenon ${text}` : undefined;
}

/** What one record may be: said is what the app has called kept, tried what a kill may have cut off. */
interface Expectation {
  said: string;
  tried?: string | undefined;
}

const gone = 'deleted';
const stateOf = (record: Content): string => (record.deleted ? gone : String(record.people ?? 'kept'));

export class Expected {
  /** How often the app has said that something is kept. */
  said = 0;
  readonly #byName = new Map<string, Expectation & { id?: string }>();
  readonly #drafts = new Map<string, 'draft' | 'may be kept'>();
  readonly taps = { said: 0, tried: 0 };

  /** Something is about to be made or changed. */
  trying(name: string, state: string): void {
    const known = this.#byName.get(name);
    if (known) known.tried = state;
  }

  /** The app says that it is kept. */
  kept(name: string, state: string): void {
    this.said += 1;
    this.#byName.set(name, { ...this.#byName.get(name), said: state, tried: undefined });
  }

  draftKept(text: string): void {
    this.#drafts.set(text, 'draft');
  }

  /** A draft is about to become a record. */
  draftEnds(text: string): void {
    this.#drafts.set(text, 'may be kept');
  }

  /** A draft became a record: it is told by that from now on. */
  draftEnded(text: string): void {
    this.#drafts.delete(text);
  }

  /** Those that can be changed: kept, of this kind, and not deleted. */
  living(kind: string): string[] {
    return [...this.#byName].flatMap(([name, { said, tried, id }]) =>
      id && said !== gone && tried !== gone && name.startsWith(`${kind} `) ? [name] : [],
    );
  }

  idOf(name: string): string {
    return this.#byName.get(name)!.id!;
  }

  /** Looks at what the device holds after a kill. Answers what is wrong, in words. */
  check(device: readonly OnDevice[], drafts: string): { lost: string[]; doubled: string[]; draftsLost: string[] } {
    const records = device.map(({ record }) => record as Content);
    const byId = new Map(records.map((record) => [record.id, record]));
    const named = new Map<string | undefined, Content[]>();
    for (const record of records) named.set(nameOf(record), [...(named.get(nameOf(record)) ?? []), record]);
    const lost: string[] = [];
    for (const [name, expected] of this.#byName) {
      const record = expected.id ? byId.get(expected.id) : named.get(name)?.[0];
      const state = record ? stateOf(record) : undefined;
      // One that no endpoint had heard of leaves nothing behind when it is deleted.
      const isDeleted = state === undefined && [expected.said, expected.tried].includes(gone);
      if (record) expected.id = record.id;
      if (!isDeleted && state !== expected.said && (state === undefined || state !== expected.tried))
        lost.push(`${name}: ${expected.said}, and is ${state ?? 'not there'}`);
      // From now on it is what it is.
      else expected.said = state ?? gone;
      expected.tried = undefined;
    }
    const marks = records.filter(({ kind }) => kind === 'tally').length;
    if (marks < this.taps.said) lost.push(`${this.taps.said - marks} taps`);
    const doubled = [...named].flatMap(([name, all]) => (name !== undefined && all.length > 1 ? [name] : []));
    if (marks > this.taps.tried) doubled.push(`${marks - this.taps.tried} taps`);
    const draftsLost: string[] = [];
    for (const [text, is] of this.#drafts) {
      const isRecord = named.has(`phenomenon ${text}`);
      if (is === 'may be kept' && isRecord) {
        this.#drafts.delete(text);
        this.#byName.set(`phenomenon ${text}`, { said: 'kept' });
      } else if (!drafts.includes(text)) draftsLost.push(text);
      else this.#drafts.set(text, 'draft');
    }
    return { lost, doubled, draftsLost };
  }
}
