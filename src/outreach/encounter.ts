import * as z from 'zod/mini';
import { freeText } from '../store/free-text.ts';
import { coarse, defineKind, type RecordOf } from '../store/kind.ts';
import { nameLimit } from './outing.ts';
import { rowFields } from './rows.ts';
import { codeOf } from './value-list.ts';
import { depths, guidanceWays, people, topicLimit, topics } from './values.ts';

/**
 * An encounter: that people were met, never who they were. There is no field for a name, a contact detail, an identity
 * number or a position, and none may be added: anonymity is what the worker has promised aloud.
 */
export const Encounter = coarse(
  defineKind(
    'encounter',
    {
      outingId: z.uuid(),
      /** The named place where the outing then was. */
      place: freeText(nameLimit, 1),
      people: z.enum(people),
      depth: z.enum(depths),
      topics: z.array(codeOf(topics)).check(z.maxLength(topicLimit)),
      /** In which way they were guided on; absent: they were not. */
      guidance: z.optional(codeOf(guidanceWays)),
      // What an organisation may switch on.
      ...rowFields,
    },
    // Shape 2 may have the rows that an organisation switches on.
    [(old) => old],
    'outingId',
  ),
);
export type Encounter = RecordOf<typeof Encounter>;
