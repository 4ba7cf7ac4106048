import { locale } from '../../i18n/dates.ts';

/** `9.2.2026`: the day on which somebody made sure, with its year. */
export const checkedDay = (day: string, language: string): string =>
  new Date(`${day}T12:00:00Z`).toLocaleDateString(locale(language), { timeZone: 'UTC' });
