/** Asks the database one statement. */
export type Query = <Row>(sql: string, parameters?: unknown[]) => Promise<Row[]>;

/** PostgreSQL's own code (`SQLSTATE`) of an error that says that the disk is full. */
export const diskFull = '53100';

/** The turn that every writing transaction takes: a number of our own, so as not to meet another program's lock. */
export const writingTurn = 5_301_726_488;

/** What a database must offer. Both kinds speak the same SQL, so `storage.ts` does not know which one it has. */
export interface SqlDatabase {
  readonly name: 'pglite' | 'postgres';
  query: Query;
  /**
   * Runs `work` in one transaction, which is on disk when the promise resolves and undone when it rejects. Transactions
   * run one after another, in every program on the same database: what one has read is still true when it writes, and
   * numbers drawn from a sequence become visible in their order.
   */
  transaction<Result>(work: (query: Query) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}
