/** What an organisation chooses of logging, as its configuration says it. */
import type { Organisation } from '../setup/organisation.ts';
import type { OptionalRow, SplitBy } from './rows.ts';

export interface OutreachSettings {
  /** The rows that an encounter has beside its four; a note only where it was switched on. */
  rows: readonly OptionalRow[];
  /** By what those who were met are split when the outing is over. */
  splits: readonly SplitBy[];
  /** Services by their own names, to guide to. */
  services: readonly string[];
  /** Where the organisation's own report of a close call or of violence is made. */
  incidentUrl?: string | undefined;
}

export const settingsOf = ({ outreach, services }: Organisation): OutreachSettings => ({
  rows: [...outreach.rows, ...(outreach.note ? (['note'] as const) : [])],
  splits: outreach.splits,
  services: services.map(({ name }) => name),
  incidentUrl: outreach.incidentUrl,
});
