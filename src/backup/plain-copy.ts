/**
 * Everything that a person may take along as readable text: their own work, as one JSON document. What people answered, codes,
 * and what was counted of few never leaves a device readable: it is counted and left out. No id tells a device or a record to
 * others: inside the file records are told apart by numbers.
 */
import { isSealedKind } from '../survey/sealed-kinds.ts';
import type { BackupLine } from './backup-file.ts';

/** What is kept on the device alone and is the worker's own: notes beside plans, contacts, instructions. */
const ownLocals = /^(plan|contact|guide):/;
/** Settings without keys, links or addresses. The organisation's document is passed on from its own page. */
const readableSettings: readonly string[] = ['unit', 'bundles', 'instruments', 'survey-plans'];

/** Whether a line may leave as text. */
function isReadable(line: BackupLine): boolean {
  switch (line.t) {
    case 'record':
    case 'copy':
      return !isSealedKind(line.record.kind);
    case 'draft':
    case 'put-aside':
      return !isSealedKind(line.kind);
    case 'local':
      return ownLocals.test(line.name);
    case 'setting':
      return readableSettings.includes(line.name);
    default:
      return false;
  }
}

const id = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** A value as JSON, each id in it a number of this file, and no word of the device. */
function asText(value: unknown, numbers: Map<string, number>): string {
  const numbered = (found: string) => {
    if (!numbers.has(found)) numbers.set(found, numbers.size + 1);
    return String(numbers.get(found));
  };
  return JSON.stringify(value, (key, inner) => (key === 'device' ? undefined : inner)).replace(id, numbered);
}

/** The text of the document, in pieces. `left` counts what was left out because nobody may read it. */
export async function* plainCopy(
  lines: AsyncIterable<BackupLine[]>,
  now: Date,
  left: { sealed: number },
): AsyncGenerator<string> {
  const numbers = new Map<string, number>();
  yield `{"format":"kenttakirja-plain","made":${JSON.stringify(now.toISOString())},"entries":[`;
  let isFirst = true;
  for await (const batch of lines) {
    const texts: string[] = [];
    for (const line of batch) {
      if (!isReadable(line)) left.sealed += 'record' in line || 'kind' in line ? 1 : 0;
      else texts.push(asText(line, numbers));
    }
    if (texts.length === 0) continue;
    yield `${isFirst ? '' : ','}\n${texts.join(',\n')}`;
    isFirst = false;
  }
  yield `\n],"leftOut":{"sealed":${left.sealed}}}\n`;
}
