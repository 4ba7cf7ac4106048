import type { Words } from '../../i18n/words.ts';

/** That a secret was wrong many times, and how long to wait (s): from a minute on in minutes, rounded up. */
export const waitWords = (seconds: number, t: Words['t']): string =>
  seconds < 60 ? t('lock.wait', { seconds }) : t('lock.waitMinutes', { count: Math.ceil(seconds / 60) });
