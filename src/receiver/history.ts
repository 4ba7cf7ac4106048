/**
 * The history of a receiver: every batch that stored something, or put records elsewhere in their order, is a commit with a name that nobody can guess, and the name
 * of the newest one, the head, stands for all that came before it. A device keeps the newest that it was told and says it
 * with each request: a history that does not hold it was cut off before it, as by a backup that was put back, and what the
 * device was told since then may be gone. The names lie in the same database as the records, so they are cut together,
 * whatever was restored, however, and under however many receivers. See `docs/restore.md`.
 */

/** How the history stands: its head, and whether it holds every commit that was asked for. */
export interface History {
  head: string;
  isKnown: boolean;
}

/**
 * A query of one row, the `History`. `parameter` stands for what `namesOf` makes. `commits` must have a row: it has since
 * it was made.
 */
export const historyWith = (parameter: string): string => `
  select
    (select n || '.' || mark from commits order by n desc limit 1) as head,
    not exists (
      select from jsonb_to_recordset(${parameter}::jsonb) as known (n bigint, mark text)
      where not exists (select from commits where commits.n = known.n and commits.mark = known.mark)
    ) as "isKnown"`;

/** The names of commits as a parameter of that query. What is no name at all is none that any history has. */
export function namesOf(known: readonly string[]): string {
  const names = known.map((name) => {
    const [, n = '0', mark = ''] = /^(\d{1,15})\.([0-9a-f]{32})$/.exec(name) ?? [];
    return { n: Number(n), mark };
  });
  return JSON.stringify(names);
}

/** The history out of rows that each carry it. */
export function historyIn([row]: readonly History[]): History {
  if (!row) throw new Error('The history has no name');
  return { head: row.head, isKnown: row.isKnown };
}
