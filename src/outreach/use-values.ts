import { useWords } from '../i18n/words.ts';
import { type RowOfOne, type RowOfSeveral, rowValues } from './rows.ts';
import { useOutreach } from './use-settings.ts';
import { type ListName, type ValueList, valueList } from './value-list.ts';

/** One of the value lists as the organisation has it, in the words of the screen. */
export function useValues(name: ListName): ValueList {
  const { t, language } = useWords();
  return valueList(name, useOutreach().valueLists, t, language);
}

/** The values of an optional row of the encounter, likewise. */
export function useRow(name: RowOfOne | RowOfSeveral): ValueList {
  const { t, language } = useWords();
  return rowValues(name, useOutreach().valueLists, t, language);
}
