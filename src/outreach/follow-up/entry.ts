/** What one kind of entry beside the encounters is, as far as its page and its form need to know. */
import type { ComponentChildren } from 'preact';
import * as z from 'zod/mini';
import type { DraftKind } from '../../store/draft-kind.ts';
import type { Envelope, Fields, Kind } from '../../store/kind.ts';
import type { Constant } from '../../ui/title.ts';
import type { Outing } from '../outing.ts';

/** What every such form holds. */
export interface EntryDraft {
  outingId?: string | undefined;
  place: string;
  writtenPlace: string;
}

/** The schemas of what every such form holds, and the empty form. */
export const entryFields = { outingId: z.optional(z.string()), place: z.string(), writtenPlace: z.string() };
export const emptyEntry = { place: '', writtenPlace: '' };

/** Fields of a record while they are being chosen. */
export type Choosing<T> = { [K in keyof T]?: T[K] | undefined };

/** What a form is given. */
export interface EntryFormProps<R, D> {
  draft: D;
  change: (some: Partial<D>) => void;
  /** Saving was tried while something was missing. */
  asked: boolean;
  outing: Outing | undefined;
  record: R | undefined;
}

/** What one kind of entry is: its words, its form, and how a draft becomes its fields. */
export interface EntryKind<R extends Envelope, D extends EntryDraft> {
  kind: Kind<R>;
  drafts: DraftKind<D>;
  title: Constant;
  lead?: string;
  /** What stands in a new one; `query` is what the address says beside the outing. */
  blank: (base: EntryDraft, query: Record<string, string>) => D;
  from: (record: R) => D;
  /** The fields to keep; undefined while something that must be chosen is missing. */
  fields: (draft: D, place: string, record: R | undefined) => Fields<R> | undefined;
  /** What is written freely in it. */
  texts?: (draft: D) => (string | undefined)[];
  form: (props: EntryFormProps<R, D>) => ComponentChildren;
}

export type Owned = Envelope & { outingId?: string | undefined; place: string };

export interface FoundProps<R extends Owned, D extends EntryDraft> {
  id: string;
  entry: EntryKind<R, D>;
}
