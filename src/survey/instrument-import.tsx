/** Reads a file that a person chose as an instrument: our own JSON, a FHIR Questionnaire, or an XLSForm spreadsheet. */
import type { Questionnaire } from './instrument-fhir.ts';
import { type ReadInstrument, readInstrument, readInstrumentText } from './instrument-file.ts';
import { fromFhir } from './instrument-from-fhir.ts';
import { aroundInstruments } from './use-instruments.tsx';

/** Larger than any questionnaire: a wrong file is told so before it is read. */
const mostBytes = 2_000_000;

export async function readInstrumentFile(file: File): Promise<ReadInstrument> {
  if (file.size > mostBytes) return { is: 'wrong', wrong: [{ why: 'tooLarge' }] };
  const around = await aroundInstruments();
  const judge = (given: { file: unknown } | { wrong: Extract<ReadInstrument, { is: 'wrong' }>['wrong'] }) =>
    'wrong' in given ? ({ is: 'wrong', wrong: given.wrong } as const) : readInstrument(given.file, around);
  if (/\.xlsx$/i.test(file.name)) return judge(await (await import('./instrument-xlsx.ts')).fromXlsx(file));
  const text = await file.text();
  const questionnaire = asQuestionnaire(text);
  return questionnaire ? judge(fromFhir(questionnaire)) : readInstrumentText(text, around);
}

function asQuestionnaire(text: string): Questionnaire | undefined {
  try {
    const value = JSON.parse(text) as { resourceType?: unknown } | null;
    return value?.resourceType === 'Questionnaire' ? (value as Questionnaire) : undefined;
  } catch {
    return undefined; // No JSON at all: the reader of instruments says so.
  }
}
