/** XLSForm's `relevant`: the few ways of it that this app has rules for, as they are written here and elsewhere. */
import type { Item } from './instrument.ts';
import { nameOf } from './instrument-from-fhir.ts';

const asked = String.raw`\$\{([\w.-]+)\}`;
const value = String.raw`'?([\w.-]+)'?`;
/** The rules that this app knows, as they are written here and as others write them. */
const terms = new RegExp(
  [
    String.raw`\(${asked} != '' and not\(selected\(\$\{\1\}, ?${value}\)\)\)`,
    String.raw`\(${asked} != '' and \$\{\3\} != ${value}\)`,
    String.raw`not\(selected\(${asked}, ?${value}\)\)`,
    String.raw`selected\(${asked}, ?${value}\)`,
    `${asked} ?(=|!=|>=|<=) ?${value}`,
  ].join('|'),
  'g',
);

/** What a `relevant` says, as rules of this app; `codeFor` gives the code of a choice by its name in the file. */
export function readRelevant(
  relevant: string,
  codeFor: (name: string) => number | undefined,
): Item['showWhen'] | 'unreadable' {
  if (relevant.trim() === '') return undefined;
  const rules: NonNullable<Item['showWhen']>['rules'] = [];
  const left = relevant.replace(terms, (...found: (string | undefined)[]) => {
    const [, a, av, b, bv, c, cv, d, dv, e, is, ev] = found;
    const sign = (a ?? b ?? c) !== undefined ? '!=' : d !== undefined ? '=' : is;
    const code = codeFor(av ?? bv ?? cv ?? dv ?? ev ?? '');
    if (code === undefined) return 'X';
    rules.push({ item: nameOf(a ?? b ?? c ?? d ?? e ?? ''), is: sign as '=', value: code });
    return 'T';
  });
  const signs = left.replace(/\s+/g, ' ').trim();
  if (/^T( and T)*$/.test(signs)) return { match: 'all', rules };
  return /^T( or T)*$/.test(signs) ? { match: 'any', rules } : 'unreadable';
}
