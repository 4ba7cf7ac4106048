/** Files of records: what a device gives to be carried, and what is read of the files that others gave. */
import { eachOf } from '../store/find.ts';
import { isCarried, openCarried, sealCarried } from '../vault/carried.ts';
import { kindsRead } from './collection.ts';
import { releasesToCarry } from './releases-file-store.ts';

/** Every record of this device that results are made of, deleted ones too, and what it has told of them, in one sealed file. */
export async function fileOfThisDevice(code: string, breathe: () => Promise<void> | undefined): Promise<Blob> {
  const lines: string[] = [];
  for (const { name } of kindsRead) {
    await eachOf(name, (stored) => stored !== undefined && lines.push(JSON.stringify(stored)), breathe);
  }
  for (const record of await releasesToCarry()) lines.push(JSON.stringify(record));
  return sealCarried(lines, code);
}

/** What a file turned out to be before any record was read from it. */
export type FileEnd = 'read' | 'empty' | 'too-large' | 'not-records';

/** More than this is no file of records (bytes), as it lies there and opened. */
const sizeLimit = 200_000_000;

/**
 * Gives every record in a file to `take`: a sealed one that a device made, or plain JSON as an endpoint answers it (a list,
 * `{"records": []}`, or one record a line). Throws `NotOpened`.
 */
export async function readFile(
  file: File,
  code: string,
  take: (record: unknown) => void,
  breathe: () => Promise<void> | undefined,
): Promise<FileEnd> {
  if (file.size === 0) return 'empty';
  if (file.size > sizeLimit) return 'too-large';
  const text = (await isCarried(file)) ? await openCarried(file, code, sizeLimit) : await textIn(file);
  const records = text === undefined ? undefined : recordsIn(text);
  if (!records) return 'not-records';
  for (const record of records) {
    take(record);
    const rest = breathe();
    if (rest) await rest;
  }
  return 'read';
}

/** Undefined where it is no UTF-8: letters that were guessed would be no one's words. */
async function textIn(file: Blob): Promise<string | undefined> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function* lines(text: string): Generator<unknown> {
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    const line = text.slice(start, end).trim();
    // A line that was cut in the middle is one unreadable record, not the end of the file.
    if (line) yield parsed(line);
    start = end + 1;
  }
}

function recordsIn(text: string): Iterable<unknown> | undefined {
  const whole = parsed(text);
  if (Array.isArray(whole)) return whole;
  if (isRecord(whole)) return [whole];
  const { records } = (whole ?? {}) as { records?: unknown };
  if (Array.isArray(records)) return records;
  for (const line of lines(text)) if (isRecord(line)) return lines(text);
  return undefined;
}

const isRecord = (value: unknown) => typeof value === 'object' && value !== null && 'kind' in value;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a file asks for a code. */
export const asksForCode = isCarried;
