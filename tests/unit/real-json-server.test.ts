/** json-server 0.17.4 for real, a fine bad citizen: 404 to the PUT of a new id, 500 to the POST of an old one, 201 to a list. */

import { beforeEach, describe, expect, test } from 'vitest';
import type { Sendable } from '../../src/delivery/dialects/dialect.ts';
import { drain } from '../../src/delivery/engine/drain.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { configureEndpoint } from '../../src/setup/endpoint.ts';
import { asTold } from '../../src/store/kind.ts';
import { itemsOf, waitingCounts } from '../../src/store/outbox.ts';
import { revise } from '../../src/store/save.ts';
import { logged } from '../support/device.ts';
import { behavesAsEndpoint, deliversTo, type Given, lookFor, loseAnswers } from '../support/real-endpoint.ts';
import { startServer } from '../support/real-server.ts';

let url = '';
const rows = async () => (await (await fetch(`${url}/records`)).json()) as Sendable[];

const begin = async (): Promise<Given> => {
  const server = await startServer('json-server');
  url = server.url;
  const lose = async (id: string) => {
    await fetch(`${url}/records/${id}`, { method: 'DELETE' });
    return 'missing' as const;
  };
  return { config: { dialect: 'rest-put', url: `${url}/records`, options: {} }, rows, lose, stop: server.stop };
};

describe('with the dialect rest-put', () => {
  behavesAsEndpoint(begin, { refusal: /no such place/ });
});

describe('with the plain dialect', () => {
  deliversTo(begin);
  const plainly = (options: Record<string, unknown>) =>
    configureEndpoint('home', { dialect: 'plain', url: `${url}/records`, options });

  describe('one record a request, read back', () => {
    beforeEach(() => plainly({ body: 'single', look: `${url}/records/{id}` }));

    test('what is there after its POST is delivered', async () => {
      const made = await logged(3);
      const before = (await rows()).length;
      expect(await drain('saved')).toEqual({ is: 'nothing-waits' });
      expect((await rows()).slice(before)).toEqual(made.map(asTold));
      expect((await itemsOf(made[0]!.id))[0]).toMatchObject({ state: 'delivered', proof: 'duplicate' });
    });

    test('F9, F33: a lost answer, and the 500 to the repetition: looked for and found, one row', async () => {
      const [made] = await logged(1);
      const before = (await rows()).length;
      loseAnswers(1);
      await drain('saved');
      await drain('button');
      expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
      expect((await rows()).slice(before)).toEqual([asTold(made!)]);
    });

    test('what cannot be replaced by a second POST waits, and is never called delivered', async () => {
      const [made] = await logged(1);
      await drain('saved');
      await revise(Encounter, made!, { people: '2' });
      await drain('saved');
      expect((await itemsOf(made!.id))[0]).toMatchObject({ state: 'waiting', trouble: 'unclear-answer' });
      expect((await rows()).filter(({ id }) => id === made!.id)).toEqual([asTold(made!)]);
    });
  });

  test('F6: a list that it echoes with 201 and keeps as one nested item: nothing is called delivered', async () => {
    await plainly({ body: 'array', look: `${url}/records/{id}` });
    const made = await logged(3);
    await drain('saved');
    expect((await rows()).at(-1), 'so it keeps them').toEqual(made.map(asTold));
    for (const { id } of made) expect((await itemsOf(id))[0]).toMatchObject({ state: 'waiting' });
    expect(await lookFor(made[0] as unknown as Sendable)).toEqual({ is: 'absent' });
  });
});
