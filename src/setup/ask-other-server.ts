import type { TFunction } from 'i18next';
import { ask } from '../ui/ask.ts';
import type { Origin } from './address.ts';
import { keyRest } from './wipe-key-store.ts';

/** An origin as people read it: the app's own server by its name too. */
export const originName = (origin: Origin, t: TFunction): string =>
  origin === '/' ? `${t('endpoint.home')} (${location.origin})` : origin;

/** Asks whether something may go to servers that nothing went to before. `before`: those it goes to now. */
export async function askOtherServer(
  before: readonly Origin[],
  next: readonly Origin[],
  t: TFunction,
): Promise<boolean> {
  const names = (origins: readonly Origin[]) => origins.map((origin) => originName(origin, t)).join('\n');
  const choices = [
    { value: 'move', label: t('setup.move.yes'), danger: true },
    { value: 'leave', label: t('setup.move.no') },
  ] as const;
  const text = t('setup.move.text', { before: names(before), now: names(next) });
  return (await ask({ title: t('setup.move.title'), text, choices })) === 'move';
}

/** Asks whether whoever has the other half of a key that is new here may order this device empty. */
export const askOtherOrders = async (t: TFunction): Promise<boolean> =>
  (await ask({
    ...{ title: t('setup.orders.title'), text: t('setup.orders.text', { count: keyRest }) },
    choices: [
      { value: 'take', label: t('setup.orders.yes'), danger: true },
      { value: 'leave', label: t('setup.move.no') },
    ],
  })) === 'take';
