/** The page of a device that is handed over to participants: one question, one field, and nothing of whoever was there before. */
import { render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useWords, wordsOf } from '../i18n/words.ts';
import { getReady } from '../store/device.ts';
import { isKeepable } from '../store/free-text.ts';
import { FreeTextField } from '../store/free-text-field.tsx';
import { keepLockLasting } from '../store/lasting-lock.ts';
import { NotKeptNotice } from '../store/not-kept.tsx';
import { ensureOpen } from '../store/writing.ts';
import { stayHere } from '../survey/hand-over/handed-over-dom.ts';
import { askToUnlock } from '../survey/hand-over/unlock-dom.ts';
import { ask } from '../ui/ask.ts';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { toFirstError } from '../ui/to-first-error.ts';
import './assessment.css';
import { saidLimit } from './kiosk.ts';
import { keepSaid, readAsked } from './kiosk-store.ts';

/** After so long without a touch (ms) it is asked whether somebody is there; so long (ms) the question stands. */
const quiet = 120_000;
const patience = 60_000;

/** Draws the page into `root`. Rejects where the device cannot be read. */
export async function startKiosk(root: HTMLElement): Promise<void> {
  const id = location.pathname.split('/').at(-1)!;
  const at = new URLSearchParams(location.search).get('at') ?? '';
  await ensureOpen();
  await getReady();
  const asked = await readAsked(id, at);
  stayHere();
  void keepLockLasting().catch(() => undefined);
  root.replaceChildren();
  render(<Kiosk id={id} at={at} asked={asked} />, root);
}

/** A new document: nothing of the words is left in this one, nor behind back. */
const afresh = () => location.reload();

function Kiosk({ id, at, asked }: { id: string; at: string; asked: string }) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const [isAsked, setAsked] = useState(false);
  const [isGiven, setGiven] = useState(false);
  const [error, setError] = useState<unknown>();
  const isBusy = useRef(false);
  useClearing(text !== '' && !isGiven, text);
  async function give() {
    setAsked(true);
    if (!text.trim() || !isKeepable(text, saidLimit)) return toFirstError();
    // A second tap is not a second person.
    if (isBusy.current) return;
    isBusy.current = true;
    try {
      await keepSaid(id, at, text.trim());
      setText('');
      setError(undefined);
      setGiven(true);
    } catch (reason) {
      setError(reason);
      isBusy.current = false;
    }
  }
  // Unlocked, this address is the worker's page.
  const unlock = async () => {
    if (await askToUnlock(wordsOf('answer'))) afresh();
  };
  return (
    <main class="kiosk stack">
      <Page
        title={t('kiosk.title')}
        heading={isGiven ? t('kiosk.thanks') : asked}
        action={
          <>
            {error !== undefined && <NotKeptNotice error={error} />}
            <Button key={isGiven ? 'next' : 'give'} look="primary" onClick={isGiven ? afresh : give}>
              {t(isGiven ? 'kiosk.next' : 'kiosk.give')}
            </Button>
            <Button look="bare" onClick={unlock}>
              {t('kiosk.unlock')}
            </Button>
          </>
        }
      >
        {isGiven ? (
          <p>{t('kiosk.pass')}</p>
        ) : (
          <>
            <p>{t('kiosk.promise')}</p>
            <FreeTextField
              label={t('kiosk.own')}
              hint={t('kiosk.ownHint')}
              error={isAsked && !text.trim() ? t('kiosk.ownMissing') : undefined}
              value={text}
              onInput={setText}
              limit={saidLimit}
              long
            />
          </>
        )}
      </Page>
    </main>
  );
}

/** Asks after silence whether somebody is there, and clears the screen where nobody says so: the next one reads nothing. */
function useClearing(isWritten: boolean, text: string): void {
  const { t } = useWords();
  useEffect(() => {
    if (!isWritten) return;
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      timer = setTimeout(async () => {
        const said = await ask<'here' | 'gone'>({
          title: t('answer.silent'),
          text: t('kiosk.silent'),
          choices: [{ value: 'here', label: t('kiosk.here') }],
          after: { ms: patience, value: 'gone' },
        });
        if (said === 'gone') afresh();
        else wait();
      }, quiet);
    };
    wait();
    return () => clearTimeout(timer);
  }, [isWritten, text]);
}
