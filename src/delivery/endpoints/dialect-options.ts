/** A dialect's own settings as a form shows them: pure. Single choices, switches and texts are fields, the rest is JSON. */
import * as z from 'zod/mini';
import { type Refusal, refusalsOf } from '../../setup/refusals.ts';
import { dialects } from '../dialects/all.ts';

/** One setting that is a field. `choices` where it is one of several; `isNeeded` where there is no default. */
export interface OptionField {
  name: string;
  choices: string[] | undefined;
  isNeeded: boolean;
  /** What holds where nothing is given. */
  otherwise: string;
}

interface Def {
  type: string;
  innerType?: z.core.$ZodType;
  entries?: Record<string, string>;
  shape?: Record<string, z.core.$ZodType>;
  defaultValue?: unknown;
}
const defOf = (schema: z.core.$ZodType) => schema._zod.def as unknown as Def;

/** The settings of a dialect that are fields. */
export function optionFields(dialect: string): OptionField[] {
  const schema = dialects.get(dialect)?.options as z.core.$ZodType | undefined;
  const shape = (schema && defOf(schema).shape) ?? {};
  return Object.entries(shape).flatMap(([name, outer]) => {
    const { innerType, defaultValue } = defOf(outer);
    const { type, entries } = defOf(innerType ?? outer);
    const choices = type === 'enum' ? Object.values(entries ?? {}) : type === 'boolean' ? ['false', 'true'] : undefined;
    if (!choices && type !== 'string') return [];
    const otherwise = String(defaultValue ?? (type === 'boolean' ? false : ''));
    return [{ name, choices, isNeeded: innerType === undefined, otherwise }];
  });
}

/** Settings as the form holds them: a text for each field, and the rest as JSON. */
export interface OptionTexts {
  fields: Record<string, string>;
  rest: string;
}

/** What a form begins with. */
export function optionTexts(dialect: string, options: Record<string, unknown>): OptionTexts {
  const names = optionFields(dialect).map(({ name }) => name);
  const entries = Object.entries(options);
  const rest = entries.filter(([name]) => !names.includes(name));
  const fields = entries.filter(([name]) => names.includes(name)).map(([name, value]) => [name, String(value)]);
  return {
    fields: Object.fromEntries(fields),
    rest: rest.length > 0 ? JSON.stringify(Object.fromEntries(rest), null, 2) : '',
  };
}

/** Thrown for settings that a dialect does not take. `field` names the one at fault; without it, it is in the JSON. */
export class WrongOptions extends Error {
  override name = 'WrongOptions';
  constructor(
    readonly refusal: Pick<Refusal, 'at' | 'word' | 'params'>,
    readonly field?: string,
  ) {
    super(refusal.word);
  }
}

/** The settings that a person wrote, checked by the dialect. Throws `WrongOptions`. */
export function readOptions(dialect: string, { fields, rest }: OptionTexts): Record<string, unknown> {
  const schema = dialects.get(dialect)?.options;
  if (!schema) throw new WrongOptions({ at: '', word: 'unknown-dialect', params: { options: '' } });
  const known = optionFields(dialect);
  const given = known
    .filter(({ name, otherwise }) => fields[name]?.trim() && fields[name] !== otherwise)
    .map(({ name, choices }) => [name, choices?.includes('true') ? fields[name] === 'true' : fields[name]!.trim()]);
  const options = { ...readJson(rest), ...Object.fromEntries(given) };
  const checked = schema.safeParse(options, { reportInput: true });
  // An address as the browser will use it.
  const asRead = (name: string, value: unknown) => (typeof value === 'string' ? checkedAt(checked.data, name) : value);
  if (checked.success)
    return Object.fromEntries(Object.entries(options).map(([name, value]) => [name, asRead(name, value)]));
  const [refusal] = refusalsOf(checked.error, options, schema);
  const field = known.find(({ name }) => name === refusal!.path[0])?.name;
  throw new WrongOptions(refusal!, field);
}

const checkedAt = (data: unknown, name: string) => (data as Record<string, unknown>)[name];

function readJson(text: string): Record<string, unknown> {
  if (!text.trim()) return {};
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch {
    throw new WrongOptions({ at: '', word: 'not-json', params: {} });
  }
}
