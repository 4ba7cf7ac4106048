/** Adding a language to an instrument of the app: the owner's text as a file, with its source and permission. */

import type { InstrumentFault } from './file.ts';
import type { Instrument } from './instrument.ts';

/** What is wrong with a file that adds to `shipped`; nothing where the file is of an instrument of its own. */
export function addsLanguages(file: Instrument, shipped: Instrument | undefined): InstrumentFault[] {
  if (!shipped) return [];
  const { id } = file;
  if (structure(file) !== structure(shipped)) return [{ why: 'otherShape', values: { id, version: shipped.version } }];
  return Object.entries(file.texts).flatMap(([language, { permission, hints }]) => {
    if (shipped.texts[language]) {
      const isSame = shipped.checksums[language] === file.checksums[language];
      return isSame ? [] : [{ why: 'ownText', values: { id, language } }];
    }
    if (hints) return [{ why: 'hintAdded', values: { id, language } }];
    return permission ? [] : [{ why: 'noPermission', values: { language } }];
  });
}

/** All that a score or a rule depends on: a language must not change it. */
const structure = ({ version, order, scales = {}, items, scorings = [] }: Instrument) =>
  JSON.stringify([version, order, scales, items, scorings], sorted);

/** Makes `JSON.stringify` write the fields of every object in one order. */
const sorted = (_: string, value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** What a file for another language need not repeat. */
export function withShape(file: unknown, shipped: readonly Instrument[]): unknown {
  const { texts, checksums, ...shape } = shipped.find(({ id }) => id === (file as { id?: unknown } | null)?.id) ?? {};
  return texts ? { ...shape, ...(file as object) } : file;
}

/** The instruments there are: those of the app, each with the languages that were added to it, then those added whole. */
export function joined(shipped: readonly Instrument[], added: readonly Instrument[]): Instrument[] {
  const own = shipped.map((instrument) => {
    const more = added.filter(({ id }) => id === instrument.id);
    const join = <T>(part: (one: Instrument) => Record<string, T>): Record<string, T> =>
      // The app's own texts come last: no file stands in their place.
      Object.assign({}, part(instrument), ...more.map(part), part(instrument));
    return more.length === 0
      ? instrument
      : { ...instrument, texts: join(({ texts }) => texts), checksums: join(({ checksums }) => checksums) };
  });
  const ids = new Set(shipped.map(({ id }) => id));
  return [...own, ...added.filter(({ id }) => !ids.has(id))];
}
