/**
 * Parts of the app are fetched when they are wanted. One that is not on the device is named as that, on the page that was
 * open before, which stays as it is; the part opens as soon as it can be had.
 */
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { lazy as lazyOnce, useLocation } from 'preact-iso';
import { useWords } from '../i18n/words.ts';
import { attempt, hearStanding, lookForPart } from '../sw/keep-ready.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { isLoading, tried, withStyles } from './load-part.ts';
import { askForLostStyles, noteLostStyles } from './lost-styles.ts';
import { useStanding } from './update.tsx';

/** A part that is lacking. */
interface Lacking {
  /** The path at which it was wanted last. */
  path: string;
  /** Something was typed since: whatever is open stays until the person opens the part. */
  isBusy?: boolean;
  /** The worker has said that it is not on the device; until then it only did not open. */
  isMissing?: boolean;
  /** It has come in the meantime. */
  open?: () => void;
}

noteLostStyles();

const lacking = new Set<Lacking>();
const hearers = new Set<() => void>();
const tell = () => {
  for (const hear of hearers) hear();
};

/** A part said to be lacking though it is only slow would be untrue: how long the look for it may take, in ms. */
const briefly = 1_000;

/** A screen that is loaded when it is first opened, however long that takes. */
export function lazy<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const here: Lacking = { path: '' };
  const Screen = lazyOnce(() => untilLoaded(load, here)) as ComponentType<Props>;
  return function Part(props: Props) {
    if (here.path !== location.pathname) {
      here.path = location.pathname;
      if (lacking.has(here)) queueMicrotask(tell);
    }
    return <Screen {...props} />;
  };
}

async function untilLoaded<Props>(load: () => Promise<ComponentType<Props>>, here: Lacking) {
  let screen = await tried(load);
  if (screen) return screen;
  const busy = () => {
    here.isBusy = true;
  };
  const say = () => {
    lacking.add(here);
    addEventListener('input', busy);
    tell();
  };
  const soon = setTimeout(say, briefly);
  // What hangs, such as a worker that gives no answer, does not hold up a part that a network gives by now.
  const isBack = await Promise.race([attempt().then(() => false), online().then(() => true)]);
  if (isBack) screen = await tried(load);
  while (!screen) {
    // Where everything is on the device and it still does not load, something else is wrong: the error boundary says so.
    const where = await lookForPart();
    if (where === 'there') screen = await withStyles(load).catch((error: unknown) => failing<Props>(error));
    else {
      here.isMissing = where === 'missing';
      say();
      await news();
      screen = await tried(load);
    }
  }
  clearTimeout(soon);
  if (here.isBusy) {
    await new Promise<void>((open) => {
      here.open = open;
      tell();
    });
  }
  lacking.delete(here);
  removeEventListener('input', busy);
  tell();
  return screen;
}

const failing = <Props,>(error: unknown): ComponentType<Props> => {
  return () => {
    throw error;
  };
};

/** Until the browser says that there is a network. */
const online = () =>
  new Promise<void>((done) => {
    addEventListener('online', () => done(), { once: true });
  });

/** Until the worker was heard of again, or the browser says that there is a network. */
const news = () =>
  new Promise<void>((done) => {
    const end = () => {
      stop();
      removeEventListener('online', end);
      done();
    };
    const stop = hearStanding(end);
    addEventListener('online', end);
  });

/** Says that the part which was asked for is not on the device, and what to do. */
export function MissingPart() {
  const { t } = useWords();
  const { path } = useLocation();
  const { ready, update } = useStanding();
  const [piece, setPiece] = useState<{ at: string; isMissing: boolean }>();
  const [, draw] = useState({});
  useEffect(() => {
    const hear = () => draw({});
    // Anything smaller than a screen: the camera's reader, the maker of a file.
    const lost = async (event: Event) => {
      const at = location.pathname;
      if (isLoading() || event.defaultPrevented) return;
      await attempt();
      const where = await lookForPart();
      if (where === 'missing' || where === 'unknown') setPiece({ at, isMissing: where === 'missing' });
    };
    hearers.add(hear);
    // A smaller part may be asked for again before a screen is: its styles come as soon as they can.
    const styles = () => void askForLostStyles().catch(() => undefined);
    const stop = hearStanding(styles);
    addEventListener('online', styles);
    addEventListener('vite:preloadError', lost);
    return () => {
      hearers.delete(hear);
      stop();
      removeEventListener('online', styles);
      removeEventListener('vite:preloadError', lost);
    };
  }, []);
  // Whoever has left the page is in the middle of nothing there.
  useEffect(() => {
    for (const one of lacking) if (one.path !== path) one.open?.();
  }, [path]);
  const here = [...lacking].find((one) => one.path === location.pathname);
  // In a tab of another version the part will not come: the notice of the update says so.
  const isPiece = !here && piece?.at === location.pathname && ready !== 'yes';
  if ((!here && !isPiece) || update === 'taken') return null;
  const isMissing = here ? here.isMissing : piece?.isMissing;
  return here?.open ? (
    <Notice title={t('part.here')}>
      <div class="row">
        <Button onClick={here.open}>{t('part.open')}</Button>
      </div>
    </Notice>
  ) : (
    <Notice tone="look" title={t(isMissing ? 'part.missing' : 'part.closed')}>
      <p>{t(isPiece ? 'part.tryAgain' : 'part.help')}</p>
    </Notice>
  );
}
