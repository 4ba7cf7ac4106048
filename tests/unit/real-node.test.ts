/** The receiver on a current Node: whoever installs one today is not held to the version that the project is made with. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { findCurrentNode, notRun } from '../support/current-node.mjs';
import { buildReceiver, makeRecord, startReceiver } from '../support/receiver.ts';

const found = findCurrentNode();
if (found) describe('on a current Node', () => onNode(found));
else test(notRun, () => console.warn(notRun));

function onNode(node: string) {
  beforeAll(buildReceiver);

  test('which is newer than the one that the project is made with', () => {
    const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
    const major = (version: string) => Number(/\d+/.exec(version)?.[0]);
    expect(major(stdout)).toBeGreaterThan(major(readFileSync('.nvmrc', 'utf8')));
  });

  test('the receiver takes and shows records, and after a kill has each once', async () => {
    const data = mkdtempSync(join(tmpdir(), 'current-node-'));
    const receiver = await startReceiver({ node, data });
    try {
      const records = [makeRecord({ people: 1 }), makeRecord({ people: 2 })];
      expect(await receiver.post(records)).toMatchObject([{ status: 'stored' }, { status: 'stored' }]);
      expect(await receiver.rows()).toEqual(records);
      await receiver.kill();
      await receiver.again();
      expect(await receiver.post(records)).toMatchObject([{ status: 'duplicate' }, { status: 'duplicate' }]);
      expect(await receiver.rows()).toEqual(records);
      expect(receiver.errors(), 'nothing of it is out of date there').toBe('');
    } finally {
      await receiver.stop();
      rmSync(data, { recursive: true, force: true });
    }
  });
}
