/**
 * What a respondent sees: information, one statement a screen, thanks. The whole of it is in the HTML before any script
 * runs, and the chosen answers live in the native controls: what was tapped before the script came is there when it comes.
 */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type locale from '../../locales/fi.json';
import { ask } from '../ui/ask.ts';
import { type Answering, fill } from './answers.ts';
import type { Instrument } from './instrument.ts';

/** What the page can have kept; given in the browser only. */
export interface Keeper {
  /** The answers so far of the response that the address names, if it names one. */
  resume(): Promise<Answering | undefined>;
  /** Keeps the answers so far, and tells whether they reached the disk. */
  keep(answering: Answering, ended: (kept: boolean) => void): void;
  /** Keeps the finished response. Rejects when it did not reach the disk. */
  finish(answering: Answering): Promise<void>;
  /** Forgets the answers: the person stopped. */
  forget(): Promise<void>;
  mode: Answering['mode'];
}

export interface AnswerFormProps {
  instrument: Instrument;
  language: string;
  words: (typeof locale)['answer'];
  keeper?: Keeper;
  /** What waits on this device, for the worker who hands it over. */
  waiting?: string | undefined;
}

/** 0 is the information, 1 to n the statements. */
type At = number | 'thanks' | 'stopped';

export function AnswerForm({ instrument, language, words, keeper, waiting }: AnswerFormProps) {
  const { items, stem, responses } = instrument.texts[language]!;
  const form = useRef<HTMLFormElement>(null);
  const startedAt = useRef('');
  const [at, setAt] = useState<At>(0);
  const [answered, setAnswered] = useState(false);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<'none' | 'draft' | 'finish'>('none');

  const now = (statement: number): Answering => ({
    instrument: instrument.id,
    language,
    mode: keeper?.mode ?? 'self',
    startedAt: startedAt.current,
    at: statement,
    answers: items.map((_, index) => chosen(form.current!, index + 1)),
  });
  const keep = (statement: number) => keeper?.keep(now(statement), (kept) => setTrouble(kept ? 'none' : 'draft'));
  const go = (statement: number) => {
    setAt(statement);
    setAnswered(statement > 0 && chosen(form.current!, statement) !== null);
    if (statement === 0) return;
    startedAt.current ||= new Date().toISOString();
    keep(statement);
  };
  const leave = (to: 'thanks' | 'stopped') => {
    form.current!.reset();
    startedAt.current = '';
    setAt(to);
  };
  const finish = async () => {
    setBusy(true);
    setTrouble('none');
    try {
      await keeper?.finish(now(items.length));
      leave('thanks');
    } catch {
      setTrouble('finish');
    } finally {
      setBusy(false);
    }
  };
  const stop = async () => {
    const answer = await ask({
      title: words.stopAsk,
      text: words.stopText,
      choices: [
        { value: 'stop', label: words.stopYes, danger: true },
        { value: 'go-on', label: words.stopNo },
      ],
    });
    if (answer !== 'stop') return;
    await keeper?.forget();
    leave('stopped');
  };

  useEffect(() => {
    const begun = form.current!.elements.namedItem('begin') as HTMLInputElement;
    keeper?.resume().then((kept) => {
      if (kept && !begun.checked) {
        startedAt.current = kept.startedAt;
        begun.checked = true;
        for (const [index, code] of kept.answers.entries()) choose(form.current!, index + 1, code);
        go(kept.at);
      }
    });
    // The person began before this script did.
    if (begun.checked) go(1);
  }, []);
  useEffect(() => {
    if (typeof at === 'number' && at > 1) form.current!.querySelector<HTMLElement>(`#q${at} legend`)?.focus();
    else if (typeof at === 'string') document.getElementById(at)?.focus();
  }, [at]);

  // The same nodes while the same statement is on screen: an answer draws two words anew, not fifty choices.
  const statements = useMemo(
    () =>
      items.map((item, index) => (
        <fieldset key={item} id={`q${index + 1}`} hidden={at !== index + 1 && !(index === 0 && at === 0)}>
          <legend tabIndex={-1}>
            <span class="seen-only-by-ear">{fill(words.progressSpoken, { now: index + 1, all: items.length })}. </span>
            <span class="stem">{stem} </span>
            <h1 class="statement">{item}</h1>
          </legend>
          {instrument.order.map((code) => (
            <label key={code} class="step">
              <input type="radio" name={`q${index + 1}`} value={code} />
              <span>{responses[code]}</span>
            </label>
          ))}
        </fieldset>
      )),
    [at],
  );
  const isLast = at === items.length;
  const next = () => (busy ? undefined : isLast ? finish() : go(Number(at) + 1));
  return (
    <form
      ref={form}
      class="answering"
      data-at={at}
      autocomplete="off"
      onSubmit={(event) => event.preventDefault()}
      onChange={(event) => {
        if ((event.target as HTMLInputElement).name === 'begin') return go(1);
        setAnswered(true);
        if (typeof at === 'number') keep(at);
      }}
    >
      <section id="info" hidden={at !== 0} class="stack">
        <h1>{words.infoTitle}</h1>
        <p>{words.who}</p>
        <p>{words.why}</p>
        <p>{words.voluntary}</p>
        <p>{words.stored}</p>
        <p>{words.seen}</p>
        {waiting && <p class="muted">{waiting}</p>}
        <div class="bar">
          <input type="checkbox" id="begin" name="begin" class="seen-only-by-ear" />
          <label for="begin" class="button primary">
            {words.agree}
          </label>
        </div>
      </section>

      <div id="head" hidden={typeof at === 'string'} class="head">
        <progress aria-hidden="true" max={items.length} value={at === 0 ? 1 : Number(at)} />
        <span class="number" aria-hidden="true">
          {fill(words.progress, { now: at === 0 ? 1 : at, all: items.length })}
        </span>
        <button type="button" class="button plain" onClick={() => document.documentElement.classList.toggle('larger')}>
          <span aria-hidden="true">Aa</span>
          <span class="seen-only-by-ear">{words.larger}</span>
        </button>
        <button type="button" class="button plain" onClick={stop}>
          {words.stop}
        </button>
      </div>

      {statements}

      <div id="foot" hidden={typeof at === 'string'} class="bar">
        <div role="alert">
          {trouble === 'draft' && <p class="wrong">{words.draftFailed}</p>}
          {trouble === 'finish' && (
            <p class="wrong">
              {words.failedTitle}. {words.failed}
            </p>
          )}
        </div>
        <div class="two">
          <button
            type="button"
            id="back"
            class="button"
            disabled={typeof at !== 'number' || at < 2}
            onClick={() => go(Number(at) - 1)}
          >
            {words.back}
          </button>
          <button
            type="button"
            id="next"
            class={`button primary${answered ? '' : ' quiet'}`}
            aria-disabled={busy}
            onClick={next}
          >
            {busy ? words.saving : isLast ? words.finish : answered ? words.next : words.skip}
          </button>
        </div>
      </div>

      <section id="thanks" hidden={at !== 'thanks'} class="stack end" tabIndex={-1}>
        <h1>{words.thanksTitle}</h1>
        <p>{words.thanks}</p>
        <ToWorker words={words} waiting={waiting} />
      </section>
      <section id="stopped" hidden={at !== 'stopped'} class="stack end" tabIndex={-1}>
        <h1>{words.stoppedTitle}</h1>
        <p>{words.stopped}</p>
        <ToWorker words={words} waiting={waiting} />
      </section>
    </form>
  );
}

const ToWorker = ({ words, waiting }: Pick<AnswerFormProps, 'words' | 'waiting'>) => (
  <>
    {waiting && <p class="muted">{waiting}</p>}
    <p>
      <a class="button" href="/surveys">
        {words.worker}
      </a>
    </p>
  </>
);

const radios = (form: HTMLFormElement, statement: number) => [
  ...form.querySelectorAll<HTMLInputElement>(`input[name="q${statement}"]`),
];

/** The code chosen for a statement, or null. */
function chosen(form: HTMLFormElement, statement: number): number | null {
  const checked = radios(form, statement).find((radio) => radio.checked);
  return checked ? Number(checked.value) : null;
}

function choose(form: HTMLFormElement, statement: number, code: number | null): void {
  for (const radio of radios(form, statement)) radio.checked = Number(radio.value) === code;
}
