import { configureEndpoint } from '../setup/endpoint.ts';
import { homeEndpoint } from '../store/db.ts';
import { endPractice, isPractising } from '../store/practice.ts';

/**
 * Takes the endpoint's token from a set-up link (`/#key=...`), keeps it sealed and wipes it from the address: now, and
 * whenever such a link is opened in a tab where the app already runs. The part after # never leaves the device.
 */
export async function takeKeyFromAddress(): Promise<void> {
  addEventListener('hashchange', takeKey);
  await takeKey();
}

async function takeKey(): Promise<void> {
  const token = /^#key=([\w-]{16,200})$/.exec(location.hash)?.[1];
  if (!token) return;
  if (isPractising) {
    // The key is for the work in earnest: practice ends, and the address is read once more.
    await endPractice();
    location.reload();
    return;
  }
  history.replaceState(history.state, '', location.pathname + location.search);
  try {
    await configureEndpoint(homeEndpoint, { token });
  } catch (error) {
    // The screens say that sending needs a key; it can be given there.
    console.error('The key could not be kept', error instanceof Error ? error.name : '');
  }
}
