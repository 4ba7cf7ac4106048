import { useOrganisation } from '../setup/organisation-store.ts';
import { type OutreachOrganisation, type OutreachSettings, outreachPart, settingsOf } from './settings.ts';

/** The organisation's configuration with its part for outreach, now and as it changes. */
export const useOutreach = (): OutreachOrganisation => outreachPart.of(useOrganisation());

/** What the organisation chose of logging, now and as it changes. */
export const useSettings = (): OutreachSettings => settingsOf(useOutreach());
