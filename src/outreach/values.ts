/**
 * The value lists of outreach. The ids are what is stored and sent; the words stand in `locales/` under `outreach.<list>.<id>`.
 * No national field list for adult outreach exists: the lists follow published practice, and the topics are anchored in the
 * needs of support in section 11 of the Social Welfare Act (sosiaalihuoltolaki 1301/2014), so that counts can be told in its words.
 */

/** How many people one encounter was with: exact up to four, then bands, so that a group is one entry. */
export const people = ['1', '2', '3', '4', '5-9', '10+'] as const;

/** How far it went. A contact and a conversation at a personal level are kept apart; "declined" and "not reached" are ordinary. */
export const depths = ['observed', 'brief', 'conversation', 'guidance', 'declined', 'not-reached'] as const;

/** What it was about; at most `topicLimit` in one encounter. */
export const topics = [
  'daily-life',
  'housing',
  'money',
  'loneliness',
  'violence',
  'crisis',
  'family',
  'substances',
  'mental-health',
  'health',
  'ageing',
  'close-one',
  'food-clothes',
  'work-study',
  'papers-digital',
  'other',
] as const;
export const topicLimit = 3;

/** Which need of support in section 11 of the Social Welfare Act a topic speaks of, by the number of its item. */
export const needInAct: Partial<Record<(typeof topics)[number], string>> = {
  'daily-life': '1',
  housing: '2',
  money: '3',
  loneliness: '4',
  violence: '5',
  crisis: '6',
  family: '7',
  substances: '8',
  'mental-health': '8',
  health: '8–9',
  ageing: '8',
  'close-one': '10',
};

/** In which way a person was guided on. */
export const guidanceWays = [
  'information',
  'contact-details',
  'called-together',
  'accompanied',
  'warm-handover',
  'with-consent',
] as const;

/** Where somebody was guided to, or what was not to be had: kinds of service, to which an organisation adds its own names. */
export const targets = [
  'social-work',
  'housing',
  'health',
  'mental-health',
  'substances',
  'day-centre',
  'food-aid',
  'benefits',
  'debt',
  'employment',
  'crisis',
  'safety',
  'youth',
  'older',
  'parish',
  'association',
  'other',
] as const;

/** What became of a guidance. Not known is an ordinary answer, and the first one. */
export const outcomes = ['unknown', 'arrived', 'declined', 'full', 'not-entitled', 'not-reached'] as const;

/** The languages of a talk: by their code, and the last two. */
export const talkLanguages = ['fi', 'sv', 'en', 'other', 'interpreter'] as const;
/** What was done there and then. */
export const deeds = [
  'advice',
  'support',
  'errands',
  'supplies',
  'health',
  'contact',
  'accompanied',
  'presence',
] as const;

/** What is handed out, in pieces. */
export const handedOut = ['leaflets', 'supplies'] as const;
/** The counters of encounters. The first three are nested: who was guided was talked with, and who was talked with was met. */
export const metCounters = ['met', 'talked', 'guided', 'declined'] as const;
/** Every counter of the tally; an organisation may add its own to what is handed out. */
export const counters = [...metCounters, ...handedOut] as const;
export type Counter = (typeof counters)[number];
export const nested = ['met', 'talked', 'guided'] as const satisfies readonly Counter[];

/** What was promised; to whom is never written. */
export const promises = ['bring', 'tell', 'meet', 'ask'] as const;
/** Who of us keeps it: a role, or an organisation that was along. */
export const promisers = ['me', 'pair', 'lead', 'organisation'] as const;
export const promiseStates = ['open', 'kept', 'failed'] as const;

/** Where an outing stands, from a plan to its debrief. */
export const outingStates = ['proposed', 'agreed', 'running', 'debriefed', 'cancelled'] as const;
