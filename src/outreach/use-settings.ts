import { useOrganisation } from '../setup/organisation-store.ts';
import { type OutreachSettings, settingsOf } from './settings.ts';

/** What the organisation chose of logging, now and as it changes. */
export const useSettings = (): OutreachSettings => settingsOf(useOrganisation());
