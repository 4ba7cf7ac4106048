/** What lies in the files of a browser, whatever the browser says of it. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Which of these words stand in any file of the browser's profile, as UTF-8 or as UTF-16. */
export function foundIn(profile: string, words: readonly string[]): string[] {
  const files = readdirSync(profile, { recursive: true, encoding: 'utf8' })
    .map((name) => join(profile, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
  return files.flatMap((file) => {
    const bytes = readFileSync(file);
    return words.filter((word) => (['utf8', 'utf16le'] as const).some((as) => bytes.includes(Buffer.from(word, as))));
  });
}
