/** The source that came with the address: it waits here until the page that shows it is drawn. */
import type { Source } from './set-up-link.ts';

let pending: Source | undefined;
let hear: ((source: Source) => void) | undefined;

/** Offers a source to the page that shows it, now or when it is drawn. */
export function offerSource(source: Source): void {
  if (hear) hear(source);
  else pending = source;
}

/** Hands over what is offered, now and later. Answers the undoing of it. */
export function onSource(take: (source: Source) => void): () => void {
  hear = take;
  if (pending) take(pending);
  pending = undefined;
  return () => {
    hear = undefined;
  };
}
