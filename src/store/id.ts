let lastTime = 0;
let lastCount = 0;

const quarter = 15 * 60_000;

/** When the quarter of an hour began that a moment is in (ms since 1970). */
export const quarterOf = (time: number): number => time - (((time % quarter) + quarter) % quarter);

/** An id that tells nothing of when it was made (version 4): of what people answered. */
export const newUntimedId = (): string => crypto.randomUUID();

/** In which quarter of an hour an id of version 7 was made: when that began (ms since 1970). Ids of earlier versions of the app tell the moment. */
export const timeOf = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);

/** From now on ids sort behind this one, whatever the clock says: the order of sending is the order of making. */
export function notBefore(id: string): void {
  const time = timeOf(id);
  if (id[14] === '7' && time > lastTime) {
    lastTime = time;
    lastCount = Number.parseInt(id.slice(15, 18), 16);
  }
}

/**
 * A UUID version 7 (RFC 9562, 6.2 method 1): time first, so that ids sort in the order they were made, also within one quarter of
 * an hour and when the clock steps back. Of the time it tells the quarter of an hour only: an id goes wherever its record goes.
 * The random part is 62 bits: enough apart for any number of phones.
 */
export function newId(now = Date.now()): string {
  if (quarterOf(now) > lastTime) {
    lastTime = quarterOf(now);
    lastCount = crypto.getRandomValues(new Uint16Array(1))[0]! & 0x07ff;
  } else if (++lastCount > 0x0fff) {
    lastTime += 1;
    lastCount = 0;
  }
  const time = lastTime.toString(16).padStart(12, '0');
  const random = crypto.getRandomValues(new Uint8Array(8));
  random[0] = (random[0]! & 0x3f) | 0x80;
  const tail = [...random].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const count = lastCount.toString(16).padStart(3, '0');
  const id = `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${tail.slice(0, 4)}-${tail.slice(4)}`;
  made.add(id);
  return id;
}

const made = new Set<string>();

/** Whether this page has made an id since it was loaded. */
export const isMadeHere = (id: string): boolean => made.has(id);
