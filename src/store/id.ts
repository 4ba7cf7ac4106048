let lastTime = 0;
let lastCount = 0;

/** An id that tells nothing of when it was made (version 4): of what people answered. */
export const newUntimedId = (): string => crypto.randomUUID();

/** When an id of version 7 was made (ms since 1970). */
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
 * A UUID version 7 (RFC 9562, 6.2 method 1): time first, so that ids sort in the order they were made, also within one
 * millisecond and when the clock steps back. The random part is 62 bits: enough apart for any number of phones.
 */
export function newId(now = Date.now()): string {
  if (now > lastTime) {
    lastTime = now;
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
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}
