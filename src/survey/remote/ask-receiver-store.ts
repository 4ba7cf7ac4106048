/** How long (ms) it may take: somebody waits for it. */
const patience = 15_000;

/** Asks the receiver that the app comes from, with this device's key to it; undefined where it does not answer, or not now. */
export const askReceiver = (
  token: string,
  method: 'GET' | 'POST' | 'DELETE',
  url: string,
  body?: object,
): Promise<Response | undefined> =>
  fetch(url, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store',
    signal: AbortSignal.timeout(patience),
  }).then(
    (answer) => (answer.status >= 500 || answer.status === 429 ? undefined : answer),
    () => undefined,
  );

/** Whether the receiver has no such thing any more: an answer to an earlier try may have been lost. */
export const isGone = (answer: Response | undefined): boolean =>
  answer?.status === 204 || (answer?.status === 404 && answer.headers.get('content-type')?.includes('json') === true);
