import type { Translate } from '../i18n/words.ts';

/** What a view is called: by the role of the one who answered, else by its number. */
export const viewName = (role: string | undefined, number: number, t: Translate): string =>
  role ? t('rounds.viewOf', { number, role }) : t('rounds.view', { number });
