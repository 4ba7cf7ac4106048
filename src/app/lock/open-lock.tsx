/** Opens the lock for one document: by the key that the worker still holds, else by what a person writes on the lock's screen. */
import { render } from 'preact';
import { addDeskWords, chooseLanguage, preferredLanguage } from '../../i18n/i18n.ts';
import { openDevice, openedHere } from '../../store/device.ts';
import { lockHere } from '../../store/device-lock.ts';
import { resealAll } from '../../store/reseal.ts';
import { keyInWorker, noteLock } from '../../sw/bridge.ts';
import { LockScreen } from './lock-screen.tsx';
import { keepOpen } from './open-time.ts';

export async function openLock(root: HTMLElement): Promise<void> {
  void noteLock(true);
  const here = await lockHere();
  const held = openedHere() ?? (await keyInWorker());
  if (held && held.id === here?.id) openDevice(held);
  else await askInPlaceOf(root);
  keepOpen();
  // Where a change of the key was cut off, it goes on.
  resealAll().catch((error: unknown) => {
    console.error('The rest is sealed anew later', error instanceof Error ? error.name : '');
  });
}

/** Hides what is there and draws the lock's screen; everything is again as it was when the lock is open. */
async function askInPlaceOf(root: HTMLElement): Promise<void> {
  const { lang, dir } = document.documentElement;
  const { title } = document;
  await chooseLanguage(preferredLanguage());
  await addDeskWords();
  document.documentElement.dir = 'ltr';
  const place = document.createElement('div');
  place.className = 'locked';
  root.hidden = true;
  root.after(place);
  await new Promise<void>((opened) => render(<LockScreen onOpen={opened} />, place));
  render(null, place);
  place.remove();
  root.hidden = false;
  Object.assign(document.documentElement, { lang, dir });
  document.title = title;
}
