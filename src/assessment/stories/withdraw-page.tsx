import { useState } from 'preact/hooks';
import { useWords, type Words } from '../../i18n/words.ts';
import { NotKeptNotice } from '../../store/not-kept.tsx';
import { ask } from '../../ui/ask.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { toFirstError } from '../../ui/to-first-error.ts';
import { type ReadStories, type Sought, seekStory, withdraw } from './stories-store.ts';
import type { Story } from './story.ts';
import { readWithdrawalCode, withdrawalLength } from './withdrawal.ts';

type Told =
  | Exclude<Sought, { is: 'found' }>
  | { is: 'done'; printedOn: string | undefined; isOwn: boolean }
  | { is: 'not-kept'; error: unknown };

/** A story is withdrawn by the code that its teller has, on any device. `read` gives what other devices keep. */
export function WithdrawPage({ read }: { read: ReadStories }) {
  const { t, day } = useWords();
  const [written, setWritten] = useState('');
  const [isTried, setTried] = useState(false);
  const [isSeeking, setSeeking] = useState(false);
  const [told, setTold] = useState<Told>();
  const error = codeFault(written, isTried, t);

  async function seek() {
    setTried(true);
    setTold(undefined);
    const code = readWithdrawalCode(written);
    if (code.is !== 'code') return toFirstError();
    setSeeking(true);
    try {
      const sought = await seekStory(code.code, read);
      if (sought.is !== 'found') return setTold(sought);
      if (!(await mayWithdraw(sought.story, t, day))) return;
      await withdraw(sought);
      setWritten('');
      setTried(false);
      setTold({ is: 'done', printedOn: sought.story.printedOn, isOwn: sought.isOwn });
    } catch (failed) {
      setTold({ is: 'not-kept', error: failed });
    } finally {
      setSeeking(false);
    }
  }

  return (
    <Page
      title={t('stories.withdraw')}
      back={{ href: '/assessment/stories', label: t('stories.title') }}
      action={
        <Button look="primary" busy={isSeeking} onClick={seek}>
          {t('stories.seek')}
        </Button>
      }
    >
      <p>{t('stories.withdrawLead')}</p>
      <Field
        label={t('stories.codeField')}
        hint={t('stories.codeFieldHint', { count: withdrawalLength })}
        value={written}
        onInput={(next) => {
          setWritten(next);
          setTold(undefined);
        }}
        limit={60}
        error={error}
      />
      {told && <ToldOf told={told} />}
    </Page>
  );
}

/** What came of it. */
function ToldOf({ told }: { told: Told }) {
  const { t, day } = useWords();
  if (told.is === 'not-kept') return <NotKeptNotice error={told.error} />;
  if (told.is === 'done') {
    return (
      <Notice title={t('stories.withdrawn')}>
        <p>{t(told.isOwn ? 'stories.withdrawnHere' : 'stories.withdrawnThere')}</p>
        <p>{outsideWords(told.printedOn, t, day)}</p>
      </Notice>
    );
  }
  const on = told.is === 'withdrawn' ? day(told.on) : '';
  return (
    <Notice tone="look" title={t(`stories.sought.${told.is}`, { day: on })}>
      <p>{t(`stories.soughtHelp.${told.is}`)}</p>
    </Notice>
  );
}

/** What cannot be taken back: what is on paper or in a file. */
const outsideWords = (printedOn: string | undefined, t: Words['t'], day: Words['day']): string =>
  printedOn ? t('stories.printed', { day: day(printedOn) }) : t('stories.maybePrinted');

function codeFault(written: string, isTried: boolean, t: Words['t']): string | undefined {
  const read = readWithdrawalCode(written);
  const all = withdrawalLength;
  if (read.is === 'sign') return t('stories.wrong.sign', { sign: read.sign });
  if (read.is === 'long') return t('codes.wrong.long', { all, count: read.count });
  if (read.is === 'wrong') return t('stories.wrong.wrong');
  if (!isTried) return undefined;
  if (read.is === 'short') return t('codes.wrong.short', { all, count: read.count });
  return read.is === 'none' ? t('codes.wrong.none') : undefined;
}

/** Asks before it goes: it does not come back. Which story it is is said, so that a teller with two takes the right one. */
async function mayWithdraw({ name, printedOn }: Story, t: Words['t'], day: Words['day']): Promise<boolean> {
  const answer = await ask({
    title: t('stories.withdrawAsk'),
    text: [name, t('stories.withdrawText'), outsideWords(printedOn, t, day)].join('\n\n'),
    choices: [
      { value: 'withdraw', label: t('stories.withdrawYes'), danger: true },
      { value: 'keep', label: t('stories.withdrawNo') },
    ],
  });
  return answer === 'withdraw';
}
