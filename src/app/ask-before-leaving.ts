import { wordsNow } from '../i18n/words.ts';
import { hearUnsaved, isAnythingUnsaved } from '../store/unsaved.ts';
import { ask } from '../ui/ask.ts';

/** Whether a link leads to another page of the app: a call to 112 goes at once, and a place on the page is no other one. */
export const leadsAway = (to: Pick<URL, 'origin' | 'pathname'>, from: Pick<URL, 'origin' | 'pathname'>): boolean =>
  to.origin === from.origin && to.pathname !== from.pathname;

async function isToBeLeft(): Promise<boolean> {
  const { t } = wordsNow();
  const answer = await ask({
    title: t('notKept.leaveAsk'),
    text: t('notKept.leaveText'),
    choices: [
      { value: 'leave', label: t('notKept.leave'), danger: true },
      { value: 'stay', label: t('notKept.stay') },
    ],
  });
  return answer === 'leave';
}

/** Asks before anything leads away from a form whose words are nowhere but on the screen, as on a device that is full. */
export function askBeforeLeaving(): void {
  askAtLinks();
  const place = askAtTheEnd();
  askOnTheWayBack(place);
}

function askAtLinks(): void {
  let isAnswered = false;
  const onClick = async (event: MouseEvent) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[href]');
    if (!link || isAnswered || !leadsAway(link, location) || !isAnythingUnsaved()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!(await isToBeLeft())) return;
    isAnswered = true;
    link.click();
    isAnswered = false;
  };
  addEventListener('click', (event) => void onClick(event), true);
}

const here = () => ({ href: location.href, state: history.state as unknown });

/**
 * The browser asks before the page is closed or loaded anew; only while something is unsaved, as a page that may ask is not kept for the way
 * back to it. Answers where what is unsaved was typed.
 */
function askAtTheEnd(): () => ReturnType<typeof here> {
  let place = here();
  let isCalling = false;
  const hold = (event: BeforeUnloadEvent) => {
    if (isCalling) return;
    event.preventDefault();
    // What older browsers heed.
    event.returnValue = true;
  };
  hearUnsaved((isUnsaved) => {
    place = here();
    if (isUnsaved) addEventListener('beforeunload', hold);
    else removeEventListener('beforeunload', hold);
  });
  // A browser may take a call for the end of the page, which it is not.
  addEventListener(
    'click',
    ({ target }) => {
      const link = (target as Element).closest<HTMLAnchorElement>('a[href]');
      if (!link || /^https?:$/.test(link.protocol)) return;
      isCalling = true;
      setTimeout(() => {
        isCalling = false;
      }, 1000);
    },
    true,
  );
  return () => place;
}

/**
 * The browser's way back, by a button or a swipe, has changed the address when the page hears of it: the router is told once a person
 * has chosen to leave, else the address is put back. All browsers have as much.
 */
function askOnTheWayBack(place: () => ReturnType<typeof here>): void {
  let isAsking = false;
  const onBack = async (event: PopStateEvent) => {
    // What the app itself tells its router is no way back.
    if (!event.isTrusted || !isAnythingUnsaved()) return;
    const { href, state } = place();
    const { pathname, search } = new URL(href);
    if (location.pathname + location.search === pathname + search) return;
    event.stopImmediatePropagation();
    if (isAsking) return;
    isAsking = true;
    const isLeft = await isToBeLeft();
    isAsking = false;
    if (isLeft) dispatchEvent(new PopStateEvent('popstate', { state: history.state }));
    else history.pushState(state, '', href);
  };
  addEventListener('popstate', (event) => void onBack(event), true);
}
