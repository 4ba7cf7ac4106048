/** The records that every engine sends: a team's self-assessments of about 1 KB, as our app puts them on the wire. */
import { randomUUID } from 'node:crypto';

const device = randomUUID();
const sentence = 'Met at the market; talked about work, family and the children, and agreed on a visit on Thursday. ';

function makeRecord(number) {
  const at = new Date(Date.now() - number * 60_000).toISOString();
  const record = {
    kind: 'assessment',
    id: randomUUID(),
    rev: 1,
    at,
    v: 1,
    unit: 'oma',
    device,
    activity: `Activity ${number}`,
    questions: 'help-questions',
    questionsVersion: '1',
    checksum: '0'.repeat(64),
    answers: { 1: { text: '', standing: 'started' } },
  };
  record.answers[1].text = sentence.repeat(12).slice(0, 1024 - JSON.stringify(record).length);
  return record;
}

export const makeRecords = (count) => Array.from({ length: count }, (_, index) => makeRecord(index + 1));
