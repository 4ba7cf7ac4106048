/** Why a document is refused, field by field, so that who wrote it can mend it. */
import type * as z from 'zod/mini';
import { hasIdentityCode, withoutTurning } from '../store/free-text.ts';

/** What can be wrong with a field; the screens have a sentence for each. */
export const refusalWords = [
  'not-json',
  'not-json-at',
  'cut-short',
  'nothing',
  'field-twice',
  'not-ours',
  'newer',
  'unknown-field',
  'missing',
  'wrong-type',
  'empty',
  'too-long',
  'too-small',
  'too-big',
  'not-one-of',
  'twice',
  'no-words',
  'bad-address',
  'not-https',
  'user-in-address',
  'backslash',
  'control-sign',
  'hidden-sign',
  'dot-at-end',
  'other-server',
  'not-free',
  'header-name',
  'header-value',
  'secret-shape',
  'recovery-key',
  'scheme-shape',
  'identity-code',
  'id-shape',
  'reserved',
  'code-shape',
  'own-code-shape',
  'language-shape',
  'phone-shape',
  'recipient-shape',
  'email-shape',
  'date-shape',
  'not-ascending',
  'end-before-start',
  'unknown-dialect',
  'unknown-kind',
  'unknown-code',
  'bad-options',
  'other',
] as const;
export type RefusalWord = (typeof refusalWords)[number];

/** One thing that is wrong. `at` is its place in words, `params` what the sentence names. */
export interface Refusal {
  path: PropertyKey[];
  at: string;
  word: RefusalWord;
  params: Record<string, string | number>;
}

/** What is wrong with a part of a document, before its place is put in words. */
export type Judged = Omit<Refusal, 'at'>;

/** What is wrong with a part, by its place in the whole. */
export const within = (path: PropertyKey[], judged: readonly Judged[]): Judged[] =>
  judged.map((refusal) => ({ ...refusal, path: [...path, ...refusal.path] }));

/** At most this many are told: who mends these loads it again. */
const most = 20;

/** Everything that a schema refused in `value`. */
export function refusalsOf(error: z.core.$ZodError, value: unknown, schema: z.core.$ZodType): Refusal[] {
  return error.issues
    .flatMap((issue) => one(issue, schema))
    .slice(0, most)
    .map((refusal) => ({ ...refusal, at: placeOf(refusal.path, value) }));
}

function one(issue: z.core.$ZodIssue, schema: z.core.$ZodType): Judged[] {
  const { path, message } = issue;
  const found = (word: RefusalWord, params: Judged['params'] = {}): Judged[] => [{ path, word, params }];
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = fieldsAt(schema, path, issue.input).join(', ');
      return issue.keys.map((key) => ({ path: [...path, key], word: 'unknown-field', params: { known } }));
    }
    case 'invalid_type':
      return issue.input === undefined ? found('missing') : found('wrong-type', { expected: issue.expected });
    case 'too_small':
      if (issue.origin === 'string' || issue.origin === 'array') return found('empty');
      return found('too-small', { least: Number(issue.minimum) });
    case 'too_big':
      if (issue.origin === 'string' || issue.origin === 'array')
        return found('too-long', { most: Number(issue.maximum) });
      return found('too-big', { most: Number(issue.maximum) });
    case 'invalid_value':
      return found('not-one-of', { options: issue.values.map(String).join(', ') });
    case 'invalid_union': {
      const options = (issue as { options?: unknown[] }).options;
      return options ? found('not-one-of', { options: options.map(String).join(', ') }) : found('other');
    }
    case 'invalid_key':
      return issue.issues.flatMap((inner) => one({ ...inner, path } as z.core.$ZodIssue, schema));
    default:
      return found(isRefusalWord(message) ? message : 'other');
  }
}

export const isRefusalWord = (message: string): message is RefusalWord =>
  (refusalWords as readonly string[]).includes(message);

/** Where a value stands, for people: `endpoints › 2 (Kaupunki) › url`. A text with an identity code is not repeated. */
export function placeOf(path: readonly PropertyKey[], value: unknown): string {
  let at = value;
  const parts = path.map((key) => {
    at = typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined;
    if (typeof key !== 'number') return withoutTurning(String(key)).slice(0, 60);
    const { name, id, code } = (typeof at === 'object' && at !== null ? at : {}) as Record<string, unknown>;
    const called = [name, id, code]
      .map((one) => (typeof one === 'string' ? withoutTurning(one) : ''))
      .find((one) => one !== '' && !hasIdentityCode(one));
    return called === undefined ? String(key + 1) : `${key + 1} (${called.slice(0, 60)})`;
  });
  return parts.join(' › ');
}

interface Def {
  innerType?: z.core.$ZodType;
  shape?: Record<PropertyKey, z.core.$ZodType>;
  element?: z.core.$ZodType;
  /** Of a union that is told apart by one field. */
  options?: z.core.$ZodType[];
  discriminator?: string;
  values?: unknown[];
}
const defOf = (schema: z.core.$ZodType | undefined) => (schema?._zod.def ?? {}) as Def;

/** The names of the fields that the object `input` may have, which stands at this place. */
function fieldsAt(schema: z.core.$ZodType, path: readonly PropertyKey[], input: unknown): string[] {
  const inside = (one: z.core.$ZodType | undefined): z.core.$ZodType | undefined => {
    const { innerType } = defOf(one);
    return innerType ? inside(innerType) : one;
  };
  const end = path.reduce<z.core.$ZodType | undefined>((at, key) => {
    const { shape, element } = defOf(inside(at));
    return element ?? shape?.[key];
  }, schema);
  const { shape, options, discriminator = '' } = defOf(inside(end));
  const said = (input as Record<string, unknown> | undefined)?.[discriminator];
  const one = options?.find((option) => defOf(defOf(option).shape?.[discriminator]).values?.includes(said));
  return Object.keys(shape ?? defOf(one).shape ?? {});
}
