/** What stands next to what is taken out of a survey: there its maker goes on. */
import { isOwn, itemKey, type Survey } from './survey.ts';

/** The places of a survey as its list shows them: `part:id` of each part, and the key of each question in it. */
const places = ({ parts }: Survey): string[] =>
  parts.flatMap((part) => [
    `part:${part.id}`,
    ...(isOwn(part) ? part.questions.map(({ name }) => itemKey(part.id, name)) : []),
  ]);

/** The place after what is there no more in `after`, else the one before it; `add` where nothing is left. */
export function neighbourOf(gone: string, before: Survey, after: Survey): string {
  const [all, left] = [places(before), new Set(places(after))];
  const at = all.indexOf(gone);
  const isQuestion = !gone.startsWith('part:');
  const isFit = (place: string) => left.has(place) && (!isQuestion || !place.startsWith('part:'));
  const [next, last] = [all.slice(at + 1), all.slice(0, Math.max(0, at)).reverse()];
  return next.find(isFit) ?? last.find(isFit) ?? all.find((place) => left.has(place)) ?? 'add';
}

/** The place that is in `after` and was not before: what came back. */
export const cameBack = (before: Survey, after: Survey): string | undefined =>
  places(after).find((place) => !places(before).includes(place));
