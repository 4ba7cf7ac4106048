/** What the receiver holds for people's own phones: links to forms, and the surveys that they open. */
import * as z from 'zod/mini';
import { tokenHere } from '../../setup/token-here.ts';
import { askReceiver, isGone } from './ask-receiver-store.ts';

/** A receiver of before says nothing of whose something is: then it is tried, and the receiver says. */
const Links = z.object({
  links: z.array(
    z.object({
      id: z.string(),
      unit: z.string(),
      until: z.string(),
      ended: z.boolean(),
      endable: z._default(z.boolean(), true),
    }),
  ),
});
const Surveys = z.object({
  surveys: z.array(
    z.object({
      digest: z.string(),
      ids: z.array(z.string()),
      titles: z.array(z.string()),
      removable: z._default(z.boolean(), true),
    }),
  ),
});

export type HeldLink = z.infer<typeof Links>['links'][number];
export type HeldSurvey = z.infer<typeof Surveys>['surveys'][number];

/**
 * `no-key`: this device sends to another server, or has no key; `no-answer`: not now; `refused`: not with this key; `none`: the
 * server keeps no links.
 */
export type OnServer =
  | { is: 'held'; links: HeldLink[]; surveys: HeldSurvey[] }
  | { is: 'no-key' | 'no-answer' | 'refused' | 'none' };

/** What is there now. */
export async function readOnServer(): Promise<OnServer> {
  const token = await tokenHere();
  if (token === undefined) return { is: 'no-key' };
  const answers = await Promise.all(['/api/forms', '/api/surveys'].map((path) => askReceiver(token, 'GET', path)));
  if (answers.some((answer) => answer === undefined)) return { is: 'no-answer' };
  if (answers.some((answer) => answer?.status === 401 || answer?.status === 403)) return { is: 'refused' };
  const [forms, held] = await Promise.all(answers.map((answer) => answer!.json().catch(() => undefined)));
  const [links, surveys] = [Links.safeParse(forms), Surveys.safeParse(held)];
  if (!links.success || !surveys.success) return { is: 'none' };
  return { is: 'held', links: links.data.links, surveys: surveys.data.surveys };
}

/** Takes a survey away from the receiver: no phone that has not fetched it opens it any more. Answers whether it is gone. */
export async function removeFromServer(digest: string): Promise<boolean> {
  const token = await tokenHere();
  const address = `/api/surveys/${encodeURIComponent(digest)}`;
  const answer = token === undefined ? undefined : await askReceiver(token, 'DELETE', address);
  return isGone(answer);
}
