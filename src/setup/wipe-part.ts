/** What an organisation's document says of orders to empty a device. */
import * as z from 'zod/mini';
import { signingKeyIn } from '../vault/signing-key.ts';
import { Address } from './address.ts';
import { group } from './fields.ts';
import { definePart } from './part.ts';

export const wipePart = definePart({
  wipe: group({
    signer: z.optional(z.string().check(z.refine((text) => signingKeyIn(text) !== undefined, 'secret-shape'))),
    orders: z.optional(Address),
  }),
});
