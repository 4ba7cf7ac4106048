import { make, openDialog } from './dialog.ts';

/**
 * Asks the person a question and waits for the answer: `if ((await ask({...})) === 'delete')`. Escape and the last choice mean
 * the same: leave things as they are.
 */
export async function ask<T extends string>(question: {
  title: string;
  text: string;
  /** Value, words and look of each choice; the last one is the safe one. */
  choices: readonly { value: T; label: string; danger?: boolean }[];
  /** Nobody answered for so long: the question closes itself, as if this had been chosen. */
  after?: { ms: number; value: T };
}): Promise<T> {
  const { title, text, choices, after } = question;
  const buttons = choices.map(({ label, danger }) =>
    make('button', { type: 'button', className: danger ? 'button danger' : 'button', textContent: label }),
  );
  const row = make('div', { className: 'row' });
  row.append(...buttons);
  const content = [make('p', { textContent: text }), row];
  const dialog = openDialog({ title, content, focus: buttons.at(-1), after });
  for (const [at, { value }] of choices.entries()) buttons[at]!.onclick = () => dialog.close(value);
  return ((await dialog.closed) || choices.at(-1)!.value) as T;
}
