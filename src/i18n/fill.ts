import { oneStop } from './one-stop.ts';

/** Puts values into a text of `locales/`: `{{now}} / {{all}}`. For pages that do not wait for i18next. */
export const fill = (text: string, values: Record<string, string | number>): string =>
  oneStop(text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? '')));
