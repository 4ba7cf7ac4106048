/** What a configuration says of value lists that no shape can tell: codes to hide that the app does not have. */
import { type Judged, within } from '../setup/refusals.ts';
import { builtInCodes, type ValueLists } from './value-list.ts';

export const judgeLists = (lists: ValueLists): Judged[] =>
  Object.entries(lists).flatMap(([list, given]) =>
    within(['valueLists', list, 'hide'], judgeHidden(builtInCodes(list), given?.hide ?? [])),
  );

function judgeHidden(codes: readonly string[] | undefined, hide: readonly string[]): Judged[] {
  if (!codes) return [];
  const unknown = [...hide.entries()].filter(([, code]) => !codes.includes(code));
  return unknown.map(([place]) => ({ path: [place], word: 'unknown-code', params: { options: codes.join(', ') } }));
}
