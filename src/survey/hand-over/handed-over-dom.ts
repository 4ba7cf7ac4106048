/** A device that is handed over: what the page adds for the respondent and the worker, and what keeps it where it is. */
import { fill } from '../../i18n/fill.ts';
import { ask } from '../../ui/ask.ts';
import { codeInHash, showAnswerCode } from '../respondent/answer-code.ts';
import type { HandedOverActions } from '../respondent/answer-ends.tsx';
import type { PageKeeper } from '../respondent/answer-keeper-store.ts';
import type { Answering, AnswerWords } from '../respondent/answers.ts';

/** How long the question after silence stands before the screen is cleared, in ms. */
const patience = 60_000;

/** How long a code that was asked for stands there, in ms. */
const codeShown = 30_000;

/** What a person can do on the page of a device that is handed over. `open` goes on with answers that were put away. */
export function handedOverActions(keeper: PageKeeper, words: AnswerWords, open: (kept: Answering) => void) {
  // A new document: nothing of the answers is left in this one, nor behind back.
  const afresh = () => location.reload();
  const actions: HandedOverActions & { onSilent(): Promise<void> } = {
    code: () => keeper.code() ?? '',
    onCode() {
      void ask({
        title: words.code,
        text: `${words.yourCode} ${showAnswerCode(keeper.code() ?? '')}. ${words.yourCodeHelp}`,
        choices: [{ value: 'seen', label: words.stopNo }],
        after: { ms: codeShown, value: 'seen' },
      });
    },
    onNextPerson: afresh,
    async onUnlock() {
      const { askToUnlock } = await import('./unlock-dom.ts');
      if (await askToUnlock(words)) location.replace('/surveys');
    },
    async onResume() {
      const { askText } = await import('../../ui/ask-text.ts');
      let kept: Answering | undefined;
      const isFound = await askText({
        title: words.resume,
        label: words.code,
        yes: words.open,
        no: words.cancel,
        async check(written, isOpen) {
          const code = codeInHash(written);
          if (!code) return words.codeWrong;
          kept = await keeper.reopen(code, { isWanted: isOpen });
          return kept ? undefined : words.codeUnknown;
        },
      });
      if (isFound && kept) open(kept);
    },
    async onSilent() {
      const said = await ask<'here' | 'gone'>({
        title: words.silent,
        // Whoever stands there by now is not told the code; the words of an older file may have a place for it.
        text: fill(words.silentText, { code: '…' }),
        choices: [{ value: 'here', label: words.stillHere }],
        after: { ms: patience, value: 'gone' },
      });
      if (said === 'here') return;
      // What could not be kept now was kept up to the answer before; it must not stay on the screen.
      await keeper.putAside().catch(() => undefined);
      afresh();
    },
  };
  return actions;
}

/** Back stays here: there is always one more entry of this page to go back from. */
export function stayHere(): void {
  document.documentElement.classList.add('held');
  const stay = () => history.pushState({ held: true }, '');
  addEventListener('popstate', stay);
  stay();
}
