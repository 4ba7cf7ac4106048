import type { Words } from '../i18n/words.ts';
import type { DraftState } from '../store/use-draft.ts';
import { ask } from '../ui/ask.ts';

/** Throws away what is unfinished once a person has said so: it does not come back. */
export async function dropAfterAsking(
  t: Words['t'],
  draft: Pick<DraftState<object>, 'discard'>,
  gone: () => void,
): Promise<void> {
  const answer = await ask({
    title: t('today.dropAsk'),
    text: t('assessment.dropText'),
    choices: [
      { value: 'drop', label: t('assessment.dropYes'), danger: true },
      { value: 'keep', label: t('assessment.keep') },
    ],
  });
  if (answer !== 'drop') return;
  await draft.discard();
  gone();
}
