import { make, openDialog } from './dialog.ts';

/** Says what words mean, in a dialog: one word, or all of a row. Escape and the button close it. */
export async function explain(said: {
  title: string;
  /** Said before the words. */
  note?: string | undefined;
  meanings: readonly { term: string; meaning: string }[];
  close: string;
}): Promise<void> {
  const list = make('dl', { className: 'meanings' });
  for (const { term, meaning } of said.meanings)
    list.append(make('dt', { textContent: term }), make('dd', { textContent: meaning }));
  const button = make('button', { type: 'button', className: 'button', textContent: said.close });
  const content = [
    ...(said.note ? [make('p', { textContent: said.note })] : []),
    ...(said.meanings.length > 0 ? [list] : []),
    button,
  ];
  const dialog = openDialog({ title: said.title, content });
  button.onclick = () => dialog.close();
  await dialog.closed;
}
