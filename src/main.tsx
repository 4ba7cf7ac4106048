/** The start of the worker's app: language and first screen side by side, then the outbox and the service worker. */
import './ui/tokens.css';
import './ui/ui.css';
import './app/app.css';
import './ui/print.css';
import { render } from 'preact';
import { sayStartFailed } from './app/failed-start.ts';
import { untilAllCome } from './app/fetch-anew.ts';
import { addDeskWords, chooseLanguage, preferredLanguage } from './i18n/i18n.ts';
import { isWiping } from './store/wiping-flag.ts';
import { dropEchoes } from './ui/echo.ts';
import { handedOver, keepOut, release } from './vault/handed-over.ts';

dropEchoes();
const root = document.getElementById('app')!;

async function start() {
  const [{ App, begin }] = await Promise.all([import('./app/app.ts'), chooseLanguage(preferredLanguage())]);
  await begin();
  root.replaceChildren();
  render(<App />, root);
}

/** The page that participants say on what they think: in this document, with nothing of the worker's app around it. */
async function startKiosk() {
  const [kiosk] = await Promise.all([
    import('./assessment/kiosk-start.tsx'),
    chooseLanguage(preferredLanguage()).then(addDeskWords),
    import('./app/lock/until-open.ts').then(({ untilOpen }) => untilOpen(root)),
  ]);
  await kiosk.startKiosk(root);
}

// A set-up link makes a respondent's own phone a worker's. Nothing opens a device that a worker has handed over but the code.
if (handedOver() && !handedOver()!.code && /^#(key|setup)=/.test(location.hash)) release();
const form = /^\/answer\/([\w-]+\.[\w-]+)$/.exec(location.pathname)?.[1];
const here = location.pathname + location.search;
const isGiven = handedOver()?.page === here;
// A form that was added on this device has no page of its own name: this document came in its place.
if (form) location.replace(`/answer/own?of=${form}&${location.search.slice(1)}`);
else if (keepOut(isGiven ? here : undefined) || isGiven) {
  const ready = import('./sw/keep-ready.ts');
  ready.then(
    // While the device is emptied nothing is fetched for later.
    ({ keepReady }) => isWiping() || keepReady(),
    (error: unknown) => console.error('No service worker', error instanceof Error ? error.name : ''),
  );
  (isGiven ? startKiosk() : start()).catch((error: unknown) => {
    console.error('The app did not start', error instanceof Error ? error.name : typeof error);
    sayStartFailed(root);
    // A part of it that has not come, or that was somebody else's, comes again: then it starts by itself. Where the page
    // cannot tell what was wrong, once.
    const [{ type }] = performance.getEntriesByType('navigation') as [PerformanceNavigationTiming];
    const isFirst = type !== 'reload';
    const isHeard = ready.then(
      ({ hearStanding }) => hearStanding(({ ready }) => ready === 'yes' && isFirst && location.reload()),
      () => undefined,
    );
    untilAllCome(async (isMended) => {
      if (isMended || (isFirst && !(await isHeard))) location.reload();
    });
  });
}
