import { useWords } from '../i18n/words.ts';
import { useOrganisation } from '../setup/kept.ts';
import { type ValueList, valueList } from './value-list.ts';

/** One of the value lists as the organisation has it, in the words of the screen. */
export function useValues(name: Parameters<typeof valueList>[0]): ValueList {
  const { t, language } = useWords();
  return valueList(name, useOrganisation().valueLists, t, language);
}
