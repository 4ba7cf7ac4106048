/**
 * What an organisation switches on, off or to another number, grouped by domain; read as `organisation().outreach.note`.
 * One more is one line here: its name, the sentence that the published JSON Schema says of it, its shape with its default.
 */
import * as z from 'zod/mini';
import { interfaceLanguages } from '../i18n/i18n.ts';
import { periodLengths } from '../periods/results.ts';
import { freeText } from '../store/free-text.ts';
import { describeField } from './describe-field.ts';
import { SurveyPlans, Targets } from './survey-plans.ts';

const group = <S extends z.core.$ZodLooseShape>(words: string, shape: S) =>
  describeField(words, z.prefault(z.strictObject(shape), {} as never));
const onOff = (otherwise: boolean) => z._default(z.boolean(), otherwise);
const whole = (least: number, most: number, otherwise: number) =>
  z._default(z.int().check(z.gte(least), z.lte(most)), otherwise);

/** Rows of the encounter form that an organisation may show beside the four choices. */
const rows = ['familiarity', 'age', 'gender', 'language', 'initiative', 'done', 'duration', 'unmet'] as const;

/** How results can be parted by time. */

/** A language tag (BCP 47), as an instrument's texts are named. */
const languageTag = z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'language-shape'));

export const features = {
  outreach: group('Outreach work.', {
    note: describeField('Whether an encounter has a field for a short note. No name, no contact detail.', onOff(false)),
    rows: describeField(
      'Which optional rows the encounter form shows.',
      z._default(z.array(z.enum(rows)), ['familiarity', 'age']),
    ),
    splits: describeField(
      'By what those who were met are split in a quick estimate when an outing is over. Gender only where it is needed.',
      z._default(z.array(z.enum(['age', 'gender'])), ['age']),
    ),
    incidentUrl: describeField(
      'Where a close call or violence is reported: the organisation’s own system, https.',
      z.optional(z.string().check(z.regex(/^https:\/\/\S+$/, 'bad-address'), z.maxLength(500))),
    ),
    noticeUrl: describeField(
      'Where a notice of concern is made (Social Welfare Act 35, Child Welfare Act 25): the official form, https.',
      z.optional(z.string().check(z.regex(/^https:\/\/\S+$/, 'bad-address'), z.maxLength(500))),
    ),
    hiddenContacts: describeField(
      'Which of the app’s own contacts are not shown. The emergency number always is.',
      z._default(z.array(z.string().check(z.regex(/^[a-z0-9-]{1,40}$/, 'code-shape'))), []),
    ),
    practice: describeField('Whether practice mode is offered, whose entries never reach statistics.', onOff(true)),
    overdueMinutes: describeField('How many minutes after its planned end an outing is overdue.', whole(5, 240, 30)),
  }),
  survey: group('Surveys.', {
    smallestGroup: describeField('The smallest group whose results are shown. Never below 5.', whole(5, 1000, 10)),
    period: describeField(
      'How long the periods are by which results are parted.',
      z._default(z.enum(periodLengths), 'half'),
    ),
    answerTags: describeField(
      'Own tags for open answers, beside those for stigma.',
      z._default(z.array(freeText(40, 1)).check(z.maxLength(30)), []),
    ),
    researchRows: describeField('Whether responses may be given out one by one, for research.', onOff(true)),
    plans: describeField('How often people are asked, by unit.', SurveyPlans),
    targets: describeField('How many answers are aimed at, by the id of the unit.', Targets),
    background: describeField('Whether background questions are asked.', onOff(false)),
    instruments: describeField(
      'The organisation’s own questionnaires, and languages of the app’s instruments, each as /schemas/instrument.json says.',
      z._default(z.array(z.looseObject({ id: z.string() })).check(z.maxLength(30)), []),
    ),
    shipped: describeField(
      'Which of the app’s own instruments are offered, by id, such as esis. All, if left out.',
      z.optional(z.array(z.string()).check(z.minLength(1), z.maxLength(30))),
    ),
    references: describeField(
      'Own lines to look at a group’s mean beside, each with its source.',
      z._default(
        z
          .array(
            z.strictObject({
              rule: describeField('The rule of the score, as results name it: “esis-0-100 v1”.', freeText(80, 1)),
              name: describeField('Whose mean it is.', freeText(80, 1)),
              mean: z.number(),
              source: describeField('Where and when it was published.', freeText(120, 1)),
            }),
          )
          .check(z.maxLength(30)),
        [],
      ),
    ),
    remote: describeField('Whether a link or QR may open a form on a person’s own phone.', onOff(false)),
    formKey: describeField(
      'What such a phone sends with: a key that takes responses and reads nothing. Whoever has the link has it.',
      z.optional(z.string().check(z.regex(/^[\w-]{16,200}$/, 'secret-shape'))),
    ),
    quietSeconds: describeField(
      'How long a device in a respondent’s hands waits for a sign before it asks, in seconds.',
      whole(30, 900, 120),
    ),
    lockHours: describeField(
      'After how many hours a handed-over device opens without the worker’s code.',
      whole(1, 72, 12),
    ),
    languages: describeField(
      'Languages of instruments to offer, in this order. All that are installed, if left out.',
      z.optional(z.array(languageTag)),
    ),
  }),
};

/** The languages of the interface that the organisation uses. */
export const InterfaceLanguages = z.optional(
  z.array(z.enum(interfaceLanguages as [string, ...string[]])).check(z.minLength(1)),
);
