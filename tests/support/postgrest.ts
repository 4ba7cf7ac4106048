/**
 * The PostgREST contract on a real PostgreSQL: not PostgREST, but what its documentation says that it makes of a request and
 * of PostgreSQL's answer ("Tables and views", "Errors"), as far as the dialect asks for it. One database role for who has a
 * token, one for who has none.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import pg from 'pg';

interface Answer {
  status: number;
  body: unknown;
}

/** The documented status of a PostgreSQL error; `isSignedIn` decides between "not you" and "not yet". */
function statusOf(code: string, isSignedIn: boolean): number {
  if (code === '42501') return isSignedIn ? 403 : 401;
  if (code === '23503' || code === '23505') return 409;
  if (code === '25006') return 405;
  if (code === '42883' || code === '42P01') return 404;
  if (code === 'P0001') return 400;
  if (code === '53400' || code === '21000') return 500;
  if (/^(08|53)/.test(code)) return 503;
  if (/^(0L|0P|28)/.test(code)) return 403;
  if (/^(09|25|2D|38|39|3B|40|54|55|57|58|F0|HV|P0|XX)/.test(code)) return 500;
  return 400;
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Serves the tables of the schema `public`. `roles`: the one of each token, and of who has none. */
export async function startPostgrest(database: string, roles: { anonymous: string; tokens: Record<string, string> }) {
  const pool = new pg.Pool({ connectionString: database });
  pool.on('error', () => {});

  async function inRole(role: string, work: (client: pg.PoolClient) => Promise<Answer>): Promise<Answer> {
    const client = await pool.connect();
    try {
      await client.query('begin');
      await client.query(`set local role ${quoted(role)}`);
      const answer = await work(client);
      await client.query('commit');
      return answer;
    } catch (error) {
      await client.query('rollback');
      const { code, message, detail, hint } = error as pg.DatabaseError;
      if (!code) throw error;
      const status = statusOf(code, role !== roles.anonymous);
      return { status, body: { code, message, details: detail ?? null, hint: hint ?? null } };
    } finally {
      client.release();
    }
  }

  async function insert(client: pg.PoolClient, table: string, query: URLSearchParams, prefer: string, rows: unknown) {
    const list = (Array.isArray(rows) ? rows : [rows]) as Record<string, unknown>[];
    const columns = Object.keys(list[0] ?? {});
    if (list.some((row) => Object.keys(row).sort().join() !== [...columns].sort().join())) {
      const message = 'All object keys must match';
      return { status: 400, body: { code: 'PGRST102', message, details: null, hint: null } };
    }
    const names = columns.map(quoted).join();
    const target = (query.get('on_conflict') ?? '').split(',').map(quoted).join();
    const merge = columns.map((name) => `${quoted(name)} = excluded.${quoted(name)}`).join();
    const resolution = prefer.includes('resolution=merge-duplicates')
      ? `on conflict (${target}) do update set ${merge}`
      : '';
    const insertion = `insert into public.${quoted(table)} (${names})
       select ${names} from json_populate_recordset(null::public.${quoted(table)}, $1::json) ${resolution}`;
    // What asks for nothing back reads nothing: RETURNING would need the right to SELECT.
    if (resolution === '' && prefer.includes('return=minimal')) {
      await client.query(insertion, [JSON.stringify(list)]);
      return { status: 201, body: undefined };
    }
    const { rows: given } = await client.query(`${insertion} returning ${selected(query)}, (xmax = 0) as "is new"`, [
      JSON.stringify(list),
    ]);
    const isAnyNew = given.some((row) => row['is new']);
    const body = prefer.includes('return=representation') ? given.map(({ 'is new': _, ...row }) => row) : undefined;
    return { status: isAnyNew || given.length === 0 ? 201 : 200, body };
  }

  /** "Horizontal filtering", "Ordering" and "Limits": rows as PostgreSQL itself makes JSON of them. */
  async function select(client: pg.PoolClient, table: string, query: URLSearchParams): Promise<Answer> {
    const filters = [...query].filter(([name]) => !['select', 'order', 'limit'].includes(name));
    const operators: Record<string, string> = { eq: '= $', gt: '> $', in: '= any($' };
    const where = filters.map(([name, value], index) => {
      const operator = value.split('.')[0]!;
      return `${quoted(name)} ${operators[operator]}${index + 1}${operator === 'in' ? ')' : ''}`;
    });
    const values = filters.map(([, value]) => {
      const operand = value.slice(value.indexOf('.') + 1);
      return value.startsWith('in.') ? operand.slice(1, -1).split(',') : operand;
    });
    const terms = query
      .get('order')
      ?.split(',')
      .map((term) => term.split('.'));
    const order = terms?.map(([name, way]) => `${quoted(name!)} ${way === 'desc' ? 'desc' : 'asc'}`);
    const rows = `select ${selected(query)} from public.${quoted(table)}
      where ${where.join(' and ') || 'true'} ${order ? `order by ${order.join()}` : ''} limit ${Number(query.get('limit') ?? 1000)}`;
    const found = await client.query(`select coalesce(json_agg(found), '[]') as body from (${rows}) found`, values);
    return { status: 200, body: found.rows[0].body };
  }

  const selected = (query: URLSearchParams) => query.get('select')?.split(',').map(quoted).join() ?? '*';

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://x');
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    const role = token === undefined ? roles.anonymous : roles.tokens[token];
    const sent = await text(request);
    const answer = await (async (): Promise<Answer> => {
      const trouble = (code: string, message: string) => ({ code, message, details: null, hint: null });
      if (role === undefined)
        return { status: 401, body: trouble('PGRST301', 'No suitable key was found to decode the JWT') };
      return inRole(role, (client) => {
        const table = pathname.slice(1);
        if (request.method === 'GET') return select(client, table, searchParams);
        const prefer = [request.headers.prefer ?? ''].flat().join();
        return insert(client, table, searchParams, prefer, JSON.parse(sent));
      });
    })().catch((error: unknown) => ({ status: 500, body: { message: String(error) } }));
    response.writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8' });
    response.end(answer.body === undefined ? '' : JSON.stringify(answer.body));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await pool.end();
    },
  };
}
