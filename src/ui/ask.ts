/**
 * Asks the person a question and waits for the answer: `if ((await ask({...})) === 'delete')`. Native dialog; Escape and the
 * last choice mean the same: leave things as they are.
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
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-labelledby', 'ask-title');
  const heading = Object.assign(document.createElement('h2'), { id: 'ask-title', textContent: title });
  const body = Object.assign(document.createElement('p'), { textContent: text });
  const row = Object.assign(document.createElement('div'), { className: 'row' });
  for (const { value, label, danger } of choices) {
    const button = Object.assign(document.createElement('button'), {
      type: 'button',
      className: danger ? 'button danger' : 'button',
      textContent: label,
      onclick: () => dialog.close(value),
    });
    row.append(button);
  }
  const stack = Object.assign(document.createElement('div'), { className: 'stack' });
  stack.append(heading, body, row);
  dialog.append(stack);
  document.body.append(dialog);
  dialog.showModal();
  (row.lastElementChild as HTMLElement).focus();
  const timer = after && setTimeout(() => dialog.close(after.value), after.ms);
  await new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }));
  clearTimeout(timer);
  dialog.remove();
  return (dialog.returnValue || choices.at(-1)!.value) as T;
}
