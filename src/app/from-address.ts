import { offerOrder, offerSource } from '../setup/pending.ts';
import { linkKeyIn, sourceIn } from '../setup/source.ts';
import { endPractice, isPractising } from '../store/practice.ts';

/**
 * Takes what a link brings (`/#key=…` a key for this device, `/#setup=…` a configuration, `/#wipe=…` an order) and wipes it from the address:
 * now, and whenever such a link is opened in a tab where the app already runs. The part after # never leaves the device.
 */
export async function takeFromAddress(): Promise<void> {
  addEventListener('hashchange', () => void takeNow().then((isElsewhere) => isElsewhere && tellRouter()));
  await takeNow();
}

/** Answers whether another page is to be shown now. */
async function takeNow(): Promise<boolean> {
  const { hash } = location;
  const token = linkKeyIn(hash);
  const source = sourceIn(hash);
  const order = /^#wipe=([\w.-]+)$/.exec(hash)?.[1];
  if (isPractising && (token !== undefined || source || order)) {
    // Set-up is in earnest: practice ends, and the address is read once more.
    await endPractice();
    location.reload();
    return false;
  }
  if (token !== undefined) await takeKey(token);
  if (order) {
    history.replaceState(history.state, '', '/more/wipe/order');
    offerOrder(order);
    return true;
  }
  if (!source) return false;
  history.replaceState(history.state, '', '/more/organisation/load');
  offerSource(source);
  return true;
}

/** The router follows links and the browser's own moves only. */
const tellRouter = () => dispatchEvent(new PopStateEvent('popstate', { state: history.state }));

/** The history has kept the link by now, wiped or not: what makes that harmless is that its key is good once. */
async function takeKey(linkKey: string): Promise<void> {
  history.replaceState(history.state, '', location.pathname + location.search);
  try {
    const { takeLinkKey } = await import('../setup/take-link-key-store.ts');
    await takeLinkKey(linkKey, () => {
      history.pushState(null, '', '/more/key');
      tellRouter();
    });
  } catch (error) {
    // The screens say that sending needs a key; the link can be opened again.
    console.error('The key could not be taken', error instanceof Error ? error.name : '');
  }
}
