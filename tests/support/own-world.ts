/**
 * A file that touches a device begins as a page does: with modules of its own and a database with nothing in it. The process and
 * the packages are those of the files before it, which is a quarter less work than a process for each.
 */
import { Dexie } from 'dexie';
import { IDBFactory } from 'fake-indexeddb';
import { vi } from 'vitest';

vi.resetModules();
globalThis.indexedDB = new IDBFactory();
Dexie.dependencies.indexedDB = globalThis.indexedDB;
