import type { Words } from '../../i18n/words.ts';

/** What people call a kind of server. */
export const serverName = (dialect: string, t: Words['t']): string => t(`endpoint.server.${dialect}` as never, dialect);
