/** An order of the organisation that a device be emptied: who can give one, which device follows it, and when. */
import { beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { carryOut, carryOutAfterBackup, orderHere, takeOrder } from '../../src/app/wipe/ordered-store.ts';
import { readOrders } from '../../src/app/wipe/watch-orders.ts';
import { drain } from '../../src/delivery/engine/drain.ts';
import { OrganisationDocument } from '../../src/organisation.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { configureEndpoint } from '../../src/setup/endpoint.ts';
import * as kept from '../../src/setup/organisation-store.ts';
import { noteWipeKey, wipeKey } from '../../src/setup/wipe-key-store.ts';
import { notForUs, orderText, readOrder, type WipeOrder } from '../../src/setup/wipe-order.ts';
import { Database, db, homeEndpoint } from '../../src/store/db.ts';
import { deviceId, forgetDevice, setSetting } from '../../src/store/device.ts';
import { dropDraft, keepDraft } from '../../src/store/drafts.ts';
import { learnClock } from '../../src/store/endpoints.ts';
import { revise } from '../../src/store/save.ts';
import { databaseOf } from '../../src/store/shift.ts';
import { emptyTables, isEmptied, NotEmptied, orderedBy, versionsOnlyHere } from '../../src/store/wipe.ts';
import { newSigningPair, type SigningPair } from '../../src/vault/signing.ts';
import { signingKeyIn } from '../../src/vault/signing-key.ts';
import { allStored, endpointThat, freshDevice, logged } from '../support/device.ts';
import { random as numbersFrom } from '../support/random.ts';

freshDevice();
const day = 86_400_000;
const start = Date.parse('2026-09-01T09:00:00Z');
let own: SigningPair;
let other: SigningPair;
beforeAll(async () => {
  [own, other] = await Promise.all([newSigningPair(), newSigningPair()]);
});
beforeEach(() => {
  vi.setSystemTime(start);
  vi.stubGlobal('navigator', {});
  vi.stubGlobal('location', { origin: 'https://app.example', replace: vi.fn() });
});

/** The document that holds on this device. */
const saying = (wipe: { signer?: string; orders?: string }, name = 'Etsivä työ') =>
  vi
    .spyOn(kept, 'organisation')
    .mockReturnValue(OrganisationDocument.parse({ kenttakirja: 1, organisation: { name }, wipe }));
const later = (ms: number) => vi.setSystemTime(start + ms);

const anOrder = async (some: Partial<WipeOrder> & { unit?: string } = {}): Promise<WipeOrder> =>
  ({
    ...{ kenttakirjaWipe: 1, organisation: 'Etsivä työ', id: crypto.randomUUID(), at: new Date().toISOString() },
    ...('unit' in some ? {} : { device: await deviceId() }),
    ...some,
  }) as WipeOrder;
async function signed(order: WipeOrder, { secret, open }: SigningPair = own): Promise<string> {
  const made = await orderText(order, secret, signingKeyIn(open)!);
  if ('why' in made) throw new Error(made.why);
  return made.text;
}

/** A device that had the key before anything was kept on it. */
async function withKey(wipe: { orders?: string } = {}): Promise<void> {
  saying({ signer: own.open, ...wipe });
  await noteWipeKey();
  later(60_000);
}

describe('who signs an order', () => {
  test('is whoever has the private half, as it was printed or typed; another half says so', async () => {
    const order = await anOrder();
    const open = signingKeyIn(own.open)!;
    const typed = own.secret.toLowerCase().replaceAll('-', ' ');
    for (const secret of [own.secret, typed])
      expect(await readOrder(await signed(order, { secret, open: own.open }), open)).toEqual(order);
    expect(await orderText(order, other.secret, open)).toEqual({ why: 'other-organisation' });
    expect(await orderText(order, own.secret.slice(0, -1), open)).toEqual({ why: 'no-key' });
    expect(await orderText(order, own.secret.replace(/[0-9A-F]{8}$/, '00000000'), open)).toEqual({
      why: 'other-organisation',
    });
  });

  test('is nobody else: a changed, cut or doubled text is no order, and nothing throws', async () => {
    const open = signingKeyIn(own.open)!;
    const random = numbersFrom(7);
    const text = await signed(await anOrder());
    const second = await signed(await anOrder({ unit: 'oma' }));
    const at = () => Math.floor(random() * text.length);
    const sign = () => 'ABCDEFabcdef0123-_.#= {"\u0000ä'[Math.floor(random() * 26)]!;
    const changes: (() => string)[] = [
      () => text.slice(0, at()),
      () => text.slice(at()),
      () => {
        const here = at();
        const changed = sign();
        return changed === text[here] ? '' : text.slice(0, here) + changed + text.slice(here + 1);
      },
      () => text.slice(0, at()) + sign() + text.slice(at()),
      () => text + text,
      () => `${text.split('.')[0]}.${second.split('.')[1]}`,
      () => `${second.split('.')[0]}.${text.split('.')[1]}`,
      () => Array.from({ length: 200 }, sign).join(''),
      () => text.repeat(60),
      () => `${text}=`,
    ];
    for (let n = 0; n < 600; n++) {
      const changed = changes[n % changes.length]!();
      if (changed.trim() === text) continue;
      const read = await readOrder(changed, open);
      expect(typeof read, changed).toBe('string');
    }
    expect(await readOrder(`https://app.example/#wipe=${text}\n`, open)).toMatchObject({ organisation: 'Etsivä työ' });
  });

  test('of a well-signed text that is none: refused', async () => {
    const open = signingKeyIn(own.open)!;
    for (const wrong of [{ lost: false }, { until: 'ever' }, { id: 'x' }, { unit: 'oma' }]) {
      const order = { ...(await anOrder()), ...wrong } as unknown as WipeOrder;
      expect(await readOrder(await signed(order), open)).toBe('not-an-order');
    }
  });
});

test('which device follows it: its own, after it was set up, in time', async () => {
  const here = { device: crypto.randomUUID(), unit: 'etsiva', keyCameAt: start, unitCameAt: start };
  const mine = await anOrder({ device: here.device, at: new Date(start + day).toISOString() } as Partial<WipeOrder>);
  const now = start + 2 * day;
  const at = (ms: number) => ({ ...mine, at: new Date(ms).toISOString() });
  expect(notForUs(mine, here, now)).toBeUndefined();
  expect(notForUs(await anOrder({ unit: 'etsiva', at: mine.at }), here, now)).toBeUndefined();
  expect(notForUs(mine, { ...here, device: crypto.randomUUID() }, now)).toBe('other-device');
  expect(notForUs(await anOrder({ unit: 'tyopaja' }), here, now)).toBe('other-unit');
  expect(notForUs(at(start - 1), here, now)).toBe('before-set-up');
  expect(notForUs(at(now + day + 1), here, now)).toBe('in-future');
  expect(notForUs(at(now + day - 1), here, now)).toBeUndefined();
  const ofUnit = (ms: number) => anOrder({ unit: 'etsiva', at: new Date(ms).toISOString() });
  expect(notForUs(await ofUnit(now + 600_001), here, now)).toBe('in-future');
  expect(notForUs(await ofUnit(now + 600_000), here, now)).toBeUndefined();
  const movedIn = { ...here, unitCameAt: start + day };
  expect(notForUs(await ofUnit(start + day - 1), movedIn, now)).toBe('before-unit');
  expect(notForUs(await ofUnit(start + day), movedIn, now)).toBeUndefined();
  expect(notForUs(at(start + day - 1), movedIn, now), 'one for the device itself').toBeUndefined();
  expect(notForUs(mine, here, start + 61 * day)).toBeUndefined();
  expect(notForUs(mine, here, start + 61 * day + 1)).toBe('expired');
});

describe('a device that is ordered empty', () => {
  test('waits for what another of its workers has not sent, whatever was delivered or backed up here', async () => {
    await withKey();
    const theirs = new Database(databaseOf(2));
    onTestFinished(() => theirs.delete());
    await theirs.endpoints.add({ id: homeEndpoint });
    const [mine] = await logged(1);
    const [item] = await db.outbox.toArray();
    await theirs.outbox.add({ ...item!, recordId: 'theirs', key: 'theirs:home' });
    endpointThat(allStored);
    await drain('saved');
    await takeOrder(await signed(await anOrder({ lost: true })));
    const here = await carryOut();
    expect(here).toMatchObject({ left: { records: 0, forms: 0 }, others: { records: 1, forms: 0 } });
    await expect(carryOutAfterBackup(here!.order, await versionsOnlyHere())).rejects.toThrow(NotEmptied);
    expect(await db.records.get(mine!.id)).toBeDefined();
    await theirs.outbox.update('theirs:home', { state: 'delivered' });
    await carryOut();
    expect(await isEmptied()).toBe(true);
  });

  test('with nothing unsent is emptied at once, and says who ordered it', async () => {
    await withKey();
    await logged(2);
    endpointThat(allStored);
    await drain('saved');
    const order = await anOrder();
    expect(await takeOrder(await signed(order))).toEqual({ order });
    expect(await carryOut()).toBeUndefined();
    expect(await isEmptied()).toBe(true);
    expect(await orderedBy()).toEqual({ by: 'Etsivä työ', at: order.at });
    expect([await db.records.count(), await db.settings.count()]).toEqual([0, 0]);
  });

  test('by an order for its unit too', async () => {
    await withKey();
    await takeOrder(await signed(await anOrder({ unit: 'oma' })));
    await carryOut();
    expect(await isEmptied()).toBe(true);
  });

  test.each([
    ['of another organisation', () => anOrder().then((order) => signed(order, other)), 'not-signed'],
    [
      'for another device',
      () => anOrder({ device: crypto.randomUUID() } as never).then((order) => signed(order)),
      'other-device',
    ],
    ['for another unit', () => anOrder({ unit: 'tyopaja' }).then((order) => signed(order)), 'other-unit'],
    [
      'from before it was set up',
      () => anOrder({ at: new Date(start - day).toISOString() }).then((order) => signed(order)),
      'before-set-up',
    ],
    ['that is none', async () => 'https://app.example/#setup=abc', 'not-an-order'],
  ])('not by one %s: a word, and all is as it was', async (_, make, why) => {
    await withKey();
    await logged(1);
    const before = await db.settings.toArray();
    expect(await takeOrder(await make())).toEqual({ why });
    expect(await db.settings.toArray(), 'nothing of it is kept').toEqual(before);
    await carryOut();
    expect(await isEmptied()).toBe(false);
    expect(await db.records.count()).toBe(1);
    expect(await orderHere()).toBeUndefined();
  });

  test('not where its settings have no key', async () => {
    saying({});
    await noteWipeKey();
    expect(await takeOrder(await signed(await anOrder()))).toEqual({ why: 'no-key-here' });
  });

  test('not again by the same order once it was set up anew', async () => {
    await withKey();
    const text = await signed(await anOrder({ unit: 'oma' }));
    later(day);
    await db.delete();
    await db.open();
    saying({ signer: own.open });
    await noteWipeKey();
    expect(await takeOrder(text)).toEqual({ why: 'before-set-up' });
  });
});

describe('an order for a unit is for who was in it when it was made', () => {
  const moveTo = async (unit: string) => {
    await setSetting('unit', unit);
    await noteWipeKey();
  };
  const ofUnit = async (unit: string) => signed(await anOrder({ unit }));

  test('a device that moves into the unit later is not emptied by it; by one that is made after, it is', async () => {
    await withKey();
    const before = await ofUnit('etsiva');
    expect(await takeOrder(before)).toEqual({ why: 'other-unit' });
    later(2 * 60_000);
    await setSetting('unit', 'etsiva');
    expect(await takeOrder(before), 'in the moment before it is noted').toEqual({ why: 'before-unit' });
    await noteWipeKey();
    expect(await takeOrder(before)).toEqual({ why: 'before-unit' });
    later(3 * 60_000);
    await takeOrder(await ofUnit('etsiva'));
    await carryOut();
    expect(await isEmptied()).toBe(true);
  });

  test('one that was taken in is followed no more after a move, and a move back', async () => {
    await withKey();
    await logged(1);
    await takeOrder(await ofUnit('oma'));
    expect(await orderHere()).toBeDefined();
    later(2 * 60_000);
    await moveTo('etsiva');
    expect(await orderHere()).toBeUndefined();
    later(3 * 60_000);
    await moveTo('oma');
    expect(await orderHere()).toBeUndefined();
  });

  test.each([
    ['days', 3 * day],
    ['hours', 20 * 3_600_000],
  ])(
    'a device that was set up anew while its clock was %s behind is not emptied by an old one, before its clock is right or after',
    async (_, behind) => {
      later(-60_000);
      const old = await ofUnit('oma');
      later(-behind);
      saying({ signer: own.open });
      await noteWipeKey();
      expect(await takeOrder(old)).toEqual({ why: 'in-future' });
      await learnClock(homeEndpoint, behind, Date.now());
      await noteWipeKey();
      later(0);
      await learnClock(homeEndpoint, 0, Date.now());
      await noteWipeKey();
      expect(await takeOrder(old)).toEqual({ why: 'before-unit' });
      later(60_000);
      expect(await takeOrder(await ofUnit('oma'))).toHaveProperty('order');
    },
  );

  test('where an earlier version noted the key alone, the device has been in its unit since the key came', async () => {
    await withKey();
    const { unit: _, unitAt: __, behind: ___, ...older } = (await wipeKey())!;
    await db.settings.put({ name: 'wipe-key', value: older });
    const order = await ofUnit('oma');
    expect(await takeOrder(order)).toHaveProperty('order');
    later(2 * 60_000);
    await noteWipeKey();
    expect(await orderHere()).toBeDefined();
  });
});

describe('whose order it is', () => {
  const named = async (organisation: string) => {
    const order = await anOrder({ organisation, lost: true });
    const taken = await takeOrder(await signed(order));
    expect(taken, 'whoever has the key is followed, whatever the order calls them').toEqual({ order });
    return order;
  };

  test('is told by the device’s own document, never by the order, before it and after it', async () => {
    await withKey();
    await logged(1);
    const { at } = await named('Poliisi');
    expect((await orderHere())?.by).toBe('Etsivä työ');
    endpointThat(allStored);
    await drain('saved');
    await carryOut();
    expect(await orderedBy()).toEqual({ by: 'Etsivä työ', at });
  });

  test('is told as the first of two tabs had it that carry it out at once', async () => {
    await withKey();
    const { at } = await named('Poliisi');
    await carryOut();
    await emptyTables({ ordered: { by: undefined, at } });
    expect(await orderedBy()).toEqual({ by: 'Etsivä työ', at });
  });

  test('is told by its new name once the document has it: no true order is refused, and the key does not rest anew', async () => {
    await withKey();
    await logged(1);
    await named('Katu ry');
    saying({ signer: own.open }, 'Katu ry');
    await noteWipeKey();
    expect(await orderHere()).toMatchObject({ by: 'Katu ry', rest: 0 });
    later(120_000);
    await named('Etsivä työ');
    expect((await orderHere())?.by).toBe('Katu ry');
  });

  test('is not told where an earlier version noted the key alone, until the app is open; the order holds', async () => {
    await withKey();
    const { organisation: _, ...older } = (await wipeKey())!;
    await db.settings.put({ name: 'wipe-key', value: older });
    await logged(1);
    const { at } = await named('Poliisi');
    expect(await orderHere()).toMatchObject({ by: undefined, rest: 0 });
    await noteWipeKey();
    expect(await orderHere()).toMatchObject({ by: 'Etsivä työ', rest: 0 });
    await db.settings.put({ name: 'wipe-key', value: older });
    endpointThat(allStored);
    await drain('saved');
    await carryOut();
    expect(await orderedBy()).toEqual({ by: undefined, at });
  });
});

describe('what is unsent is delivered first', () => {
  test('a record keeps the device until its endpoint has it', async () => {
    await withKey();
    await logged(2);
    endpointThat(() => new Error('no network'));
    await drain('saved');
    await takeOrder(await signed(await anOrder({ lost: true } as never)));
    expect(await carryOut()).toMatchObject({ left: { records: 2 } });
    expect(await isEmptied()).toBe(false);
    endpointThat(allStored);
    await drain('button');
    await carryOut();
    expect(await isEmptied()).toBe(true);
  });

  test('an unfinished form keeps it until it is finished or discarded; of a lost device it goes', async () => {
    await withKey();
    const id = crypto.randomUUID();
    await keepDraft({ kind: 'encounter', id, base: 0 }, {});
    await takeOrder(await signed(await anOrder()));
    expect(await carryOut()).toMatchObject({ left: { records: 0, forms: 1 } });
    later(120_000);
    await takeOrder(await signed(await anOrder({ lost: true } as never)));
    await carryOut();
    expect(await isEmptied()).toBe(true);
    expect(await dropDraft(id)).toBeUndefined();
  });

  test('what is logged in the very moment keeps all of it', async () => {
    await withKey();
    await takeOrder(await signed(await anOrder()));
    const asked = vi.spyOn(db.drafts, 'count').mockResolvedValueOnce(0);
    asked.mockResolvedValueOnce(1 as never);
    await expect(carryOut()).rejects.toBeInstanceOf(NotEmptied);
    asked.mockRestore();
    expect(await isEmptied()).toBe(false);
    expect(await orderHere()).toBeDefined();
  });

  describe('or saved into a backup', () => {
    /** An order, two records that no endpoint has and an unfinished form; what stands in the backup, then what happens while it is made. */
    async function backedUpWhile(happens: () => Promise<unknown>): Promise<void> {
      await withKey();
      const [first] = await logged(2);
      await keepDraft({ kind: 'encounter', id: form, base: 0 }, { people: '4' });
      const taken = await takeOrder(await signed(await anOrder()));
      if (!('order' in taken)) throw new Error(taken.why);
      const before = await versionsOnlyHere();
      edited = first!;
      await happens();
      await carryOutAfterBackup(taken.order, before);
    }
    const form = crypto.randomUUID();
    let edited: Encounter;

    test.each<[string, () => Promise<unknown>]>([
      ['nothing came meanwhile', async () => undefined],
      [
        'some of it was delivered meanwhile',
        async () => {
          endpointThat(allStored);
          await drain('saved');
        },
      ],
      ['the form was discarded meanwhile', () => dropDraft(form)],
    ])('the device is emptied where %s', async (_, happens) => {
      await backedUpWhile(happens);
      expect(await isEmptied()).toBe(true);
    });

    test.each<[string, () => Promise<unknown>]>([
      [
        'another record was logged while those were delivered',
        async () => {
          endpointThat(allStored);
          await drain('saved');
          await logged(1);
        },
      ],
      ['a record was edited', () => revise(Encounter, edited, { place: 'Asema' })],
      ['the form was gone on with', () => keepDraft({ kind: 'encounter', id: form, base: 0 }, { people: '10+' })],
    ])('nothing is emptied where %s', async (_, happens) => {
      await expect(backedUpWhile(happens)).rejects.toBeInstanceOf(NotEmptied);
      expect(await isEmptied()).toBe(false);
      expect(await db.records.count()).toBeGreaterThan(1);
    });
  });

  test('a disk that fails in the middle leaves everything, and the order', async () => {
    await withKey();
    await takeOrder(await signed(await anOrder()));
    const before = await db.settings.count();
    const fails = vi.spyOn(db.keys, 'put').mockRejectedValue(new Error('The disk is gone'));
    await expect(carryOut()).rejects.toThrow();
    fails.mockRestore();
    expect(await db.settings.count()).toBe(before);
    await carryOut();
    expect(await isEmptied()).toBe(true);
  });
});

test('killed at a hundred moments: all of it is there and the order with it, or nothing is; then it goes on', async () => {
  const random = numbersFrom(19);
  let whole = 0;
  for (let run = 0; run < 100; run++) {
    await db.delete();
    await db.open();
    forgetDevice();
    await configureEndpoint('home', { auth: { way: 'bearer', token: 'the-key' } });
    later(0);
    await withKey();
    await logged(1);
    endpointThat(allStored);
    await drain('saved');
    await takeOrder(await signed(await anOrder({ unit: 'oma' })));
    const count = async () => Promise.all(db.tables.map((table) => table.count()));
    const before = await count();
    const [dies, isAborted] = [Math.floor(random() * (db.tables.length + 2)), random() < 0.5];
    let writes = 0;
    const kills = (method: 'clear' | 'put') => {
      const real = IDBObjectStore.prototype[method] as (...given: unknown[]) => IDBRequest;
      return vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(function (
        this: IDBObjectStore,
        ...given: unknown[]
      ) {
        if (writes++ >= dies) {
          if (isAborted) this.transaction.abort();
          throw new DOMException('killed', 'UnknownError');
        }
        return real.apply(this, given);
      } as never);
    };
    const killing = [kills('clear'), kills('put')];
    await carryOut().catch(() => undefined);
    for (const one of killing) one.mockRestore();
    forgetDevice();
    const isGone = await isEmptied();
    if (!isGone) {
      expect(await count()).toEqual(before);
      whole++;
      await carryOut();
    }
    expect(await orderedBy()).toMatchObject({ by: 'Etsivä työ' });
    expect(await db.records.count()).toBe(0);
  }
  expect(whole).toBeGreaterThan(50);
}, 60_000);

describe('a key that a changed document brings', () => {
  const changed = async () => {
    await withKey();
    await logged(1);
    endpointThat(allStored);
    await drain('saved');
    saying({ signer: other.open });
    await noteWipeKey();
    later(120_000);
    return signed(await anOrder(), other);
  };

  test('orders nothing for three days, whatever the clock says; then it does', async () => {
    await takeOrder(await changed());
    expect((await carryOut())?.rest).toBeGreaterThan(2.9 * day);
    for (const leap of [400, 0, 300]) {
      later(120_000 + leap * day);
      await carryOut();
      expect(await isEmptied()).toBe(false);
      if (leap === 400) break;
    }
    // A leap is worth a day at most.
    expect((await orderHere())?.rest).toBeGreaterThan(1.9 * day);
    for (let days = 401; days < 404 && !(await isEmptied()); days++) {
      later(days * day);
      await carryOut();
    }
    expect(await isEmptied()).toBe(true);
  });

  test('orders nothing any more once the document was put right', async () => {
    await takeOrder(await changed());
    saying({ signer: own.open });
    await noteWipeKey();
    expect(await orderHere()).toBeUndefined();
    for (let days = 1; days < 9; days++) {
      later(days * day);
      await carryOut();
    }
    expect(await isEmptied()).toBe(false);
  });

  test('rests too where it comes to a device with records that had none, and where it was taken out and put back', async () => {
    await logged(1);
    await withKey();
    expect((await wipeKey())?.isFirst).toBe(false);
    saying({});
    await noteWipeKey();
    expect(await wipeKey()).toBeUndefined();
    saying({ signer: own.open });
    await noteWipeKey();
    await takeOrder(await signed(await anOrder({ lost: true } as never)));
    expect((await carryOut())?.rest).toBeGreaterThan(2 * day);
  });

  test('keeps its time where only the address of orders changes', async () => {
    await withKey();
    await logged(1);
    const before = await wipeKey();
    later(day);
    saying({ signer: own.open, orders: 'https://other.example/orders.txt' });
    await noteWipeKey();
    expect(await wipeKey()).toEqual({ ...before, orders: 'https://other.example/orders.txt' });
  });
});

test('of what lies at the organisation’s address only the device’s own order is followed', async () => {
  await withKey({ orders: 'https://files.example/orders.txt' });
  const texts = [
    'hello <script>',
    await signed(await anOrder(), other),
    await signed(await anOrder({ device: crypto.randomUUID() } as never)),
  ];
  const answers = (lines: string[]) =>
    vi.stubGlobal('fetch', async () => new Response(lines.join('\n'), { headers: { 'content-type': 'text/plain' } }));
  answers(texts);
  await readOrders();
  expect(await isEmptied()).toBe(false);
  answers([...texts, await signed(await anOrder())]);
  await readOrders();
  expect(await isEmptied()).toBe(true);
});
