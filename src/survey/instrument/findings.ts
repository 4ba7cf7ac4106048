/** What a reader finds in a file: what is wrong with it, and what of it will not be taken, line by line as it is told. */
import type { InstrumentFault } from './file.ts';

/** Gathers what is told, places of one kind in one line. */
export class Findings {
  readonly wrong: InstrumentFault[] = [];
  private readonly lines = new Map<
    string,
    { why: string; values: Record<string, string | number>; places: string[] }
  >();

  refuse(why: string, values: Record<string, string | number> = {}): void {
    this.wrong.push({ why, values });
  }

  /** One line for the same thing at several places; the screens say it with `places`. */
  tell(why: string, values: Record<string, string | number>, place: string | number): void {
    const key = JSON.stringify([why, values]);
    const line = this.lines.get(key) ?? { why, values, places: [] };
    if (!line.places.includes(String(place))) line.places.push(String(place));
    this.lines.set(key, line);
  }

  get told(): InstrumentFault[] {
    return [...this.lines.values()].map(({ why, values, places }) => ({
      why,
      values: { ...values, count: places.length, places: places.join(', ') },
    }));
  }
}
