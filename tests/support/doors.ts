/** Every way by which a file of another program comes into the app, each asked in one manner and answered in one. */
import english from '../../locales/en.json' with { type: 'json' };
import finnish from '../../locales/fi.json' with { type: 'json' };
import swedish from '../../locales/sv.json' with { type: 'json' };
import { readCalendarFile } from '../../src/outreach/calendar/read.ts';
import { codesFromFile } from '../../src/results/codes-file-store.ts';
import { type Collection, responsesIn, take } from '../../src/results/collection.ts';
import { readFile } from '../../src/results/records-file-store.ts';
import { textInFile } from '../../src/setup/document-file.ts';
import { NotRead } from '../../src/setup/not-read.ts';
import { readDocument } from '../../src/setup/read-document.ts';
import { withoutYielding } from '../../src/store/yield-to-main.ts';
import { readInstrumentFile } from '../../src/survey/instrument/read-file-store.ts';
import { NotOpened } from '../../src/vault/carried.ts';
import { organisationRules } from './setup.ts';

/** `taken N` of so many; else the key of the sentence that is shown, in the texts of the interface. */
export type Answer = string;

export const now = Date.parse('2026-11-21T08:00:00Z');

/** The sentence of a key in each language; undefined where one of them has none. */
export function sentences(key: string): string[] | undefined {
  const found = [finnish, swedish, english].map((words) =>
    key.split('.').reduce((at: unknown, part) => (at as Record<string, unknown> | undefined)?.[part], words),
  );
  return found.every((one): one is string => typeof one === 'string') ? found : undefined;
}

export type Door = 'questionnaire' | 'calendar' | 'organisation' | 'responses' | 'codes';

export const doors: Record<Door, (file: File, code?: string) => Promise<Answer[]>> = {
  async questionnaire(file) {
    const read = await readInstrumentFile(file);
    const taken = (count: number) => [`taken ${count}`];
    if (read.is === 'bundle') return taken(read.bundle.parts.length);
    return read.is === 'read'
      ? [...taken(read.instrument.items.length), ...read.told.map(({ why }) => `instruments.told.${why}`)]
      : read.wrong.map(({ why }) => `instruments.wrong.${why}`);
  },
  async calendar(file) {
    const read = await readCalendarFile(file, now);
    if (read.is !== 'read') return [`outreach.import.wrong.${read.is}`];
    const plans = read.found.filter(({ is }) => is === 'plan').length + read.more;
    const refused = read.found.flatMap((one) => (one.is === 'refused' ? [`outreach.import.refused.${one.why}`] : []));
    return [`taken ${plans}`, ...refused];
  },
  async organisation(file) {
    try {
      const read = await readDocument(await textInFile(file), organisationRules);
      if (read.is === 'refused') return read.refusals.map(({ word }) => `setup.refusal.${word}`);
      return [`taken ${(read.candidate.organisation as unknown as { places?: unknown[] }).places?.length ?? 0}`];
    } catch (error) {
      if (error instanceof NotRead) return [`setup.trouble.${error.why}`];
      throw error;
    }
  },
  async responses(file, code = '') {
    const collection: Collection = new Map();
    let unreadable = 0;
    const take1 = (record: unknown) => {
      if (take(collection, record) === 'unreadable') unreadable++;
    };
    return ended(
      () => readFile(file, code, take1, withoutYielding),
      () => [`taken ${responsesIn(collection).length}`, ...(unreadable > 0 ? ['report.taken.unreadable_other'] : [])],
    );
  },
  async codes(file, code = '') {
    let tally: Awaited<ReturnType<typeof codesFromFile>>['tally'] = {};
    const read = async () => {
      const came = await codesFromFile(file, code);
      tally = came.tally;
      return came.end;
    };
    return ended(read, () => [
      `taken ${(tally.new ?? 0) + (tally.known ?? 0)}`,
      ...(tally.unreadable ? ['report.taken.unreadable_other'] : []),
    ]);
  },
};

async function ended(read: () => Promise<string>, taken: () => Answer[]): Promise<Answer[]> {
  try {
    const end = await read();
    return end === 'read' ? taken() : [`report.file.${end}`];
  } catch (error) {
    if (error instanceof NotOpened) return [`report.file.${error.why}`];
    throw error;
  }
}
