import { useOrganisation } from '../setup/kept.ts';
import { type Settings, settingsOf } from './settings.ts';

/** What the organisation chose of logging, now and as it changes. */
export const useSettings = (): Settings => settingsOf(useOrganisation());
