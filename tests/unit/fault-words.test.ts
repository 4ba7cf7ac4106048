/** What is said of a storage that fails: each fault is named for what it is wherever it shows, and nothing is promised that no code keeps. */
import { Dexie } from 'dexie';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import en from '../../locales/en.json' with { type: 'json' };
import fi from '../../locales/fi.json' with { type: 'json' };
import sv from '../../locales/sv.json' with { type: 'json' };
import { lockFault } from '../../src/app/lock/lock-notice.tsx';
import { whyStopped } from '../../src/delivery/screens/delivery.tsx';
import { db } from '../../src/store/db.ts';
import { type StorageFault, storageFault } from '../../src/store/storage-fault.ts';
import { toldApart } from '../../src/store/told-apart.ts';
import { type NotKept, notKept } from '../../src/store/writing.ts';
import { freshDevice } from '../support/device.ts';

freshDevice();

/** Whether something fits beside the database. */
const room = (has: boolean) =>
  vi.stubGlobal('caches', {
    open: async () => ({ put: () => (has ? Promise.resolve() : Promise.reject(new DOMException('', 'UnknownError'))) }),
    delete: async () => true,
  });

interface Failing {
  error: unknown;
  isOpen?: boolean;
  hasRoom?: boolean;
  is: StorageFault;
}

const broken = () => new DOMException('Internal error', 'UnknownError');
const faults: Record<string, Failing> = {
  'a full disk by its name': { error: new DOMException('', 'QuotaExceededError'), is: 'full' },
  'a database that does not open for want of room': { error: broken(), isOpen: false, hasRoom: false, is: 'full' },
  'a database that does not open, with room': { error: broken(), isOpen: false, is: 'damaged' },
  'an open database that fails with an unknown error': { error: broken(), is: 'unclear' },
  'an open database that aborts without a word': { error: new DOMException('', 'AbortError'), is: 'unclear' },
  'an open database that aborts without a word, and no room': {
    error: new DOMException('', 'AbortError'),
    hasRoom: false,
    is: 'unclear',
  },
  'a connection that is closing': { error: new DOMException('', 'InvalidStateError'), is: 'lost' },
  'a closed database': { error: new Dexie.DatabaseClosedError(), is: 'lost' },
  'a newer version': { error: new DOMException('', 'VersionError'), is: 'newer' },
  'a private window': { error: new DOMException('', 'SecurityError'), is: 'refused' },
};

const languages = {
  fi: {
    words: fi,
    full: /^Laitteen muisti on täynnä/,
    database: /^Laitteen tietokanta/,
    promise: /tallessa|kadonnut/,
    namesFull: /muisti\S* (on|oli|oli jo )?\s*täyn|muisti täyttyi/,
  },
  sv: {
    words: sv,
    full: /^Apparatens minne är fullt/,
    database: /^Apparatens databas/,
    promise: /finns kvar(?! här)|försvunnit|är sparat/,
    namesFull: /minne\S* (är|blev) fullt/,
  },
  en: {
    words: en,
    full: /^The (device['’]s (memory|storage)|storage of this device) is full/,
    database: /^Th(e|is) device['’]s database/,
    promise: /(are|is) kept|is lost|is safe/,
    namesFull: /(memory|storage)\b.* (is|became) full/,
  },
};

/** What each place says of an error. */
async function said(error: unknown, words: typeof fi): Promise<Record<string, string>> {
  const told = await toldApart(error);
  const fault = storageFault(told)!;
  return {
    'a form and its draft': words.notKept[(notKept(told) as NotKept).why],
    'the lock': words.lock.fault[lockFault(told)],
    'the sending': words.delivery.stoppedBy[await whyStopped(error)],
    'a screen that cannot be read': `${words.unread[fault]}. ${words.unread[`${fault}Help`]}`,
    'the data of the device': `${words.recovery[fault]}. ${words.recovery[`${fault}Help`]}`,
  };
}

describe.each(Object.entries(faults))('%s', (_, { error, isOpen = true, hasRoom = true, is }) => {
  beforeEach(() => {
    room(hasRoom);
    vi.spyOn(db, 'isOpen').mockReturnValue(isOpen);
  });

  test.each(Object.entries(languages))('is named for what it is in every place, in %s', async (_, of) => {
    expect(storageFault(await toldApart(error))).toBe(is);
    for (const [place, text] of Object.entries(await said(error, of.words as typeof fi))) {
      expect(of.full.test(text), `${place} says that it is full: ${text}`).toBe(is === 'full');
      expect(of.database.test(text), `${place} names the database: ${text}`).toBe(is === 'damaged');
      expect(text, place).not.toMatch(of.promise);
    }
  });
});

test('nothing is tried beside a database that is open: what fills the disk for a moment can cost all of it', async () => {
  const open = vi.fn();
  vi.stubGlobal('caches', { open });
  vi.spyOn(db, 'isOpen').mockReturnValue(true);
  await toldApart(broken());
  expect(open).not.toHaveBeenCalled();
});

test('a try that cannot be made finds nothing out', async () => {
  vi.stubGlobal('caches', { open: () => Promise.reject(new DOMException('', 'SecurityError')) });
  vi.spyOn(db, 'isOpen').mockReturnValue(false);
  expect(storageFault(await toldApart(broken()))).toBe('unclear');
});

test.each(Object.entries(languages))('no text that tells of a full disk promises that all is kept, in %s', (_, of) => {
  const texts: string[] = [];
  const gather = (words: unknown) => {
    if (typeof words === 'string') texts.push(words);
    else for (const one of Object.values(words as object)) gather(one);
  };
  gather(of.words);
  const tells = texts.filter((text) => of.namesFull.test(text));
  expect(tells.length).toBeGreaterThan(8);
  for (const text of tells) expect(text).not.toMatch(of.promise);
});
