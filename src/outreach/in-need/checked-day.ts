import { dateIn } from '../../i18n/dates.ts';

/** `9.2.2026`: the day on which somebody made sure, with its year. */
export const checkedDay = (day: string, language: string): string => dateIn(day, language);
