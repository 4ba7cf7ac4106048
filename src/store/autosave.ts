/** One record that is kept with each change: one write at a time, the newest fields win, and what failed is tried again. */
export interface Autosave<R, F> {
  /** Keeps these fields, now or when the write that runs is done. */
  keep(fields: F): void;
  /** Tries again what failed; nothing where nothing did. */
  again(): void;
  /** Resolves when nothing is being written any more, after one more try of what failed; undefined where that fails too. */
  settled(): Promise<R | undefined>;
  /** Drops what waits to be written. Resolves to the record as it is kept, when nothing is being written any more. */
  abandon(): Promise<R | undefined>;
}

/**
 * `write` makes the record of these fields, or its next revision where there is one. `onKept` hears of each that was
 * written, `onFailed` of each that was not: its fields wait for the next `keep`, `again` or `settled`.
 */
export function autosave<R, F>(given: {
  kept: R | undefined;
  write(kept: R | undefined, fields: F): Promise<R>;
  onKept(record: R): void;
  onFailed(error: unknown): void;
}): Autosave<R, F> {
  let { kept } = given;
  let next: { fields: F } | undefined;
  let running: Promise<R | undefined> | undefined;

  async function writeAll(): Promise<R | undefined> {
    let writing: typeof next;
    try {
      for (writing = next; writing; writing = next) {
        next = undefined;
        kept = await given.write(kept, writing.fields);
        given.onKept(kept);
      }
      return kept;
    } catch (error) {
      next ??= writing;
      given.onFailed(error);
      return undefined;
    } finally {
      running = undefined;
    }
  }

  /** Every write goes through here: two at once would make one record twice. */
  function run(): Promise<R | undefined> | undefined {
    if (next) running ??= writeAll();
    return running;
  }

  return {
    keep(fields) {
      next = { fields };
      void run();
    },
    again: () => void run(),
    async settled() {
      await running;
      return next ? run() : kept;
    },
    async abandon() {
      next = undefined;
      await running;
      next = undefined;
      return kept;
    },
  };
}
