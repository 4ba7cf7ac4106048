/** A new version of the app: offered, never forced, in this tab or another. */
import { useEffect, useState } from 'preact/hooks';
import { Workbox } from 'workbox-window';
import { useWords } from '../i18n/words.ts';
import { settleDrafts } from '../store/drafts.ts';
import { fetchLater } from '../sw/tag.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { useAtRest } from '../ui/use-at-rest.ts';

type Update = 'none' | 'waiting' | 'taken-elsewhere';

let workbox: Workbox | undefined;
let update: Update = 'none';
let asked = false;
const hearers = new Set<(update: Update) => void>();

function tell(next: Update) {
  update = next;
  for (const hear of hearers) hear(next);
}

/** How often to look for a new version while the app stays open, in ms. */
const lookAgain = 60 * 60_000;

/** Registers the service worker of the built app; a development server has none. */
export function registerWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  workbox = new Workbox('/sw.js', { updateViaCache: 'none' });
  workbox.addEventListener('waiting', () => tell('waiting'));
  workbox.addEventListener('controlling', ({ isUpdate, isExternal }) => {
    if (asked) location.reload();
    else if (isUpdate || isExternal) tell('taken-elsewhere');
  });
  // A page of the old version asks for a part that the new one no longer has: start afresh, the draft is kept.
  addEventListener('vite:preloadError', () => tell('taken-elsewhere'));
  workbox.register().catch((error: unknown) => {
    console.error('No service worker', error instanceof Error ? error.name : '');
  });
  // The worker that is being installed has no list yet.
  void navigator.serviceWorker.ready.then(({ active }) => whenIdle(() => active?.postMessage({ type: fetchLater })));
  setInterval(() => void workbox?.update().catch(() => undefined), lookAgain);
}

/** Once the browser has had nothing to do; Safari cannot tell. */
function whenIdle(then: () => void): void {
  const ask = globalThis.requestIdleCallback ?? ((idle: () => void) => setTimeout(idle, 5000));
  ask(() => then());
}

async function takeUpdate(): Promise<void> {
  await settleDrafts();
  if (update === 'taken-elsewhere') return location.reload();
  asked = true;
  workbox?.messageSkipWaiting();
}

/** Offers the update where there is one. */
export function UpdateNotice() {
  const { t } = useWords();
  const [newest, setState] = useState(update);
  const state = useAtRest(newest);
  // Only this one is put off: that the app was then updated elsewhere is another matter.
  const [putOff, setPutOff] = useState<Update>('none');
  useEffect(() => {
    hearers.add(setState);
    return () => {
      hearers.delete(setState);
    };
  }, []);
  if (state === 'none' || state === putOff) return null;
  return (
    <Notice tone="look" title={t(state === 'waiting' ? 'update.ready' : 'update.elsewhere')}>
      <p>{t('update.kept')}</p>
      <div class="row">
        <Button onClick={takeUpdate}>{t('update.now')}</Button>
        <Button look="plain" onClick={() => setPutOff(state)}>
          {t('update.later')}
        </Button>
      </div>
    </Notice>
  );
}
