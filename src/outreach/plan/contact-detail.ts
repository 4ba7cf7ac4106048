/** Numbers and addresses by which a person is reached. A plan that others see holds none: they stay on the phone. */
import { contactIn } from '../../store/free-text.ts';

/** The message of the schema error for a text with one; the screens have a sentence for it. */
export const contactDetailError = 'contact-detail';

export const hasContactDetail = (text: string): boolean => contactIn(text) !== undefined;

/** The text without them, for what comes from elsewhere. */
export function withoutContactDetails(text: string): string {
  let left = text;
  for (let contact = contactIn(left); contact; contact = contactIn(left)) left = left.replace(contact.found, ' ');
  return left === text ? text : left.replace(/\s{2,}/g, ' ').trim();
}
