/** What the program is told by its environment, with what holds when it is told nothing. */
export interface ReceiverSettings {
  /** 0 means any free port. */
  port: number;
  /** This machine only, unless HOST says otherwise: a receiver on the open network is somebody's decision. */
  host: string;
  /** The folder for the token and, without DATABASE_URL, for the records. */
  data: string;
  /** The folder of the built app. */
  app: string;
  databaseUrl: string | undefined;
  /** How long another receiver on that database may hold the turn without a word, in ms. */
  turnLimit: number;
  token: string | undefined;
  /** Of forms on people's own phones. */
  formToken: string | undefined;
  /** The units that those forms send into; absent: every unit. */
  formUnits: string[] | undefined;
  /** How many records those forms may send a day. */
  formQuota: number;
  /** A proxy stands in front, and what it says in `X-Forwarded-For` and `X-Forwarded-Proto` is believed. */
  isBehindProxy: boolean;
}

/** Reads the settings; an empty variable counts as one that is not set. Throws on a number that is not one. */
export function readSettings(env: Record<string, string | undefined>): ReceiverSettings {
  return {
    port: readPort(env.PORT || '4173'),
    host: env.HOST || '127.0.0.1',
    data: env.DATA || './data',
    app: env.APP || './dist',
    databaseUrl: env.DATABASE_URL || undefined,
    turnLimit: readLimit(env.TURN_LIMIT || '5000'),
    token: env.TOKEN || undefined,
    formToken: env.FORM_TOKEN || undefined,
    formUnits: env.FORM_UNITS ? readUnits(env.FORM_UNITS) : undefined,
    formQuota: readQuota(env.FORM_QUOTA || '2000'),
    isBehindProxy: readSwitch(env.TRUST_PROXY || '0'),
  };
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new Error(`PORT must be a number from 0 to 65535, not "${text}"`);
  return port;
}

function readLimit(text: string): number {
  const limit = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  // Three of them must fit into what a statement may take.
  if (!(limit >= 100 && limit <= 10_000))
    throw new Error(`TURN_LIMIT must be 100 to 10000 milliseconds, not "${text}"`);
  return limit;
}

const readUnits = (text: string): string[] =>
  text
    .split(',')
    .map((unit) => unit.trim())
    .filter(Boolean);

function readQuota(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new Error(`FORM_QUOTA must be 1 to 9999999 records a day, not "${text}"`);
  return Number(text);
}

function readSwitch(text: string): boolean {
  if (text !== '0' && text !== '1') throw new Error(`TRUST_PROXY must be 0 or 1, not "${text}"`);
  return text === '1';
}
