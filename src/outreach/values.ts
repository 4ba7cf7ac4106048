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

/** In which way a person was guided on. */
export const guidanceWays = [
  'information',
  'contact-details',
  'called-together',
  'accompanied',
  'warm-handover',
  'with-consent',
] as const;

/** Where an outing stands, from a plan to its debrief. */
export const outingStates = ['proposed', 'agreed', 'running', 'debriefed', 'cancelled'] as const;
