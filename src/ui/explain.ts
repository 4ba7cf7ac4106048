/** Says what words mean, in a native dialog: one word, or all of a row. Escape and the button close it. */
export async function explain(said: {
  title: string;
  /** Said before the words. */
  note?: string | undefined;
  meanings: readonly { term: string; meaning: string }[];
  close: string;
}): Promise<void> {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-labelledby', 'explain-title');
  const make = (name: string, textContent: string) => Object.assign(document.createElement(name), { textContent });
  // The heading is what is focused: a long list begins at its beginning.
  const heading = Object.assign(make('h2', said.title), { id: 'explain-title', tabIndex: -1, autofocus: true });
  const list = document.createElement('dl');
  list.className = 'meanings';
  for (const { term, meaning } of said.meanings) list.append(make('dt', term), make('dd', meaning));
  const button = Object.assign(make('button', said.close), {
    type: 'button',
    className: 'button',
    onclick: () => dialog.close(),
  });
  const stack = Object.assign(document.createElement('div'), { className: 'stack' });
  stack.append(heading);
  if (said.note) stack.append(make('p', said.note));
  if (said.meanings.length > 0) stack.append(list);
  stack.append(button);
  dialog.append(stack);
  document.body.append(dialog);
  dialog.showModal();
  await new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }));
  dialog.remove();
}
