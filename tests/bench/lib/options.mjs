/** What may be said on the command line. */
import path from 'node:path';
import { parseArgs } from 'node:util';

const builtApp = path.join(import.meta.dirname, '../../../dist');
export const phaseNames = ['first', 'offline', 'submit', 'programme', 'sync'];

const number = (text) => {
  const value = Number(text);
  if (!Number.isFinite(value)) throw new RangeError(`${text} is not a number`);
  return value;
};
const list = (text) => text.split(',').filter(Boolean);

export function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      runs: { type: 'string', default: '7' },
      only: { type: 'string', default: phaseNames.join() },
      targets: { type: 'string', default: '' },
      stored: { type: 'string', default: '0,1000,10000' },
      cpu: { type: 'string', default: '4' },
      records: { type: 'string', default: '1000' },
      app: { type: 'string', default: builtApp },
      print: { type: 'string' },
    },
  });
  const only = list(values.only);
  const unknown = only.filter((name) => !phaseNames.includes(name));
  if (unknown.length) throw new RangeError(`--only takes ${phaseNames.join()}, not ${unknown.join()}`);
  return {
    /** How many times each target is measured. */
    runs: number(values.runs),
    only,
    /** Names of the targets to measure; empty: all. */
    targets: list(values.targets),
    /** How many responses the device holds already. */
    stored: list(values.stored).map(number),
    /** By how much the page's processor is slowed; not in the sync phase. */
    cpu: number(values.cpu),
    /** How many records wait in the sync phase. */
    records: number(values.records),
    /** The folder of our built app: another one than the root's dist/, to measure an earlier build. */
    app: path.resolve(values.app),
    /** A raw file to print again, instead of measuring. */
    print: values.print,
  };
}
