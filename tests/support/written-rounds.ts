/** A team's rounds and what was agreed in them, with something said at every place: as records, which browser tests write too. */
import type { Action } from '../../src/actions/action.ts';
import type { QuestionAnswer } from '../../src/assessment/answer.ts';
import type { Assessment } from '../../src/assessment/assessment.ts';
import { questionKeys } from '../../src/assessment/question-keys.ts';

const uid = (n: number) => `3f8e2b54-7a1d-4c9e-9b0a-${String(n).padStart(12, '0')}`;
const record = <K extends string>(kind: K, n: number, at: string) => ({
  ...{ kind, id: uid(n), rev: 1, at: `${at}T10:00:00.000Z`, v: kind === 'assessment' ? 2 : 1, unit: 'oma' },
  device: uid(800 + n),
});

/** One text of its own for every place of an answer. */
export const answerAt = (place: string, standing: QuestionAnswer['standing'] = 'started'): QuestionAnswer => ({
  text: `nyt ${place}\ntoinen rivi ${place}`,
  standing,
  why: `miksi ${place}`,
  shows: `näkyy ${place}`,
  links: [`https://esimerkki.fi/${place.replaceAll(' ', '-')}`],
  heard: { ways: ['conversation', 'kiosk'], count: 7, text: `osallistujat ${place}` },
});
/** Every text of it, in the order in which a document tells it. */
export function toldOf(place: string): string[] {
  const { text, why, shows, links, heard } = answerAt(place);
  return [why!, text!, shows!, links![0]!, heard!.text!];
}

const aRecord = (n: number, begun: string, some: Partial<Assessment>): Assessment => ({
  ...record('assessment', n, begun),
  ...{ activity: 'Torstaikahvila', questions: 'help-questions', questionsVersion: '1' },
  checksum: '446b9fe61408028ba0ad5c0fcb5479ab0bb625e9d3419196ce97ba17a0a4ff8f',
  ...{ round: uid(1), begun, part: 'common', answers: {} },
  ...some,
});
const answers = (name: string, standing?: QuestionAnswer['standing']) =>
  Object.fromEntries(questionKeys.map((key) => [key, answerAt(`${name} ${key}`, standing)]));

/** The id of the last of the rounds. */
export const lastRound = uid(1);
/** Records of so many rounds of one activity, a year apart, the last first; in the last one a team of three. */
export function roundRecords(count = 2): Assessment[] {
  const years = Array.from({ length: count }, (_, at) => 2026 - at);
  const common = years.map((year, at) =>
    aRecord(10 + at, `${year}-03-03`, {
      round: uid(1 + at),
      answers: answers(`yhteinen ${year}`, at === 0 ? 'established' : 'started'),
    }),
  );
  const view = (n: number, role: string) =>
    aRecord(n, '2026-03-03', { part: 'view', role, answers: answers(`näkemys ${role}`) });
  return [...common, view(50, 'ohjaaja'), view(51, 'vertainen')];
}

export const anAction = (n: number, some: Partial<Action> = {}): Action => ({
  ...record('action', 200 + n, '2026-03-03'),
  ...{ uid: uid(300 + n), sequence: 0, tool: 'assessment', about: uid(1), place: '7', agreed: '2026-03-03' },
  ...{ what: `teko ${n}`, who: `rooli ${n}`, due: '2026-12-24', means: `keinot ${n}`, state: 'open' },
  ...some,
});

export const someActions: Action[] = [
  anAction(1, { place: '2a' }),
  anAction(2, { state: 'done', doneOn: '2026-10-01' }),
  anAction(3, { state: 'dropped', about: uid(2), place: '1' }),
];
