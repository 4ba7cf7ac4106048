import { make } from '../../ui/dialog.ts';

interface Emptied {
  lang: string;
  title: string;
  lines: readonly string[];
  anew: string;
}

/**
 * A page that says that the device is emptied, for other tabs: the app that could say so is being taken away. Answers its address, which
 * holds for as long as this document is there. It asks no server for anything and runs nothing; this document's policy is its own too, so
 * that its looks are those of HTML alone.
 */
export function emptiedPage({ lang, title, lines, anew }: Emptied): string {
  const page = make('html', { lang });
  const head = make('head');
  head.append(
    make('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    make('meta', { name: 'color-scheme', content: 'light dark' }),
    make('title', { textContent: title }),
  );
  const face = Object.assign(document.createElement('font'), { face: 'system-ui, sans-serif' });
  face.append(
    make('h1', { textContent: title }),
    ...lines.map((textContent) => make('p', { textContent })),
    make('a', { href: `${location.origin}/`, textContent: anew }),
  );
  const body = make('body');
  body.append(face);
  page.append(head, body);
  return URL.createObjectURL(
    new Blob([new XMLSerializer().serializeToString(page)], { type: 'application/xhtml+xml' }),
  );
}
