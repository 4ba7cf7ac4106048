/** Loads parts of the app with their styles. */
import { askForLostStyles } from './lost-styles.ts';

/** How many parts are being loaded here: what fails meanwhile is one of theirs. */
let loading = 0;

/** Whether a part is being loaded by `quietly`: what the browser says of a file that did not come is then seen to. */
export const isLoading = (): boolean => loading > 0;

/** A part with its styles: both, or neither. */
export async function withStyles<T>(load: () => Promise<T>): Promise<T> {
  const part = await load();
  await askForLostStyles();
  return part;
}

/** A part with its styles; undefined where it cannot be had now, of which nothing is said on the screen. */
export const tried = <T>(load: () => Promise<T>): Promise<T | undefined> => quietly(() => withStyles(load));

/** What has no styles, and nobody has asked for; undefined where it cannot be had now, of which nothing is said on the screen. */
export async function quietly<T>(load: () => Promise<T>): Promise<T | undefined> {
  loading += 1;
  try {
    return await load();
  } catch (error) {
    console.error('A part did not load', error instanceof Error ? error.name : '');
    return undefined;
  } finally {
    loading -= 1;
  }
}
