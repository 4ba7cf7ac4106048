/**
 * What a kill leaves of the browser's own files. LevelDB, in which Chromium keeps IndexedDB, writes a record in several pieces; one that was
 * not written to its end is passed over when the files are opened next, and then written after: opened once more they count as spoiled, and
 * Chromium throws the whole database away (github.com/google/leveldb/issues/1287; docs/limits.md). The next kill would find that of the last.
 */
import { readdirSync, readFileSync, truncateSync } from 'node:fs';
import { basename, join } from 'node:path';

const [block, header] = [32_768, 7];
/** Of a piece: the whole of a record, or the last of it. */
const ends = [1, 4];

/** How much of a log of LevelDB is whole records. */
export function wholeLength(log: Buffer): number {
  let [at, whole] = [0, 0];
  while (at + header <= log.length) {
    const left = block - (at % block);
    if (left < header) {
      at += left;
      continue;
    }
    const [length, type] = [log.readUInt16LE(at + 4), log.readUInt8(at + 6)];
    if (header + length > left || at + header + length > log.length) return whole;
    at += header + length;
    if (ends.includes(type)) whole = at;
  }
  return whole;
}

/** Cuts what is torn off the files of a browser that was killed, as opening them should. Answers their names. */
export function cutTornEnds(profile: string): string[] {
  const files = readdirSync(profile, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.includes('.indexeddb.leveldb') && /^(MANIFEST-\d+|\d+\.log)$/.test(basename(file)))
    .filter((file) => {
      const log = readFileSync(join(profile, file));
      const whole = wholeLength(log);
      // Fewer bytes than a header may be what fills a block.
      const isTorn = log.subarray(whole).some((byte) => byte !== 0);
      if (isTorn) truncateSync(join(profile, file), whole);
      return isTorn;
    });
}
