import { fill } from '../../i18n/fill.ts';
import { endLastingLock, keepLockLasting } from '../../store/lasting-lock.ts';
import { askText } from '../../ui/ask-text.ts';
import { unlock } from '../../vault/handed-over.ts';
import type { AnswerWords } from '../respondent/answers.ts';

/**
 * Asks the worker for the code that was chosen when the device was handed over. Answers whether the device is open: whoever
 * leaves while the code is looked at leaves it locked.
 */
export async function askToUnlock(words: AnswerWords): Promise<boolean> {
  let isUnlocked = false;
  await askText({
    title: words.unlock,
    text: words.unlockHelp,
    label: words.unlockCode,
    yes: words.workersOpen ?? words.open,
    no: words.workersCancel ?? words.cancel,
    lang: words.workersLanguage,
    digits: true,
    async check(written, isOpen) {
      const ended = await unlock(written, () => {
        isUnlocked = isOpen();
        return isUnlocked;
      });
      // A try that cannot be written down here is counted all the same, where the lock itself lies.
      await (ended === 'open' ? endLastingLock() : keepLockLasting()).catch(() => undefined);
      if (ended === 'left') return undefined;
      if (ended !== 'open')
        return ended === 'wrong' ? words.unlockWrong : fill(words.unlockWait, { seconds: ended.wait });
      // In another tab it may have been opened before.
      isUnlocked = true;
      return undefined;
    },
  });
  return isUnlocked;
}
