import pg from 'pg';
import type { Database, Query } from './database.ts';

/** The turn that every writing transaction takes: a number of our own, so as not to meet another program's lock. */
const turn = 5_301_726_488;

/** Connects to the organisation's own PostgreSQL. Throws when it refuses. */
export async function openPostgres(url: string): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    // A batch takes milliseconds. One that hangs gives its connection back before the devices give up waiting.
    statement_timeout: 30_000,
  });
  // Without listeners, a connection that breaks would end the program: idle it tells the pool, at work itself. Whoever
  // waits for it, or uses it next, is told by a rejected query.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  await pool.query('select 1').catch(async (error: { message: string; code?: string }) => {
    await pool.end();
    throw new Error(`the database in DATABASE_URL refuses: ${error.message || error.code}`);
  });
  return {
    name: 'postgres',
    query: queryOn(pool),
    transaction: (work) => inTransaction(pool, work),
    close: () => pool.end(),
  };
}

async function inTransaction<Result>(pool: pg.Pool, work: (query: Query) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  try {
    const query = queryOn(client);
    // Read committed, whatever the database's default: each statement must see what those before us in turn have written.
    await query('begin isolation level read committed');
    await query('select pg_advisory_xact_lock($1)', [turn]);
    const result = await work(query);
    await query('commit');
    client.release();
    return result;
  } catch (error) {
    // Ending the connection undoes the transaction, whatever state the failure has left it in.
    client.release(true);
    throw error;
  }
}

function queryOn(connection: pg.Pool | pg.PoolClient): Query {
  return async <Row>(sql: string, parameters: unknown[] = []) => {
    const { rows } = await connection.query(sql, parameters);
    return rows as Row[];
  };
}
