import { setSetting, setting } from '../store/device.ts';
import { useLive } from '../store/live.ts';
import { fromTheStart, type SurveySettings } from './survey-settings.ts';

const name = 'survey';

export const readSurveySettings = async (): Promise<SurveySettings> => ({
  ...fromTheStart,
  ...(await setting<Partial<SurveySettings>>(name, {})),
});

export const changeSurveySettings = async (changes: Partial<SurveySettings>): Promise<void> =>
  setSetting(name, { ...(await readSurveySettings()), ...changes });

/** The settings, now and as they change; undefined until the store is open. */
export const useSurveySettings = (): SurveySettings | undefined => useLive(readSurveySettings);
