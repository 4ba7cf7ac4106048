import { createHash } from 'node:crypto';
import type { SqlDatabase } from './database.ts';

/**
 * Surveys that people open on their own phones by a link: each as a device gave it, under the digest of its text. So a link that
 * was printed opens what was meant when it was printed, whatever has become of the survey since. What stands in one is for the
 * app to judge, on each phone.
 */
export interface HeldSurveys {
  /**
   * Keeps a survey, once however often it is given. Answers its digest. `by`: the id of the device that gives it; undefined: the
   * organisation's own key does.
   */
  keep(survey: object, by?: string): Promise<string>;
  /** Every survey that was given, with what tells a person which it is, as the device of that id is told of it. */
  list(by?: string): Promise<SurveyRow[]>;
  /** Takes a survey away: links that name it open nothing any more. `by` a device: only what it alone has given. */
  remove(digest: string, by?: string): Promise<'removed' | 'unknown' | 'others'>;
  /** The survey of that digest as JSON; undefined where none was given. */
  find(digest: string): Promise<string | undefined>;
}

export interface SurveyRow {
  digest: string;
  /** Of its bundle, else of its instruments. */
  ids: string[];
  titles: string[];
  /** Whether who asks may take it away. */
  removable: boolean;
}

/** 128 bits of SHA-256 in hex: as short as a QR code wants a link. */
export const surveyDigest = /^[0-9a-f]{32}$/;

/** What one may weigh, in bytes: two hundred questions in ten languages. */
export const surveyLimit = 1_000_000;

export function surveysIn(database: SqlDatabase): HeldSurveys {
  return {
    async keep(survey, by) {
      const text = JSON.stringify(survey);
      const digest = createHash('sha256').update(text).digest('hex').slice(0, 32);
      const [held] = await database.query<{ giver: string | null }>(
        'select given_by as giver from surveys where digest = $1',
        [digest],
      );
      // Of what several gave nobody knows who still needs it.
      const insert = `insert into surveys (digest, survey, given_by) values ($1, $2, $3)
        on conflict (digest) do update set given_by = null`;
      const isSameGiver = held && (held.giver === null || held.giver === by);
      if (!isSameGiver) await database.transaction((query) => query(insert, [digest, text, by ?? null]));
      return digest;
    },
    async list(by) {
      const rows = await database.query<{ digest: string; survey: string; giver: string | null }>(
        'select digest, survey, given_by as giver from surveys order by digest',
      );
      return rows.map(({ digest, survey, giver }) => ({
        ...{ digest, removable: isTheirs(giver, by) },
        ...named(JSON.parse(survey)),
      }));
    },
    remove: (digest, by) =>
      database.transaction(async (query) => {
        const [held] = await query<{ giver: string | null }>(
          'select given_by as giver from surveys where digest = $1',
          [digest],
        );
        if (!held) return 'unknown';
        if (!isTheirs(held.giver, by)) return 'others';
        await query('delete from surveys where digest = $1', [digest]);
        return 'removed';
      }),
    async find(digest) {
      const [row] = await database.query<{ survey: string }>('select survey from surveys where digest = $1', [digest]);
      return row?.survey;
    },
  };
}

/** A device takes away what it alone has given; the organisation's own key any. */
const isTheirs = (giver: string | null, by: string | undefined): boolean => by === undefined || giver === by;

interface Named {
  id?: unknown;
  titles?: unknown;
  texts?: unknown;
}

/** By which names a survey is known to those who gave it. Whatever else stands in one is the app's to judge. */
function named({
  bundle,
  instruments = [],
}: {
  bundle?: Named;
  instruments?: Named[];
}): Pick<SurveyRow, 'ids' | 'titles'> {
  const all = bundle ? [bundle] : instruments;
  const words = (value: unknown) => (typeof value === 'string' ? [value.slice(0, 200)] : []);
  const titlesOf = ({ titles, texts }: Named) => [
    ...Object.values(titles ?? {}),
    ...Object.values(texts ?? {}).map((text) => (text as { title?: unknown } | null)?.title),
  ];
  return { ids: all.flatMap(({ id }) => words(id)), titles: all.flatMap((one) => titlesOf(one).flatMap(words)) };
}
