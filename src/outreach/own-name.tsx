import { setSetting, setting } from '../store/device.ts';
import { useLive } from '../store/live.ts';

/** What our own organisation is called in plans. A name of an organisation, kept in the clear. */
const name = 'organisation';

/** Our organisation's name; empty until it was told, undefined until the device was asked. */
export const useOwnName = (): string | undefined => useLive(ownName);

export const ownName = (): Promise<string> => setting(name, '');

export const setOwnName = (own: string): Promise<void> => setSetting(name, own.trim());
