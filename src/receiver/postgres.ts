import pg from 'pg';
import { type Query, type SqlDatabase, writingTurn } from './database.ts';

/**
 * Connects to the organisation's own PostgreSQL. Throws when it refuses. `limit`: how long (ms) a receiver may hold the turn
 * without a word, as one that was stopped or whose machine stands still does: then the database itself ends its transaction,
 * and the turn is the next one's. Between two statements of a transaction the program has nothing to wait for, so a busy
 * machine stays far below it.
 */
export async function openPostgres(url: string, limit = 5_000): Promise<SqlDatabase> {
  const settings: pg.PoolConfig = {
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    // A batch takes milliseconds. One that hangs gives its connection back before the devices give up waiting.
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: limit,
    // Longer than another may hold the turn, so that waiting for it is worth while; shorter than a statement may take.
    lock_timeout: 3 * limit,
    // A machine that is gone says nothing at all: then the limits above never reach us, and this one ends the waiting.
    query_timeout: 35_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
  // Writing waits in turn. On connections of its own, so that reading goes on meanwhile.
  const [reading, writing] = [openPool(settings), openPool({ ...settings, max: 3 })];
  const close = async () => void (await Promise.all([reading.end(), writing.end()]));
  await reading.query('select 1').catch(async (error: { message: string; code?: string }) => {
    await close();
    throw new Error(`the database in DATABASE_URL refuses: ${error.message || error.code}`);
  });
  return {
    name: 'postgres',
    query: queryOn(reading),
    transaction: (work) => inTransaction(writing, work),
    close,
  };
}

function openPool(settings: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(settings);
  // Without listeners, a connection that breaks would end the program: idle it tells the pool, at work itself. Whoever
  // waits for it, or uses it next, is told by a rejected query.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

async function inTransaction<Result>(pool: pg.Pool, work: (query: Query) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  try {
    const query = queryOn(client);
    // Read committed, whatever the database's default: each statement must see what those before us in turn have written.
    await query('begin isolation level read committed');
    await query('select pg_advisory_xact_lock($1)', [writingTurn]);
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
