/**
 * Ready for use without a network: a state that a page makes sure of for as long as it is open. It registers the worker, asks
 * the one at work to fetch what is lacking, puts right one that does not answer, and tells of a next version only after that
 * one has answered for itself and has everything.
 */
import { workerScript } from '../ui/worker-script.ts';
import { skipWaiting, type WorkerRequest, type WorkerState } from './tag.ts';

/** How it stands, as far as this page has heard. */
export interface Standing {
  /** Whether everything for use without a network is on the device. `never`: this browser has no service worker. */
  ready: 'asked' | 'no' | 'yes' | 'never';
  /** `waiting`: a next version may be taken. `taken`: another version than this page's is at work already. */
  update: 'none' | 'waiting' | 'taken';
  /** Of the files of this page's build, as the worker at work has them; undefined until it has answered. */
  checksum: string | undefined;
}

/** Until a try after so many that failed in a row, in ms, before the jitter. */
export const retryDelay = (failed: number): number => Math.min(5_000 * 2 ** Math.max(0, failed - 1), 10 * 60_000);

/** How many failures in a row before signs of a network cut a wait short only every other time. */
const freely = 3;
/** How often to look for a new version while the page stays open. */
const lookAgain = 60 * 60_000;
/** How long a worker may take to answer; one that has to start on a slow phone takes seconds. */
const answerTime = 10_000;
/** How long it may fetch before the page asks anew. */
const fetchTime = 5 * 60_000;
/** How long a look for another version may take: a network that hangs holds up nothing else. */
const updateTime = 30_000;

let standing: Standing = { ready: 'asked', update: 'none', checksum: undefined };
const hearers = new Set<(standing: Standing) => void>();

/** How it stands now. */
export const howItStands = (): Standing => standing;

/** Calls `hear` whenever it changes; answers how to stop that. */
export function hearStanding(hear: (standing: Standing) => void): () => void {
  hearers.add(hear);
  return () => void hearers.delete(hear);
}

function tell(news: Partial<Standing>): void {
  standing = { ...standing, ...news };
  for (const hear of hearers) hear(standing);
}

/** A development server has no worker, and not every browser has. */
let hasBegun = false;
let registration: ServiceWorkerRegistration | undefined;
/** The version that this page began under, and the one that was found to be whole and waits. */
let own: string | undefined;
let next: string | undefined;
let running: Promise<void> | undefined;
let isAskedAgain = false;
let failed = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let ended = 0;
/** The try to come, and the last one, were brought by a sign before the wait was over. */
let isEarly = false;
let wasEarly = false;
/** A next version could not be installed: it is asked for again. */
let isUpdateDue = false;

/** The script with which this page began, which tells its build: its name has the digests of all that it imports. */
const entry = () => {
  const script = document.querySelector<HTMLScriptElement>('script[type=module][src]');
  return script ? new URL(script.src).pathname : '';
};

/** Asks one worker. Undefined where it gives no answer in time, or none that a worker of ours would give. */
export function askWorker(worker: ServiceWorker, type: WorkerRequest['type'], patience = answerTime) {
  return new Promise<WorkerState | undefined>((done) => {
    const { port1, port2 } = new MessageChannel();
    const end = (answer?: unknown) => {
      clearTimeout(waiting);
      port1.close();
      done(isState(answer) ? answer : undefined);
    };
    const waiting = setTimeout(end, patience);
    port1.onmessage = ({ data }) => end(data);
    try {
      worker.postMessage({ type, page: entry() } satisfies WorkerRequest, [port2]);
    } catch {
      end();
    }
  });
}

const isState = (answer: unknown): answer is WorkerState => {
  const { version, isOfPage, lacking } = (answer ?? {}) as Partial<Record<keyof WorkerState, unknown>>;
  return typeof version === 'string' && typeof isOfPage === 'boolean' && typeof lacking === 'number';
};

/** Begins, once for a page, and goes on until everything is there; then it only looks for new versions. */
export function keepReady(): void {
  if (!import.meta.env.PROD) return;
  if (!('serviceWorker' in navigator)) {
    tell({ ready: 'never' });
    return;
  }
  hasBegun = true;
  const { serviceWorker } = navigator;
  serviceWorker.addEventListener('controllerchange', () => void lookAtController());
  addEventListener('online', tryEarly);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') tryEarly();
  });
  setInterval(() => void registration?.update().catch(() => undefined), lookAgain);
  if (document.readyState === 'complete') void attempt();
  else addEventListener('load', () => void attempt());
}

/**
 * Tries as soon as may be instead of at the end of a wait. Does nothing where all is well, or while a try is going on. After
 * `freely` failures a wait that follows a try of this kind is not cut short: signs alone bring no more tries than the backoff.
 */
function tryEarly(): void {
  if (timer === undefined || navigator.onLine === false || (wasEarly && failed > freely)) return;
  isEarly = true;
  clearTimeout(timer);
  timer = setTimeout(() => void attempt(), Math.max(0, ended + retryDelay(1) - performance.now()));
}

/** Makes the version that waits take over, if it is still the one that has answered. The page is loaded anew then. */
export async function takeUpdate(): Promise<void> {
  if (standing.update === 'taken') return location.reload();
  const worker = registration?.waiting;
  const state = worker && (await askWorker(worker, 'STATE'));
  if (!state || state.version !== next) {
    tell({ update: 'none' });
    return attempt();
  }
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload());
  worker.postMessage({ type: skipWaiting });
}

/** Sees to what a worker did: at once where nothing has failed, else when the wait ends, which nothing that a worker does cuts short. */
function tryInTurn(): void {
  if (!running && timer === undefined) void attempt();
}

/** Tries now, or once more after the try that is going on, and resolves when it has ended. */
export function attempt(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  wasEarly = isEarly;
  isEarly = false;
  if (!hasBegun) return Promise.resolve();
  if (running) isAskedAgain = true;
  running ??= Promise.resolve().then(tryUntilHeard);
  return running;
}

/** The same, and asks the server first whether there is another version: for who needs one. */
export function attemptUpdate(): Promise<void> {
  isUpdateDue = true;
  return attempt();
}

async function tryUntilHeard(): Promise<void> {
  do {
    isAskedAgain = false;
    const isDone = await tryOnce().catch((error: unknown) => {
      console.error('Not ready without a network', error instanceof Error ? error.name : '');
      tell({ ready: 'no' });
      return false;
    });
    failed = isDone ? 0 : failed + 1;
  } while (isAskedAgain);
  running = undefined;
  ended = performance.now();
  if (failed > 0) timer = setTimeout(() => void attempt(), retryDelay(failed) * (0.75 + Math.random() / 2));
}

/** One try. Answers whether nothing is left to do. */
async function tryOnce(): Promise<boolean> {
  // An installation that was cut in the middle of a first visit leaves no registration behind.
  const found = registration?.active ? registration : await register();
  if (isUpdateDue) {
    isUpdateDue = false;
    if (!(await update(found))) isUpdateDue = true;
  }
  await installed(found);
  // A worker that does not answer is none of ours: an empty script, or somebody else's.
  let state = found.active && ((await askWorker(found.active, 'STATE')) ?? (await replace(found)));
  if (state) own ??= state.version;
  if (state?.isOfPage) tell({ checksum: state.version });
  if (found.active && state && state.lacking > 0) {
    tell({ ready: 'no' });
    state = await askWorker(found.active, 'MAKE_READY', fetchTime);
  }
  const isReady = state?.lacking === 0;
  tell({ ready: isReady ? 'yes' : 'no' });
  return (await lookAtWaiting(found)) && isReady && !isUpdateDue && !found.installing;
}

async function register(): Promise<ServiceWorkerRegistration> {
  const now = await navigator.serviceWorker.register(workerScript('/sw.js'), { updateViaCache: 'none' });
  if (now !== registration) now.addEventListener('updatefound', () => void lookAtInstalling(now));
  registration = now;
  return now;
}

async function lookAtInstalling(registration: ServiceWorkerRegistration): Promise<void> {
  await installed(registration);
  // One that a try has asked for is seen to by that try, which may have heard of its end, and ended, a moment before this.
  tryInTurn();
}

/** Looks for another version. Answers whether the server gave a script in time. */
const update = (registration: ServiceWorkerRegistration): Promise<boolean> =>
  new Promise((done) => {
    const late = setTimeout(() => done(false), updateTime);
    const end = (isGiven: boolean) => {
      clearTimeout(late);
      done(isGiven);
    };
    registration.update().then(
      () => end(true),
      () => end(false),
    );
  });

/** Waits until no worker is being installed. Whoever hears first that a next one failed notes it, before anything is concluded. */
async function installed({ installing, active }: ServiceWorkerRegistration): Promise<void> {
  if (!installing) return;
  // The first one is at work only when it is activated; a later one waits.
  await reaches(installing, active ? ['installed', 'activated'] : ['activated']);
  if (installing.state === 'redundant' && active) isUpdateDue = true;
}

/** Waits until a worker is in one of these states, or is of no use any more. */
const reaches = (worker: ServiceWorker, states: ServiceWorkerState[]) =>
  new Promise<void>((done) => {
    const look = () => {
      if (worker.state === 'redundant' || states.includes(worker.state)) done();
    };
    worker.addEventListener('statechange', look);
    look();
  });

/** Lets a worker that answers take the place of one that does not. Answers how it stands then. */
async function replace(registration: ServiceWorkerRegistration): Promise<WorkerState | undefined> {
  await update(registration);
  await installed(registration);
  const { waiting } = registration;
  const state = waiting && (await askWorker(waiting, 'STATE'));
  if (!waiting || !state) return undefined;
  waiting.postMessage({ type: skipWaiting });
  await reaches(waiting, ['activated']);
  return state;
}

/** Tells of the version that waits if it answers and has everything; one that does not answer is asked for anew. */
async function lookAtWaiting(registration: ServiceWorkerRegistration): Promise<boolean> {
  let { waiting } = registration;
  if (waiting && !(await askWorker(waiting, 'STATE'))) {
    await update(registration);
    await installed(registration);
    ({ waiting } = registration);
  }
  const state = waiting && (await askWorker(waiting, 'MAKE_READY', fetchTime));
  const isWhole = state?.lacking === 0;
  next = isWhole ? state.version : undefined;
  if (standing.update !== 'taken') tell({ update: isWhole ? 'waiting' : 'none' });
  return registration.waiting === waiting && (isWhole || !waiting);
}

/**
 * Where a part is that did not load, fetching nothing: `there` where everything is on the device after all, `replaced` where
 * the version at work is another than this page's, which is told as the update that it is, and `unknown` where the worker that
 * keeps it gave no answer.
 */
export async function lookForPart(): Promise<'there' | 'missing' | 'replaced' | 'unknown'> {
  const worker = registration?.active;
  const state = worker && (await askWorker(worker, 'STATE'));
  if (worker && !state) return 'unknown';
  if (state && !state.isOfPage) {
    if (standing.update !== 'taken') tell({ update: 'taken' });
    return 'replaced';
  }
  return state?.lacking === 0 ? 'there' : 'missing';
}

/** Another worker has this page now: that is an update only where it is of another version. */
async function lookAtController(): Promise<void> {
  const { controller } = navigator.serviceWorker;
  const state = controller && (await askWorker(controller, 'STATE'));
  if (!state) return tryInTurn();
  own ??= state.version;
  if (!state.isOfPage || state.version !== own) tell({ update: 'taken' });
}
