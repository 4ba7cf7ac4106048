import { setting } from '../store/device.ts';
import { useLive } from '../store/live.ts';
import { readSettings, type Settings, settingsName } from './settings.ts';

const fromTheStart = readSettings(undefined);

/** What the organisation chose of logging, now and as it changes. */
export const useSettings = (): Settings =>
  useLive(async () => readSettings(await setting<unknown>(settingsName, undefined))) ?? fromTheStart;
