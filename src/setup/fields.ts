/** What fields of the organisation's document are made of. */
import * as z from 'zod/mini';
import { freeText } from '../store/free-text.ts';
import { unique } from './unique.ts';

/** Settings that stand together under one name, which a document may leave out. */
export const group = <S extends z.core.$ZodLooseShape>(shape: S) => z.prefault(z.strictObject(shape), {} as never);

/** Entries that are told apart by `key`; none, where a document leaves the list out. */
export const list = <S extends z.ZodMiniType<{ [key: string]: unknown }>>(entry: S, most: number, key: string) =>
  z._default(z.array(entry).check(z.maxLength(most), unique(key) as never), []);

export const onOff = (otherwise: boolean) => z._default(z.boolean(), otherwise);

/** A whole number. */
export const whole = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most));

export const id = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'id-shape'));

export const name = freeText(80, 1);
export const phone = z.string().check(z.regex(/^\+?[0-9][0-9 ]{1,18}[0-9]$/, 'phone-shape'));
export const date = z.iso.date('date-shape');
