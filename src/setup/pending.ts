/** What came with the address, a source of a document or an order: it waits here until the page that shows it is drawn. */
import type { Source } from './source.ts';

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

let order: string | undefined;
let hearOrder: ((text: string) => void) | undefined;

/** Offers an order to the page that shows it, now or when it is drawn. */
export function offerOrder(text: string): void {
  if (hearOrder) hearOrder(text);
  else order = text;
}

/** Hands over the order that is offered, now and later. Answers the undoing of it. */
export function onOrder(take: (text: string) => void): () => void {
  hearOrder = take;
  if (order !== undefined) take(order);
  order = undefined;
  return () => {
    hearOrder = undefined;
  };
}
