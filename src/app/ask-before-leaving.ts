import { wordsNow } from '../i18n/words.ts';
import { isAnythingUnsaved } from '../store/unsaved.ts';
import { ask } from '../ui/ask.ts';

/** Whether a link leads to another page of the app: a call to 112 goes at once, and a place on the page is no other one. */
export const leadsAway = (to: Pick<URL, 'origin' | 'pathname'>, from: Pick<URL, 'origin' | 'pathname'>): boolean =>
  to.origin === from.origin && to.pathname !== from.pathname;

/** Asks before a link leads away from a form whose words are nowhere but on the screen, as on a device that is full. */
export function askBeforeLeaving(): void {
  let isAnswered = false;
  const onClick = async (event: MouseEvent) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[href]');
    if (!link || isAnswered || !leadsAway(link, location) || !isAnythingUnsaved()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { t } = wordsNow();
    const answer = await ask({
      title: t('notKept.leaveAsk'),
      text: t('notKept.leaveText'),
      choices: [
        { value: 'leave', label: t('notKept.leave'), danger: true },
        { value: 'stay', label: t('notKept.stay') },
      ],
    });
    if (answer === 'stay') return;
    isAnswered = true;
    link.click();
    isAnswered = false;
  };
  addEventListener('click', (event) => void onClick(event), true);
}
