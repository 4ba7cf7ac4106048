/** Who asks, by the key that came: the organisation, a device, or a form on a person's own phone; and who may ask for what. */
import type { Context, MiddlewareHandler } from 'hono';
import { addressOf } from './address.ts';
import { keyShape } from './device-keys.ts';
import { refuse, refuseTooMany } from './refuse.ts';
import type { Storage } from './storage.ts';
import { keyIn, tokenCheck } from './token.ts';
import { createSlowDown } from './wrong-tokens.ts';

export interface CallerOptions {
  /** The organisation's own. */
  token: string;
  /** Of forms on people's own phones, and what it is good for: `Settings` says what each is. */
  formToken?: string;
  formUnits?: readonly string[] | undefined;
  isBehindProxy?: boolean;
  /** In ms, for limits; never set back. */
  now?: () => number;
}

type Caller = { is: 'organisation' } | { is: 'device' } | FormCaller | { is: 'nobody' };

interface FormCaller {
  is: 'form';
  /** Into which units it sends; undefined: into every one. */
  units: readonly string[] | undefined;
}

export type Callers = ReturnType<typeof createCallers>;

export function createCallers(storage: Storage, options: CallerOptions) {
  const isAllowed = tokenCheck(options.token);
  const isForm = options.formToken === undefined ? () => false : tokenCheck(options.formToken);
  const slowDown = createSlowDown(options.now);
  const whence = (c: Context) => addressOf(c, options.isBehindProxy === true);
  const headerOf = (c: Context) => c.req.header('authorization');

  /** A key in the shape of those that are made here: no other is looked for in the database. */
  const madeHere = (given: string | undefined): string | undefined => {
    const key = keyIn(given);
    return key !== undefined && keyShape.test(key) ? key : undefined;
  };

  async function deviceOf(c: Context): Promise<string | undefined> {
    const key = madeHere(headerOf(c));
    return key === undefined ? undefined : storage.devices?.idOf(key);
  }

  /** The units of a key of forms, of a phone's or the one that all share; undefined where it is neither. */
  async function formOf(given: string | undefined): Promise<FormCaller | undefined> {
    if (isForm(given)) return { is: 'form', units: options.formUnits };
    const key = madeHere(given);
    const units = (key !== undefined && (await storage.forms?.unitsOf(key))) || [];
    if (units.length === 0) return undefined;
    return { is: 'form', units: units.filter((unit) => options.formUnits?.includes(unit) !== false) };
  }

  /** What asks the database comes last. */
  async function callerOf(c: Context): Promise<Caller> {
    const given = headerOf(c);
    if (isAllowed(given)) return { is: 'organisation' };
    if ((await deviceOf(c)) !== undefined) return { is: 'device' };
    return (await formOf(given)) ?? { is: 'nobody' };
  }

  /** `isGuess`: who sends no key, and a form that asks for what it may not have, has guessed nothing. */
  async function refuseKey(c: Context, isGuess = true): Promise<Response> {
    const late = isGuess ? await slowDown.after(whence(c)) : 0;
    if (late > 0) return refuseTooMany(c, 'Too many wrong tokens; the right one is taken at any time', late);
    c.header('www-authenticate', 'Bearer');
    return refuse(c, 401, 'unauthorized', 'Send the token as "Authorization: Bearer <token>"');
  }

  return { isAllowed, isForm, whence, deviceOf, callerOf, refuseKey };
}

/** Lets these ask; any other that is known here is told why not. */
export const allowOnly =
  ({ callerOf, refuseKey }: Callers, may: readonly Caller['is'][], otherwise: string): MiddlewareHandler =>
  async (c, next) => {
    const caller = await callerOf(c);
    if (may.includes(caller.is)) return next();
    if (caller.is !== 'nobody') return refuse(c, 403, 'forbidden', otherwise);
    return refuseKey(c, c.req.header('authorization') !== undefined);
  };
