/** The files of this page, past the browser's HTTP cache: what somebody else answered in their place may lie in it for long. */

/** Until a try after so many that failed, in ms. */
const wait = (failed: number) => Math.min(5_000 * 2 ** (failed - 1), 10 * 60_000);

const loads = () => performance.getEntriesByType('resource') as PerformanceResourceTiming[];
const isOfApp = (url: string) => /\/assets\/[^?]+\.(js|css)$/.test(url);

/** Scripts and styles that this page has asked for, whatever came. */
const asked = () => {
  const tags = document.querySelectorAll<HTMLScriptElement & HTMLLinkElement>('script[src],link[href]');
  const all = [...tags].map(({ src, href }) => src || href);
  for (const { name } of loads()) all.push(name);
  return new Set(all.filter(isOfApp));
};

/** Whether the page went without one of them, though it may come by now. A browser that does not tell so says no. */
const hasMissed = () =>
  loads().some(
    ({ name, responseStatus, decodedBodySize }) => isOfApp(name) && responseStatus === 0 && decodedBodySize === 0,
  );

/** Whether a file comes, and as a script or a style. With `reload` it takes the place of what the HTTP cache holds. */
async function comes(url: string, cache: RequestCache): Promise<boolean> {
  try {
    const answer = await fetch(url, { cache, signal: AbortSignal.timeout(30_000) });
    // Only what was read to its end is kept.
    await answer.arrayBuffer();
    return answer.ok && /javascript|css/.test(answer.headers.get('content-type') ?? '');
  } catch {
    return false;
  }
}

/** Fetches every file of the page past the HTTP cache. */
export const fetchAnew = () => Promise.all([...asked()].map((url) => comes(url, 'reload')));

/**
 * Tries until every file of the page comes, by a backoff and once in each wait when there may be a network again. Calls `done`
 * then, once: `isMended` where any had not come, to the page or at a try, or lay in the HTTP cache as somebody else's.
 */
export function untilAllCome(done: (isMended: boolean) => void): void {
  let failed = 0;
  let isMended = hasMissed();
  let isCut = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const attempt = async () => {
    timer = undefined;
    const came = await Promise.all(
      [...asked()].map(async (url) => {
        if (await comes(url, 'force-cache')) return true;
        isMended = true;
        return comes(url, 'reload');
      }),
    );
    if (came.every(Boolean)) return done(isMended);
    failed += 1;
    timer = setTimeout(() => {
      isCut = false;
      void attempt();
    }, wait(failed));
  };
  const cutShort = () => {
    if (timer === undefined || isCut || document.visibilityState !== 'visible') return;
    isCut = true;
    clearTimeout(timer);
    void attempt();
  };
  addEventListener('online', cutShort);
  document.addEventListener('visibilitychange', cutShort);
  void attempt();
}
