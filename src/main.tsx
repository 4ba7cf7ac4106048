/** The start of the worker's app: language and first screen side by side, then the outbox and the service worker. */
import './ui/tokens.css';
import './ui/ui.css';
import './app/app.css';
import { render } from 'preact';
import { chooseLanguage, preferredLanguage } from './i18n/i18n.ts';
import { rememberedLanguage } from './i18n/remembered.ts';

async function start() {
  const app = import('./app/app.tsx');
  await chooseLanguage(rememberedLanguage() ?? preferredLanguage());
  const { App, Failed, begin } = await app;
  const root = document.getElementById('app')!;
  const screen = await begin().then(
    () => <App />,
    (error: unknown) => <Failed error={error} />,
  );
  root.replaceChildren();
  render(screen, root);
}

void start();
