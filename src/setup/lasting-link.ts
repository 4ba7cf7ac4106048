/**
 * A server took no key of the device's own in the place of a link's, so that the link goes on opening it. Where it answered only when somebody
 * no longer waited for it, that is kept until it was told.
 */
import { setSetting, setting } from '../store/device.ts';

const name = 'link-key-lasts';

/** Rejects with `NotKept`. */
export const noteLinkLasts = (lasts: boolean): Promise<void> => setSetting(name, lasts);

export const linkLasts = (): Promise<boolean> => setting(name, false);
