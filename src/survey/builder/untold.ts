/** What results will not tell of a question, by how it is made: its maker learns it while it can be made otherwise. */
import { hasEnds } from '../instrument/instrument.ts';
import { bringingAnswer } from '../instrument/rules.ts';
import { typedNumber } from './answers-to.ts';
import { isChosen, itemKey, type OwnPart, type OwnQuestion } from './survey.ts';

/** `numberUntold`, `ruleUntold`: no answer to it is told; `ruleMeans`: means at most, and none of all units in a half-year. */
export type Untold = 'numberUntold' | 'ruleUntold' | 'ruleMeans';

/** Undefined where enough people make it told; words of one's own are told by themes, and dates never. */
export function untoldOf(part: OwnPart, question: OwnQuestion): Untold | undefined {
  const { type } = question;
  if (type === 'number' && !hasEnds(boundsOf(question))) return 'numberUntold';
  if ((type !== 'number' && !isChosen(question)) || isBroughtByOne(part, question)) return undefined;
  return type === 'number' || type === 'scale' ? 'ruleMeans' : 'ruleUntold';
}

function boundsOf({ min, max }: OwnQuestion): { min?: number; max?: number } {
  const [lowest, highest] = [min, max].map(typedNumber);
  return { ...(lowest === undefined ? {} : { min: lowest }), ...(highest === undefined ? {} : { max: highest }) };
}

/** Everybody sees it, or a rule brings it of which results can tell how many it was true of: one answer to a choice of the same part. */
function isBroughtByOne(part: OwnPart, { name, showWhen }: OwnQuestion): boolean {
  if (!showWhen) return true;
  const answer = bringingAnswer(showWhen);
  const bringing = answer && part.questions.find((one) => itemKey(part.id, one.name) === answer.item);
  return !!bringing && isChosen(bringing) && isBefore(part, bringing, name);
}

/** A rule on what comes later brings nothing, and no circle is walked for ever. */
const isBefore = (part: OwnPart, bringing: OwnQuestion, name: string): boolean =>
  part.questions.indexOf(bringing) < part.questions.findIndex((one) => one.name === name) &&
  isBroughtByOne(part, bringing);
