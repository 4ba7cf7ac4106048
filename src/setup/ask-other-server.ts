import type { TFunction } from 'i18next';
import { ask } from '../ui/ask.ts';
import type { Origin } from './address.ts';
import type { OtherServers } from './plan.ts';
import { keyRest } from './wipe-key-store.ts';

/** An origin as people read it: the app's own server by its name too. */
export const originName = (origin: Origin, t: TFunction): string =>
  origin === '/' ? `${t('endpoint.home')} (${location.origin})` : origin;

/** Asks whether something may go to servers that nothing went to before: in the place of those it goes to now, or beside them. */
export async function askOtherServer(servers: OtherServers, t: TFunction): Promise<boolean> {
  const { yes, ...asked } = otherServerWords(servers, t);
  const choices = [
    { value: 'move', label: yes, danger: true },
    { value: 'leave', label: t('setup.move.no') },
  ] as const;
  return (await ask({ ...asked, choices })) === 'move';
}

/** How that is asked. */
export function otherServerWords({ before, next, isMore, names }: OtherServers, t: TFunction) {
  const listed = (origins: readonly Origin[]) =>
    origins
      .map((origin) => {
        const name = names.get(origin);
        return origin === '/' || !name ? originName(origin, t) : `${name} (${origin})`;
      })
      .join('\n');
  const way = isMore ? 'more' : 'move';
  const text = t(`setup.${way}.text`, { before: listed(before), now: listed(next) });
  return { title: t(`setup.${way}.title`), text, yes: t(`setup.${way}.yes`) };
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
