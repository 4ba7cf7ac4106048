import { createHash } from 'node:crypto';
import type { SqlDatabase } from './database.ts';

/**
 * Surveys that people open on their own phones by a link: each as a device gave it, under the digest of its text. So a link that
 * was printed opens what was meant when it was printed, whatever has become of the survey since. What stands in one is for the
 * app to judge, on each phone.
 */
export interface HeldSurveys {
  /** Keeps a survey, once however often it is given. Answers its digest. */
  keep(survey: object): Promise<string>;
  /** The survey of that digest as JSON; undefined where none was given. */
  find(digest: string): Promise<string | undefined>;
}

/** 128 bits of SHA-256 in hex: as short as a QR code wants a link. */
export const surveyDigest = /^[0-9a-f]{32}$/;

/** What one may weigh, in bytes: two hundred questions in ten languages. */
export const surveyLimit = 1_000_000;

export function surveysIn(database: SqlDatabase): HeldSurveys {
  return {
    async keep(survey) {
      const text = JSON.stringify(survey);
      const digest = createHash('sha256').update(text).digest('hex').slice(0, 32);
      const [held] = await database.query('select 1 from surveys where digest = $1', [digest]);
      const insert = 'insert into surveys (digest, survey) values ($1, $2) on conflict do nothing';
      if (!held) await database.transaction((query) => query(insert, [digest, text]));
      return digest;
    },
    async find(digest) {
      const [row] = await database.query<{ survey: string }>('select survey from surveys where digest = $1', [digest]);
      return row?.survey;
    },
  };
}
