/** What comes once a respondent's page stands: whether its link still lets anybody in, and whether what was answered has gone. */
import { render } from 'preact';
import { isOver, lastDayIn } from '../remote/poster.ts';
import { formIn } from './answer-language-dom.ts';
import type { PageData } from './answers.ts';
import { draw, dress, type StartedPage } from './started-page.tsx';

interface Afterwards {
  /** Begins to send what waits. */
  send(): Promise<unknown>;
  /** Begins to make the app ready for use without a network. */
  keepReady(): Promise<unknown>;
}

/** Says what is to be said, sends what waits, and makes a worker's device ready. Rejects where that cannot be begun. */
export async function afterStart(it: StartedPage, { send, keepReady }: Afterwards): Promise<void> {
  const { isPractising } = await it.store;
  if (isPractising) sayPractice(it.now.page);
  if (it.told && !(await isOpenTo(it.told))) {
    it.now.isClosed = true;
    sayClosed((await formIn(it, it.now.page.language)) ?? it.now.page, it.root);
  } else if (it.told) {
    void showWhetherGone(it);
    void sayWhoAsks(it, it.told);
  }
  const sending = isPractising ? undefined : send();
  // A respondent's own phone is not made to keep the worker's app.
  if (!it.told) await keepReady();
  await sending;
}

/** What a respondent's own phone keeps of its link; rejects where that was never fetched. */
export const ownPhone = () => import('../remote/remote-phone-store.ts');

/** Whether a link still lets this phone in: by the link's last day, and by what the server says of its key. */
async function isOpenTo(told: URLSearchParams): Promise<boolean> {
  const end = await (await ownPhone()).settleIn(told);
  const until = lastDayIn(told);
  return end === 'open' && !(until && isOver(until));
}

/** Says on a respondent's own phone whether the answers have gone: from when they are kept. Before, nothing waits. */
async function showWhetherGone(it: StartedPage): Promise<void> {
  const { watchSending } = await it.store;
  await it.keeper.finished;
  watchSending(({ waiting, refused, trouble }) => {
    draw(it, { hasGone: waiting + refused === 0 });
    if (waiting > 0 && trouble === 'sign-in') void sayEnded(it).catch(() => undefined);
  });
}

/** The link was ended while answers waited: nobody is told that they leave as soon as there is a network. */
async function sayEnded(it: StartedPage): Promise<void> {
  if ((await (await ownPhone()).ownKeyStands()) === 'open') return;
  const around = (await formIn(it, it.now.page.language))?.words;
  if (!around?.closedTitle) return;
  const { words } = it.now.props;
  const notGone = around.neverLeft ?? words.notGone;
  draw(it, { words: { ...words, thanks: `${around.closedTitle}.`, notGone } });
}

/** Who asks, on a phone that knows it from its link only: beside the page, which has begun without it. */
async function sayWhoAsks(it: StartedPage, told: URLSearchParams): Promise<void> {
  if (!told.has('survey') || !it.isDrawn) return;
  const { bringSurvey } = await import('../remote/bring-survey-store.ts');
  const brought = await bringSurvey(told).catch(() => undefined);
  if (brought) draw(it, { organiser: brought.organiser, givesRows: brought.givesRows === true });
}

/** A respondent must never take practice for the real thing, nor a worker. */
function sayPractice({ words }: PageData): void {
  const said = Object.assign(document.createElement('p'), { className: 'practising', textContent: words.practice });
  document.body.prepend(said);
}

const longAgo = '1970-01-01';

/** A poster may hang longer than its survey is open, and a history keeps its link. What was answered before is sent all the same. */
export function sayClosed(data: PageData, root: HTMLElement): void {
  dress(data);
  // No key stays in the address; loaded again, it says the same.
  history.replaceState(history.state, '', `${location.pathname}${location.search}#until=${longAgo}`);
  const said = Object.assign(document.createElement('section'), { className: 'opening stack' });
  const title = Object.assign(document.createElement('h1'), { textContent: data.words.closedTitle ?? '' });
  said.append(title, Object.assign(document.createElement('p'), { textContent: data.words.closed ?? '' }));
  render(null, root);
  root.replaceChildren(said);
}
