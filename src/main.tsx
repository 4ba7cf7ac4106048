/** The start of the worker's app: language and first screen side by side, then the outbox and the service worker. */
import './ui/tokens.css';
import './ui/ui.css';
import './app/app.css';
import { render } from 'preact';
import { sayStartFailed } from './app/failed-start.ts';
import { chooseLanguage, preferredLanguage } from './i18n/i18n.ts';

const root = document.getElementById('app')!;

async function start() {
  const [{ App, Failed, begin }] = await Promise.all([import('./app/app.tsx'), chooseLanguage(preferredLanguage())]);
  const screen = await begin().then(
    () => <App />,
    (error: unknown) => <Failed error={error} />,
  );
  root.replaceChildren();
  render(screen, root);
}

start().catch((error: unknown) => {
  console.error('The app did not start', error instanceof Error ? error.name : typeof error);
  sayStartFailed(root);
});
