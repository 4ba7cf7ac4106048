import { useOrganisation } from '../setup/kept.ts';
import { type OutreachSettings, settingsOf } from './settings.ts';

/** What the organisation chose of logging, now and as it changes. */
export const useSettings = (): OutreachSettings => settingsOf(useOrganisation());
