/**
 * The file of a backup: lines of JSON, packed by gzip, sealed as an age file (https://age-encryption.org/v1). Made and read as a
 * stream: nothing of it is ever whole in memory. Its lines are described in `docs/restore.md`.
 */
import { Decrypter, Encrypter } from 'age-encryption';
import * as z from 'zod/mini';
import { type GuessCost, passphraseIdentity, passphraseRecipient } from './passphrase-stanza.ts';

/** The version of the lines' shape: one that is greater is refused, as of a newer app. 2 has `put-aside`. */
const version = 2;

const text = z.string();
const kept = z.looseObject({ kind: text, id: text, rev: z.int().check(z.positive()), at: text, unit: text });
const shapes = z.discriminatedUnion('t', [
  z.strictObject({ t: z.literal('head'), format: z.literal('kenttakirja-backup'), v: z.int(), made: z.iso.datetime() }),
  z.strictObject({
    t: z.literal('record'),
    /** The whole record, or what is left of a deleted one. */
    record: kept,
    /** What its row stands under: what it belongs to, or that it is under way. */
    of: z.optional(text),
    /** A person decided that it need not be sent. */
    aside: z.optional(z.literal(true)),
    /** The endpoints it was to go to, of a kind that goes to one by name only. */
    to: z.optional(z.array(text)),
  }),
  z.strictObject({ t: z.literal('copy'), record: kept }),
  z.strictObject({ t: z.literal('draft'), kind: text, id: text, base: z.int(), at: text, data: z.unknown() }),
  /** A draft that fitted no form, as the text that was kept. */
  z.strictObject({ t: z.literal('put-aside'), kind: text, id: text, base: z.int(), at: text, text }),
  z.strictObject({ t: z.literal('local'), name: text, value: z.unknown() }),
  z.strictObject({ t: z.literal('setting'), name: text, value: z.unknown() }),
  z.strictObject({ t: z.literal('end'), lines: z.int() }),
]);

/** One line of a backup. */
export type BackupLine = z.infer<typeof shapes>;

/** `passphrase`: it does not open with this one, or its head was changed where that cannot be told apart. `not-backup`: another file. `not-whole`: cut or changed. `newer`: of a newer app. */
export class BackupRefused extends Error {
  override name = 'BackupRefused';
  constructor(
    readonly why: 'passphrase' | 'not-backup' | 'not-whole' | 'newer',
    options?: ErrorOptions,
  ) {
    super(why, options);
  }
}

const mark = 'age-encryption.org/v1\n';
/** No line of ours is longer, in signs: the longest texts of a record and much more. */
const longest = 1 << 24;
const pieceSize = 1 << 20;

/** What a backup opens with. */
export interface BackupKeys {
  passphrase: string;
  /** The organisation's public key, whose private one opens it too. */
  recipient?: string | undefined;
  /** What a guess at the passphrase costs; a test that has many files asks less. */
  cost?: GuessCost;
}

/** The file of these lines, sealed. Its pieces may go to the disk as they are made. */
export async function sealBackup(
  lines: AsyncIterable<BackupLine[]>,
  { passphrase, recipient, cost }: BackupKeys,
  now: Date,
): Promise<Blob> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(passphraseRecipient(passphrase, cost));
  if (recipient) encrypter.addRecipient(recipient);
  const packed = bytesOf(lines, now).pipeThrough(new CompressionStream('gzip'));
  const sealed = await encrypter.encrypt(packed as ReadableStream<Uint8Array<ArrayBuffer>>);
  return inPieces(sealed);
}

function bytesOf(lines: AsyncIterable<BackupLine[]>, now: Date): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  const source = withEnds(lines, now);
  return new ReadableStream(
    {
      async pull(out) {
        const { done, value } = await source.next();
        if (done) return out.close();
        out.enqueue(encoder.encode(value.map((line) => `${JSON.stringify(line)}\n`).join('')));
      },
      async cancel() {
        await source.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

async function* withEnds(lines: AsyncIterable<BackupLine[]>, now: Date): AsyncGenerator<BackupLine[], void, undefined> {
  yield [{ t: 'head', format: 'kenttakirja-backup', v: version, made: now.toISOString() }];
  let count = 0;
  for await (const batch of lines) {
    count += batch.length;
    if (batch.length > 0) yield batch;
  }
  yield [{ t: 'end', lines: count }];
}

async function inPieces(sealed: ReadableStream<Uint8Array>): Promise<Blob> {
  const pieces: Blob[] = [];
  let held: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const release = () => {
    pieces.push(new Blob(held));
    [held, size] = [[], 0];
  };
  const reader = sealed.getReader();
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    held.push(value as Uint8Array<ArrayBuffer>);
    size += value?.length ?? 0;
    if (size >= pieceSize) release();
  }
  release();
  return new Blob(pieces, { type: 'application/octet-stream' });
}

/**
 * The lines of a backup, some at a time, without its head and end. Throws `BackupRefused`: what is wrong near the end of a file
 * is found after lines were given, so a first reading must come to the end before anything is done with them.
 */
export async function* openBackup(
  file: Blob,
  passphrase: string,
): AsyncGenerator<BackupLine[], { made: string; bytes: number }> {
  if ((await file.slice(0, mark.length).text()) !== mark) throw new BackupRefused('not-backup');
  const packed = await opened(file, passphrase);
  let made: string | undefined;
  let count = 0;
  let bytes = 0;
  let isEnded = false;
  const heard = (more: number) => {
    bytes += more;
  };
  for await (const batch of linesIn(packed, heard)) {
    const given: BackupLine[] = [];
    for (const line of batch) {
      if (isEnded) throw new BackupRefused('not-whole');
      if (made === undefined) made = headOf(line);
      else if (line.t === 'end') isEnded = line.lines === count;
      else count = given.push(line) && count + 1;
    }
    yield given;
  }
  if (made === undefined || !isEnded) throw new BackupRefused('not-whole');
  return { made, bytes };
}

/** The organisation's private key, given in the place of the passphrase. */
const isPrivateKey = (passphrase: string): boolean => /^\s*AGE-SECRET-KEY-1/i.test(passphrase);

async function opened(file: Blob, passphrase: string): Promise<ReadableStream<Uint8Array>> {
  const decrypter = new Decrypter();
  try {
    decrypter.addIdentity(isPrivateKey(passphrase) ? passphrase.trim().toUpperCase() : passphraseIdentity(passphrase));
  } catch (cause) {
    throw new BackupRefused('passphrase', { cause });
  }
  try {
    return await decrypter.decrypt(file.stream() as ReadableStream<Uint8Array<ArrayBuffer>>);
  } catch (cause) {
    const isOther = cause instanceof Error && /no identity matched/i.test(cause.message);
    throw new BackupRefused(isOther ? 'passphrase' : 'not-whole', { cause });
  }
}

function headOf(line: BackupLine): string {
  if (line.t !== 'head') throw new BackupRefused('not-whole');
  if (line.v > version) throw new BackupRefused('newer');
  return line.made;
}

async function* linesIn(
  packed: ReadableStream<Uint8Array>,
  heard: (bytes: number) => void,
): AsyncGenerator<BackupLine[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const reader = packed
    .pipeThrough(new DecompressionStream('gzip') as never)
    .getReader() as ReadableStreamDefaultReader<Uint8Array>;
  let rest = '';
  let isFirst = true;
  try {
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
      heard(value!.length);
      const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > longest) throw new Error('A line without an end');
      const batch = lines.map((line) => lineFrom(line, isFirst && line === lines[0]));
      if (batch.length > 0) isFirst = false;
      yield batch;
    }
  } catch (cause) {
    throw cause instanceof BackupRefused ? cause : new BackupRefused('not-whole', { cause });
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  if (rest) throw new BackupRefused('not-whole');
}

/** A line as it stands; of a newer app, the head alone is understood. */
function lineFrom(json: string, isHead: boolean): BackupLine {
  const value: unknown = JSON.parse(json);
  const head = isHead
    ? z.looseObject({ format: z.literal('kenttakirja-backup'), v: z.int() }).safeParse(value)
    : undefined;
  if (head?.success && head.data.v > version) throw new BackupRefused('newer');
  return shapes.parse(value);
}
