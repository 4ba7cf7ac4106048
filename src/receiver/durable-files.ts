import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PGlite, postgresMod } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** The part of Emscripten's file system on Node that is not in its types. */
interface Files {
  FS: { isDir(mode: number): boolean };
  NODEFS: {
    isWindows: boolean;
    stream_ops: { fsync?: (stream: { nfd: number; node: { mode: number } }) => number };
    tryFSOperation(work: () => void): void;
  };
}

/**
 * Files for PGlite that are on the disk when PostgreSQL thinks that they are. As PGlite comes, nothing is ever flushed: a
 * batch that was acknowledged would be gone after a power cut, and by then the device may have let go of it.
 */
export class DurableFiles extends NodeFS {
  override async init(pglite: PGlite, options: Partial<postgresMod.PostgresMod>) {
    const { emscriptenOpts } = await super.init(pglite, options);
    const flush = (module: unknown) => addFlush(module as Files);
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), flush] } };
  }
}

function addFlush({ FS, NODEFS }: Files): void {
  NODEFS.stream_ops.fsync = (stream) => {
    // Windows has no flush of a folder, and needs none.
    if (!(NODEFS.isWindows && FS.isDir(stream.node.mode))) NODEFS.tryFSOperation(() => fsyncSync(stream.nfd));
    return 0;
  };
}

/** Flushes a folder and all that is in it. */
export function flushFolder(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) flushFolder(path);
    else flush(path, 'r+');
  }
  flushNames(folder);
}

/** Flushes which names are in a folder, and nothing of what they name. */
export function flushNames(folder: string): void {
  if (process.platform !== 'win32') flush(folder, 'r');
}

function flush(path: string, flags: string): void {
  const file = openSync(path, flags);
  fsyncSync(file);
  closeSync(file);
}
