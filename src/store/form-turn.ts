/**
 * Whose turn it is to write in a form that is open in several tabs. A draft is written whole: two tabs that typed at once would each
 * write over what the other typed. The lock of the form says who writes, and goes with a tab that dies; the tabs tell each other only
 * that it is held, and that one of them is to go on.
 */
import { databaseName } from './practice.ts';

/** What a tab tells the others of a form: it is there, it writes, it wants to go on, what it had typed is kept and that one may. */
interface Said {
  form: string;
  from: string;
  is: 'opened' | 'held' | 'wanted' | 'given';
  to?: string;
}

/** How long one that wants to go on waits for the other's word, in ms: a tab that stands still types nothing that could be lost. */
const patience = 3000;

/** This tab: another screen of it, which is about to go, is nobody else. */
const tab = crypto.randomUUID();

interface Turns {
  /** Another tab writes from now on. */
  lost(): void;
  /** This one may write again; it was another's turn. */
  got(): void;
  /** Keeps what was typed here; false where that cannot be kept now. Nothing is typed here meanwhile: `lost` was called. */
  settle(): Promise<boolean>;
}

/** A form that waits for its turn or has it. */
export interface FormTurn {
  /** A person goes on here. */
  take(): void;
  leave(): void;
}

/** Opens a form: its tab writes, unless another one that has it open does. Where a browser has no locks every tab writes, as if alone. */
export function openForm(id: string, { lost, got, settle }: Turns): FormTurn | undefined {
  const { locks } = navigator;
  if (!locks || typeof BroadcastChannel === 'undefined') return undefined;
  const form = `${databaseName}-form-${id}`;
  const tabs = new BroadcastChannel('kenttakirja-forms');
  const say = (is: Said['is'], to?: string) => tabs.postMessage({ form, from: tab, is, ...(to && { to }) });
  /** The lock that this tab holds, and whether it is this tab's turn: it may have given that away and wait to be relieved of the lock. */
  let held: object | undefined;
  let isMine = false;
  let isOthers = false;
  let isLeft = false;
  let release = () => {};
  let waiting = new AbortController();
  let patient: ReturnType<typeof setTimeout> | undefined;

  const otherWrites = () => {
    isMine = false;
    if (isOthers) return;
    isOthers = true;
    lost();
  };
  const hold = (lock: object) => {
    if (isLeft) return undefined;
    held = lock;
    isMine = true;
    say('held');
    if (isOthers) got();
    isOthers = false;
    return new Promise<void>((done) => {
      release = done;
    });
  };
  const stand = (how: LockOptions) => {
    const lock = {};
    return locks
      .request(form, how, () => hold(lock))
      .catch(() => {
        // Only what was held is taken by another tab; one that left the line goes on in another way.
        if (isLeft || held !== lock) return;
        otherWrites();
        standInLine();
      });
  };
  const standInLine = () => {
    waiting = new AbortController();
    void stand({ signal: waiting.signal });
  };
  const seize = () => {
    clearTimeout(patient);
    if (isMine || isLeft) return;
    waiting.abort();
    void stand({ steal: true });
  };
  const give = async (to: string) => {
    otherWrites();
    const isKept = await settle();
    if (isLeft) return;
    if (isKept) return say('given', to);
    // What was typed here is nowhere else.
    isMine = true;
    isOthers = false;
    got();
    say('held');
  };

  tabs.onmessage = ({ data }: MessageEvent<Said>) => {
    if (data.form !== form || data.from === tab) return;
    if (data.is === 'opened' && isMine) say('held');
    if (data.is === 'held') {
      clearTimeout(patient);
      if (!isMine) otherWrites();
    }
    if (data.is === 'wanted' && isMine) void give(data.from);
    if (data.is === 'given' && data.to === tab) seize();
  };
  standInLine();
  say('opened');
  return {
    take() {
      if (isMine) return;
      say('wanted');
      clearTimeout(patient);
      patient = setTimeout(seize, patience);
    },
    leave() {
      isLeft = true;
      clearTimeout(patient);
      tabs.close();
      waiting.abort();
      release();
    },
  };
}
