/**
 * Quick hide: at once there is a clock and nothing else, above whatever was on the screen, which stays beneath as it is: what
 * was typed, what runs, which dialog was open, where the focus was. Nothing is loaded for it. A reload leaves it there. Where a lock
 * is set and open it is locked at once: the way back is opening it, and what was typed is there again.
 */
import i18next from 'i18next';
import { locale } from '../i18n/dates.ts';
import { openedHere } from '../store/device.ts';
import { make } from '../ui/dialog.ts';
import { coverTitle } from '../ui/title.ts';
import { forget, keepText, readText } from '../ui/web-storage.ts';
import { loadLock } from './lock/until-open.ts';

const key = 'covered';
let uncover: (() => void) | undefined;

/** Covers the screen, the title, the icon of the tab and the colour around it. */
export function hide(): void {
  if (uncover) return;
  keepText('session', key, key);
  const { classList } = document.documentElement;
  const bar = make('meta', { name: 'theme-color', content: '#000' });
  const icon = document.querySelector<HTMLLinkElement>('[rel=icon]');
  const picture = icon?.href ?? '';
  const toPlace = placeIn(document.activeElement);
  const cover = clockFace(() => uncover?.());
  const raise = () => uncover && cover.showModal();
  // A dialog that opens meanwhile, such as the question about the return, opens beneath.
  const others = new MutationObserver((seen) => {
    if (seen.some(({ target }) => target !== cover && (target as HTMLDialogElement).open)) cover.close();
  });
  // Nor does a phone's own way back take it away.
  cover.onclose = raise;
  document.body.append(cover);
  document.head.prepend(bar);
  if (icon) icon.href = 'data:,';
  cover.showModal();
  classList.add(key);
  others.observe(document, { subtree: true, attributeFilter: ['open'] });
  const stop = tick(cover.firstElementChild!);
  if (openedHere()) void lock();

  uncover = () => {
    uncover = undefined;
    forget('session', key);
    others.disconnect();
    stop();
    bar.remove();
    if (icon) icon.href = picture;
    classList.remove(key);
    cover.close();
    cover.remove();
    toPlace();
  };
}

/** Where its part did not come the clock covers what is there as without a lock. */
const lock = () =>
  loadLock().then(
    ({ lockNow }) => lockNow(),
    () => undefined,
  );

/** Answers what goes back to where one was, and was writing: of itself Chromium gives the focus back and types nowhere. */
function placeIn(element: Element | null): () => void {
  const at = element as HTMLInputElement | null;
  const { selectionStart: start = null, selectionEnd: end = null } = at ?? {};
  return () => {
    at?.blur();
    at?.focus({ preventScroll: true });
    if (start !== null) at?.setSelectionRange(start, end);
  };
}

/** A tap on the clock, or a key, shows the way back; a second one takes it: neither is done by a sleeve. */
function clockFace(leave: () => void): HTMLDialogElement {
  const cover = make('dialog', { className: 'cover' });
  const face = make('button', { type: 'button' });
  const back = make('button', { type: 'button', hidden: true, onclick: leave });
  face.onclick = () => {
    back.textContent = i18next.t('common.continue');
    back.hidden = false;
    back.focus();
  };
  cover.onkeydown = (event) => {
    if (event.key === 'Escape') event.preventDefault();
  };
  cover.append(face, back);
  return cover;
}

/** The time and the day, by the second; the time is the title too. Answers what stops it. */
function tick(face: Element): () => void {
  const show = () => {
    const language = locale(document.documentElement.lang);
    const now = new Date();
    const time = now.toLocaleTimeString(language, { hour: 'numeric', minute: '2-digit' });
    coverTitle(time);
    face.textContent = `${time}\n${now.toLocaleDateString(language, { weekday: 'long', day: 'numeric', month: 'long' })}`;
  };
  show();
  const timer = setInterval(show, 1000);
  return () => {
    clearInterval(timer);
    coverTitle();
  };
}

/** Hears the ways that need no aim, wherever in the app: Shift three times, a tap of two fingers. Covers what was covered before a reload. */
export function listenForHide(): void {
  if (readText('session', key, () => true)) hide();
  hearShift();
  hearTwoFingers();
}

/** Within so long (ms) the next press of Shift belongs to the one before. */
const soon = 800;

function hearShift(): void {
  let times = 0;
  let last = 0;
  addEventListener(
    'keydown',
    ({ key, repeat, timeStamp }) => {
      if (repeat) return;
      times = key !== 'Shift' ? 0 : timeStamp - last < soon ? times + 1 : 1;
      last = timeStamp;
      if (times < 3) return;
      times = 0;
      hide();
    },
    true,
  );
}

/** A tap is shorter than this (ms), and no finger strays further than this (px): else it enlarges or scrolls. */
const short = 400;
const stray = 24;

/** Two thumbs that count meet at times: one on a counter hides nothing. */
const counts = ({ target }: Touch): boolean => (target as Element).closest?.('.stepper-button') != null;

function hearTwoFingers(): void {
  let began: { at: number; fingers: Touch[] } | undefined;
  const listen = (type: 'touchstart' | 'touchmove' | 'touchend' | 'touchcancel', hear: (event: TouchEvent) => void) =>
    addEventListener(type, hear, { capture: true, passive: true });
  const end = () => {
    began = undefined;
  };
  listen('touchstart', ({ touches, timeStamp }) => {
    const isTap = touches.length === 2 && ![...touches].some(counts);
    began = isTap ? { at: timeStamp, fingers: [...touches] } : undefined;
  });
  listen('touchmove', ({ touches }) => {
    const strays = ({ identifier, clientX, clientY }: Touch) => {
      const from = began?.fingers.find((finger) => finger.identifier === identifier);
      return from && Math.hypot(clientX - from.clientX, clientY - from.clientY) > stray;
    };
    if ([...touches].some(strays)) end();
  });
  listen('touchend', ({ timeStamp }) => {
    if (began && timeStamp - began.at < short) hide();
    end();
  });
  listen('touchcancel', end);
}
