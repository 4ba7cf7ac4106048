/**
 * What the published JSON Schema says of each field of an organisation's document, by its path: `[]` is an entry of a list, `*`
 * any name. Only the build reads it. A test finds a field that has none, and a sentence that no field has.
 */
export const descriptions: Readonly<Record<string, string>> = {
  $schema: 'Where this schema is published.',
  kenttakirja: 'The version of this format.',
  example: 'True for an example that nobody’s real work is set up with.',
  'organisation.name': 'The organisation’s name.',
  'organisation.contact': 'Whom workers ask.',
  'organisation.contact.role': 'A role, never a person: “outreach coordinator”.',
  'organisation.contact.phone': 'A shared phone number.',
  'organisation.contact.email': 'A shared mailbox.',
  units: 'Units. Each device belongs to one.',
  'units[].id': 'Goes into every record.',
  'units[].size':
    'How many people it has, where all of them are asked: the intervals of means are then told for so many, and are narrower.',
  places: 'Places by the names that are spoken. No coordinates.',
  'places[].area': 'The district that reports speak of.',
  partners: 'Organisations that go out together with this one.',
  services: 'Services to guide people to.',
  'services[].kind': 'What kind of service, in a word.',
  'services[].hours': 'When it is open.',
  'services[].checked': 'The day on which this was last checked.',
  guides: 'What one does when: the organisation’s own instructions, read where there is no network.',
  'guides[].name': 'When: “violence”, “hypothermia”.',
  'guides[].text': 'What one does then, at most 2,000 characters.',
  'guides[].checked': 'The day on which this was last checked.',
  valueLists: 'Codes to hide and own codes to add, by list.',
  'valueLists.topics': 'What an encounter was about.',
  'valueLists.*.hide': 'Built-in codes that are not offered. Records that have them keep them.',
  'valueLists.*.add': 'Own codes, offered after the built-in ones.',
  'valueLists.guidanceWays': 'In which way a person was guided on.',
  'valueLists.guidanceTargets': 'Where a person was guided to.',
  'valueLists.handedOut': 'What was handed out.',
  'valueLists.done': 'What was done in an encounter.',
  'valueLists.talkLanguages': 'Languages that were spoken.',
  'valueLists.placeKinds': 'Kinds of place.',
  languages: 'The languages of the app to choose from. All, if left out.',
  endpoints:
    'Where records are sent. Endpoints that are not listed are taken out of use; all stay as they are, if left out.',
  'endpoints[].id': 'Stays when name or address change. “home” is the server that the app comes from.',
  'endpoints[].name': 'What people call it.',
  'endpoints[].dialect': 'What kind of server it is.',
  'endpoints[].url': 'Its address: https, or a path on the server that the app comes from.',
  'endpoints[].kinds': 'The kinds of record that are sent there. All, if left out.',
  'endpoints[].headers': 'Headers of one’s own. Secrets belong to signIn.',
  'endpoints[].signIn':
    'How one signs in. Leave the secrets out: each device is asked once. What the device has stays, if left out.',
  'endpoints[].options': 'The settings of that kind of server.',
  backup: 'Backups that devices make of themselves.',
  'backup.recipient':
    'A public key of age (age1…): every backup opens with its private key too, beside the passphrase. With the passphrase alone, if left out.',
  retention: 'How long a record stays on the device once every endpoint has it.',
  'retention.days':
    'Days from a proved delivery, for outings that are over, phenomena without an outing and survey responses. Until a person deletes it, if left out.',
  'retention.outings': 'For outings that are over, with all that belongs to them. As days, if left out.',
  'retention.phenomena': 'For phenomena without an outing. As days, if left out.',
  'retention.responses': 'For survey responses. As days, if left out.',
  'retention.codes':
    'For codes that no plan asks any more, with all that was noted of them. Until a person deletes them, if left out.',
  'retention.reviews':
    'For rounds of the 24 questions and reviews of principles that were followed by another, with their actions. Until a person deletes them, if left out.',
  'retention.promises': 'Days after a promise was closed, when it is deleted, at endpoints too. 30, if left out.',
  'retention.drafts': 'Days after which a worker is reminded of an unfinished form. None goes by itself.',
  lock: 'The lock of devices.',
  'lock.ask': 'Whether each worker’s device asks for a PIN or passphrase to be set before it is used. No, if left out.',
  'lock.sends':
    'Whether what waits is sent while a device is locked. It is then sealed once more under a key that lies on the device: who copies its files can read what is not yet sent. No, if left out.',
  'lock.wipeAfter':
    'After how many wrong PINs or passphrases in a row, 10 to 100, records leave the device that its endpoints have and whose numbers are made. What was not delivered stays. None go, if left out.',
  'lock.recovery':
    'The public half of the recovery key, as the app makes it: who keeps the other half opens a device whose PIN was forgotten.',
  wipe: 'Orders to empty a device.',
  'wipe.signer':
    'The public half of the key that orders are signed with, as the app makes it: who keeps the other half can order any of the devices empty.',
  'wipe.orders':
    'Where devices look for orders: a text with one order a line. By link, code or file alone, if left out.',
  outreach: 'Outreach work.',
  'outreach.note': 'Whether an encounter has a field for a short note. No name, no contact detail.',
  'outreach.rows': 'Which optional rows the encounter form shows.',
  'outreach.splits':
    'By what those who were met are split in a quick estimate when an outing is over. Gender only where it is needed.',
  'outreach.incidentUrl': 'Where a close call or violence is reported: the organisation’s own system, https.',
  'outreach.noticeUrl':
    'Where a notice of concern is made (Social Welfare Act 35, Child Welfare Act 25): the official form, https.',
  'outreach.hiddenContacts': 'Which of the app’s own contacts are not shown. The emergency number always is.',
  'outreach.practice': 'Whether practice mode is offered, whose entries never reach statistics.',
  'outreach.overdueMinutes': 'How many minutes after its planned end an outing is overdue.',
  survey: 'Surveys.',
  'survey.smallestGroup': 'The smallest group whose results are shown. Never below 5.',
  'survey.period': 'The length of the periods that results are looked at by first.',
  'survey.answerTags': 'Own tags for open answers, beside those for stigma.',
  'survey.researchRows':
    'Whether responses may be given out one by one, for research, with a person’s data beside each other. No, if left out.',
  'survey.rowItems':
    'Which items could point at a person (identifying) and which could not (not-identifying), by instrument and item. Until each own question has a mark, no rows are made.',
  'survey.backgroundItems':
    'Own background questions (one choice each), by instrument: scores are told by what was answered to them, where enough people are behind each row.',
  'survey.toProtect':
    'What is hidden too where a small unit could be worked out: another unit (unit), or all units together, told anew of the units that are shown (whole).',
  'survey.together': 'Small units that results tell as one. Holds from the first release of a year on.',
  'survey.together[].name': 'What they are called together.',
  'survey.together[].units': 'The units, by id.',
  'survey.plans': 'How often people are asked, by unit.',
  'survey.plans[].id': 'Goes into every record.',
  'survey.plans[].name': 'What people call it.',
  'survey.plans[].units': 'The units that use it, by id. All, if left out.',
  'survey.plans[].months': 'In which months after the first day a person is asked: 0 is that day. In ascending order.',
  'survey.plans[].every': 'After the last of these, again each so many months. Not again, if left out.',
  'survey.plans[].before': 'So many days before the due day one may already ask.',
  'survey.plans[].after': 'So many days after the due day a wave becomes overdue.',
  'survey.plans[].assisted': 'Whether worker and person answer together.',
  'survey.plans[].bundle': 'Which bundle or instrument is asked, by its id. The scale, if left out.',
  'survey.plans[].followUp': 'What is asked instead each later time, by its id. The same, if left out.',
  'survey.plans[].instrument': 'What bundle says, as earlier versions of the app have it.',
  'survey.targets': 'How many answers are aimed at, by the id of the unit.',
  'survey.targets.*.from': 'The first day.',
  'survey.targets.*.to': 'The last day.',
  'survey.targets.*.answers': 'How many answers are wanted.',
  'survey.background': 'Whether background questions are asked.',
  'survey.instruments':
    'The organisation’s own questionnaires, and languages of the app’s instruments, each as /schemas/instrument.json says.',
  'survey.bundles': 'What is asked in one sitting: instruments in order, each as /schemas/bundle.json says.',
  'survey.shipped':
    'Which of the app’s own instruments and bundles are offered, by id, such as esis. All, if left out.',
  'survey.references': 'Own lines to look at a group’s mean beside, each with its source.',
  'survey.references[].rule': 'The rule of the score, as results name it: “esis-0-100 v1”.',
  'survey.references[].name': 'Whose mean it is.',
  'survey.references[].source': 'Where and when it was published.',
  'survey.remote': 'Whether a link or QR may open a form on a person’s own phone.',
  'survey.formKey':
    'What such a phone sends with where the server makes no links with an end: one key for all, which takes responses and reads nothing.',
  'survey.quietSeconds': 'How long a device in a respondent’s hands waits for a sign before it asks, in seconds.',
  'survey.lockHours': 'After how many hours a handed-over device opens without the worker’s code.',
  assessment: 'Inclusion work.',
  'assessment.practiceCriteria':
    'By which criteria the organisation judges whether a practice is promising, each in a sentence.',
  'assessment.cardFields': 'The fields of its project card, in order. The app’s own, if left out.',
  'assessment.cardFields[].hint': 'What is written there.',
  'survey.languages': 'Languages of instruments to offer, in this order. All that are installed, if left out.',
};

/** Fields whose name says it. */
export const saidByName: readonly string[] = [
  'organisation',
  'units[].name',
  'places[].name',
  'partners[].name',
  'services[].name',
  'services[].phone',
  'valueLists.*.add[].code',
  'valueLists.*.add[].words',
  'valueLists.*.add[].words.fi',
  'valueLists.*.add[].words.sv',
  'valueLists.*.add[].words.en',
  'survey.plans[].name.fi',
  'survey.plans[].name.sv',
  'survey.plans[].name.en',
  'survey.instruments[].id',
  'survey.bundles[].id',
  'survey.references[].mean',
  'assessment.cardFields[].title',
];
