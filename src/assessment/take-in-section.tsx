import { useId, useRef, useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { Camera } from '../setup/camera.tsx';
import '../setup/setup.css';
import { givenLimit, unpackText } from '../files/packed-text.ts';
import { NotKeptNotice } from '../store/not-kept.tsx';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { toFirstError } from '../ui/to-first-error.ts';
import { isCarried, NotOpened, openCarried } from '../vault/carried.ts';
import { addPiece, gatheredSigns, type ReadPieces, signsIn } from './packed.ts';
import { type TakenIn, takeInto } from './round-store.ts';
import { invitedTo, recordsIn } from './take-in.ts';
import { dayAt } from './use-round.ts';

/** Reads the rounds that endpoints show: what came, or why nothing did. */
export type Pull = () => Promise<TakenIn | { failed: string }>;

type Ended =
  | TakenIn
  | 'damaged'
  | 'invitation'
  | 'empty'
  | 'too-large'
  | 'not-ours'
  | 'wrong-code'
  | 'unread'
  | { failed: string };

interface TakeInProps {
  /** The round that is asked for; without it any. */
  round?: string;
  pull: Pull;
  /** An invitation was read, or a link with one. */
  onInvited?: (text: string) => void;
}

/** Takes in what others answered: a file, a row of pictures, what an endpoint shows. What came is said, and what did not and why. */
export function TakeIn({ round, pull, onInvited }: TakeInProps) {
  const { t } = useWords();
  const [ended, setEnded] = useState<Ended>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const work = async (of: () => Promise<Ended | undefined>) => {
    setEnded(undefined);
    setError(undefined);
    setBusy(true);
    try {
      setEnded(await of());
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  const takeText = async (text: string): Promise<Ended | undefined> => {
    if (invitedTo(text)) {
      if (!onInvited) return 'invitation';
      onInvited(text);
      return undefined;
    }
    return takeInto(recordsIn(text), round);
  };
  return (
    <section class="stack tight">
      <h2>{t('rounds.takeIn')}</h2>
      <p class="muted">{t('rounds.takeInLead')}</p>
      <FromFile onText={(text) => work(() => takeText(text))} onEnd={(end) => work(async () => end)} />
      <FromCamera onText={(text) => work(async () => (text === undefined ? 'damaged' : takeText(text)))} />
      <p>
        <Button busy={busy} onClick={() => work(pull)}>
          {t('rounds.pull')}
        </Button>
      </p>
      {error !== undefined && <NotKeptNotice error={error} />}
      {ended && <EndTold ended={ended} />}
    </section>
  );
}

interface FromFileProps {
  onText: (text: string) => void;
  onEnd: (end: Ended) => void;
}

/** A sealed file, and its code where it was not given before. */
function FromFile({ onText, onEnd }: FromFileProps) {
  const { t } = useWords();
  const id = useId();
  const [file, setFile] = useState<File>();
  const [code, setCode] = useState('');
  const [wrong, setWrong] = useState<'missing' | 'wrong-code'>();
  async function choose(field: HTMLInputElement) {
    const [given] = field.files ?? [];
    if (!given) return;
    setFile(undefined);
    setWrong(undefined);
    setCode('');
    const end = given.size === 0 ? 'empty' : given.size > givenLimit ? 'too-large' : undefined;
    const isOurs = end ? false : await isCarried(given).catch(() => undefined);
    if (isOurs) setFile(given);
    else onEnd(end ?? (isOurs === undefined ? 'unread' : 'not-ours'));
    field.value = '';
  }
  async function open(event: Event) {
    event.preventDefault();
    if (!file) return;
    if (!code.trim()) {
      setWrong('missing');
      return toFirstError();
    }
    try {
      const text = await openCarried(file, code.trim(), givenLimit);
      setFile(undefined);
      onText(text);
    } catch (problem) {
      if (problem instanceof NotOpened && problem.why === 'wrong-code') {
        setWrong('wrong-code');
        return toFirstError();
      }
      setFile(undefined);
      onEnd(problem instanceof NotOpened ? (problem.why === 'too-large' ? 'too-large' : 'not-ours') : 'unread');
    }
  }
  return (
    <>
      <label class="button pick-file" for={id}>
        {t('rounds.takeFile')}
        <input id={id} type="file" onChange={({ currentTarget }) => choose(currentTarget)} />
      </label>
      {file && (
        <form class="card" noValidate onSubmit={open}>
          <Field
            label={t('report.collect.code')}
            hint={file.name}
            value={code}
            onInput={(written) => {
              setWrong(undefined);
              setCode(written);
            }}
            limit={40}
            error={wrong && t(wrong === 'missing' ? 'report.collect.codeMissing' : 'report.file.wrong-code')}
          />
          <Button type="submit">{t('report.collect.open')}</Button>
        </form>
      )}
    </>
  );
}

/** Looks at the pictures of another phone until all of them were read. */
function FromCamera({ onText }: { onText: (text: string | undefined) => void }) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const [isWithout, setWithout] = useState(false);
  const gathered = useRef<ReadPieces | undefined>(undefined);
  const [read, setRead] = useState<ReadPieces>();
  const onCode = (text: string): boolean => {
    const link = signsIn(text);
    gathered.current = link === undefined ? addPiece(gathered.current, text) : undefined;
    setRead(gathered.current);
    const signs = link ?? (gathered.current && gatheredSigns(gathered.current));
    if (signs === undefined) return false;
    gathered.current = undefined;
    setOpen(false);
    if (signs === 'damaged') onText(undefined);
    else void unpackText(signs).then(onText);
    return true;
  };
  if (isWithout) return <Notice tone="look" title={t('cards.noCamera')} />;
  if (!isOpen)
    return (
      <p>
        <Button onClick={() => setOpen(true)}>{t('rounds.takePictures')}</Button>
      </p>
    );
  return (
    <Camera
      other={read ? t('rounds.picturesRead', { now: read.pieces.size, all: read.count }) : t('rounds.otherCode')}
      onCode={onCode}
      onFail={() => setWithout(true)}
      onClose={() => setOpen(false)}
    />
  );
}

/** What came of it, in words. */
function EndTold({ ended }: { ended: Ended }) {
  const { t, day } = useWords();
  if (typeof ended === 'string')
    return (
      <Notice tone={ended === 'invitation' ? 'look' : 'danger'} title={t('rounds.nothingTaken')}>
        <p>{t(`rounds.end.${ended}`)}</p>
      </Notice>
    );
  if ('failed' in ended)
    return (
      <Notice tone="danger" title={t('rounds.nothingTaken')}>
        <p>{t(`rounds.unread.${ended.failed === 'none' ? 'none' : 'failed'}`)}</p>
      </Notice>
    );
  const { fresh, known, passed } = ended;
  const not = (['other-round', 'other-wording', 'newer', 'unreadable'] as const).filter((is) => ended[is] > 0);
  return (
    <>
      <Notice title={fresh > 0 ? t('rounds.came', { count: fresh }) : t('rounds.cameNothing')}>
        {known > 0 && <p class="number">{t('rounds.known', { count: known })}</p>}
      </Notice>
      {not.length > 0 && (
        <Notice tone="look" title={t('rounds.notTaken')}>
          <ul>
            {not.map((is) => (
              <li key={is} class="number">
                {t(`rounds.not.${is}`, { count: ended[is] })}
              </li>
            ))}
          </ul>
          {passed.map((head) => (
            <p key={head.round}>
              {t('rounds.passed', { activity: head.activity, day: day(dayAt(head.begun)) })}{' '}
              <a href="/assessment/join">{t('rounds.takeApart')}</a>
            </p>
          ))}
        </Notice>
      )}
    </>
  );
}
