/** `node build/main.js read-backup FILE`: the lines of a backup as JSON, for who has its passphrase. */
import { openAsBlob } from 'node:fs';
import { type BackupLine, BackupRefused, openBackup } from '../backup/backup-file.ts';

const sayings = {
  passphrase: 'it does not open with this passphrase, or its head was changed',
  'not-backup': 'it is no backup of Kenttäkirja',
  'not-whole': 'it is not whole: cut or changed',
  newer: 'it is of a newer version',
};

/** Kinds of which a person's answers are told: they go back onto a device, or to their endpoint, never out as text. */
const ofAnswers = /^response/;

const isOfAnswers = (line: BackupLine): boolean =>
  line.t === 'record' || line.t === 'copy'
    ? ofAnswers.test(line.record.kind)
    : line.t === 'draft' || line.t === 'put-aside'
      ? ofAnswers.test(line.kind)
      : line.t === 'local' && line.name.startsWith('code:');

/**
 * Prints the lines of a backup, but for what respondents answered, which it counts. Throws with words for the person. What is wrong near the end of a file is found after lines were printed.
 */
export async function readBackup(path: string, passphrase: string, print: (text: string) => void): Promise<void> {
  let withheld = 0;
  try {
    for await (const lines of openBackup(await openAsBlob(path), passphrase))
      for (const line of lines) {
        if (isOfAnswers(line)) withheld += 1;
        else print(JSON.stringify(line));
      }
  } catch (error) {
    throw error instanceof BackupRefused ? new Error(sayings[error.why]) : error;
  }
  if (withheld > 0) print(JSON.stringify({ t: 'withheld', answers: withheld }));
}
