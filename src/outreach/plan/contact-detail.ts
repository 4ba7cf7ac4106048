/** Numbers and addresses by which a person is reached. A plan that others see holds none: they stay on the phone. */

/** A Finnish number or one with a country code: at least seven digits, from 0 or +. A date or a time of day is none. */
const phone = /(?<![\d.,:])(?:\+|\(?0)\d?(?:[ ()-]{0,2}\d){6,}/g;
const mail = /[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+/g;

/** Whether a text holds a telephone number or an e-mail address. */
export const hasContactDetail = (text: string): boolean => text.search(phone) >= 0 || text.search(mail) >= 0;

/** The text without them, for what comes from elsewhere. */
export const withoutContactDetails = (text: string): string =>
  text
    .replace(mail, '')
    .replace(phone, '')
    .replace(/\s{2,}/g, ' ')
    .trim();

/** The message of the schema error for such a text; the screens have a sentence for it. */
export const contactDetailError = 'contact-detail';
