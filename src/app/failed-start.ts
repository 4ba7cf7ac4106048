/** Said where the app did not start: with no word from a language file, because it may be one of those that did not come. */
import { fetchAnew } from './fetch-anew.ts';

const words = [
  ['fi', 'Sovellus ei käynnistynyt', 'Jo tallennettua ei ole poistettu.', 'Lataa uudelleen'],
  ['sv', 'Appen startade inte', 'Det som redan sparats har inte tagits bort.', 'Ladda om'],
  ['en', 'The app did not start', 'What was already saved has not been removed.', 'Load again'],
] as const;

/** Fills `root` with words in every language and a way to load the app again. */
export function sayStartFailed(root: HTMLElement): void {
  const page = make('div', 'page stack');
  const head = make('div', 'page-head');
  head.append(make('h1', '', 'Kenttäkirja'));
  page.append(head);
  for (const [lang, title, kept, again] of words) {
    const button = make('button', 'button', again);
    button.addEventListener('click', () => {
      button.setAttribute('aria-busy', 'true');
      void fetchAnew().then(() => location.reload());
    });
    const notice = make('div', 'notice danger');
    notice.lang = lang;
    notice.append(make('strong', '', title), make('p', '', kept), button);
    page.append(notice);
  }
  page.setAttribute('role', 'alert');
  root.replaceChildren(page);
}

function make(name: string, className: string, text = ''): HTMLElement {
  const element = Object.assign(document.createElement(name), { textContent: text });
  if (className) element.className = className;
  return element;
}
