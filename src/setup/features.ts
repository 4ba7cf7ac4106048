/**
 * What an organisation switches on, off or to another number, grouped by domain; read as `organisation().outreach.note`.
 * One more is one line here: its name, the sentence that the published JSON Schema says of it, its shape with its default.
 */
import * as z from 'zod/mini';
import { languages } from '../i18n/i18n.ts';
import { told } from './told.ts';

const group = <S extends z.core.$ZodLooseShape>(words: string, shape: S) =>
  told(words, z.prefault(z.strictObject(shape), {} as never));
const onOff = (otherwise: boolean) => z._default(z.boolean(), otherwise);
const whole = (least: number, most: number, otherwise: number) =>
  z._default(z.int().check(z.gte(least), z.lte(most)), otherwise);

/** Rows of the encounter form that an organisation may show beside the four choices. */
const rows = ['familiarity', 'age', 'gender', 'language', 'initiative', 'done', 'duration', 'unmet'] as const;

/** A language tag (BCP 47), as an instrument's texts are named. */
const languageTag = z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'language-shape'));

export const features = {
  outreach: group('Outreach work.', {
    note: told('Whether an encounter has a field for a short note. No name, no contact detail.', onOff(false)),
    rows: told(
      'Which optional rows the encounter form shows.',
      z._default(z.array(z.enum(rows)), ['familiarity', 'age']),
    ),
    splits: told(
      'By what those who were met are split in a quick estimate when an outing is over. Gender only where it is needed.',
      z._default(z.array(z.enum(['age', 'gender'])), ['age']),
    ),
    incidentUrl: told(
      'Where a close call or violence is reported: the organisation’s own system, https.',
      z.optional(z.string().check(z.regex(/^https:\/\/\S+$/, 'bad-address'), z.maxLength(500))),
    ),
    noticeUrl: told(
      'Where a notice of concern is made (Social Welfare Act 35, Child Welfare Act 25): the official form, https.',
      z.optional(z.string().check(z.regex(/^https:\/\/\S+$/, 'bad-address'), z.maxLength(500))),
    ),
    hiddenContacts: told(
      'Which of the app’s own contacts are not shown. The emergency number always is.',
      z._default(z.array(z.string().check(z.regex(/^[a-z0-9-]{1,40}$/, 'code-shape'))), []),
    ),
    practice: told('Whether practice mode is offered, whose entries never reach statistics.', onOff(true)),
    overdueMinutes: told('How many minutes after its planned end an outing is overdue.', whole(5, 240, 30)),
  }),
  survey: group('Surveys.', {
    smallestGroup: told('The smallest group whose results are shown. Never below 5.', whole(5, 1000, 10)),
    background: told('Whether background questions are asked.', onOff(false)),
    languages: told(
      'Languages of instruments to offer, in this order. All that are installed, if left out.',
      z.optional(z.array(languageTag)),
    ),
  }),
};

/** The languages of the interface that the organisation uses. */
export const InterfaceLanguages = z.optional(z.array(z.enum(languages as [string, ...string[]])).check(z.minLength(1)));
