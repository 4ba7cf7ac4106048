/** What a configuration says beside endpoints, line by line, beside what holds now: pure. */
import type { TFunction } from 'i18next';
import { assessmentPart } from '../../assessment/settings.ts';
import { contactName } from '../../outreach/in-need/contacts.ts';
import { outreachPart } from '../../outreach/settings.ts';
import type { Origin } from '../../setup/address.ts';
import { addressesIn } from '../../setup/addresses-in.ts';
import { originName } from '../../setup/ask-other-server.ts';
import { lockPart } from '../../setup/lock-part.ts';
import { daysKept, keptSorts, type Organisation } from '../../setup/organisation.ts';
import { placeOf } from '../../setup/refusals.ts';
import type { ReviewLine } from '../../setup/review-lines.ts';
import { nameOfUnit } from '../../setup/units.ts';
import { wipePart } from '../../setup/wipe-part.ts';
import { surveyPart } from '../../survey/settings.ts';

const partsOf = (organisation: Organisation) => ({
  ...outreachPart.of(organisation),
  ...surveyPart.of(organisation),
  ...assessmentPart.of(organisation),
  ...wipePart.of(organisation),
  ...lockPart.of(organisation),
});
type Parts = ReturnType<typeof partsOf>;

/** Names of a list, the first few of them and how many more. */
function names(list: readonly { name: string }[], t: TFunction): string {
  const shown = list.slice(0, 4).map(({ name }) => name);
  const more = list.length - shown.length;
  return more > 0 ? t('setup.andMore', { names: shown.join(', '), count: more }) : shown.join(', ');
}

/** A line of what is said; `of` gives an empty text where there is nothing to say. */
interface Told {
  label: string;
  of: (parts: Parts) => string;
  isAddress?: true;
  isKey?: true;
  /** What a person should look at, where it is said anew. */
  note?: string;
  /** Whether there is something to look at; always, if left out. */
  isNoted?: (parts: Parts) => boolean;
}

function told(t: TFunction, language: string): Told[] {
  const lists = ['units', 'places', 'partners', 'services', 'guides'] as const;
  const onOff = (is: boolean) => t(is ? 'setup.on' : 'setup.off');
  return [
    { label: t('setup.part.contact'), of: ({ organisation: { contact } }) => contactWords(contact) },
    ...lists.map((part): Told => ({ label: t(`setup.part.${part}`), of: (parts) => names(parts[part], t) })),
    { label: t('setup.part.valueLists'), of: ({ valueLists }) => listWords(valueLists, t) },
    {
      label: t('setup.part.backup'),
      of: ({ backup: { recipient = '' } }) => recipient,
      isKey: true,
      note: t('setup.note.backup'),
    },
    {
      label: t('setup.part.retention'),
      of: (parts) => retentionWords(parts, t),
    },
    { label: t('setup.part.lockAsk'), of: ({ lock }) => (lock.ask ? t('setup.on') : '') },
    {
      label: t('setup.part.lockSends'),
      of: ({ lock }) => (lock.sends ? t('setup.on') : ''),
      note: t('setup.note.lockSends'),
    },
    {
      label: t('setup.part.lockWipeAfter'),
      of: ({ lock: { wipeAfter } }) => (wipeAfter ? t('setup.wrongInARow', { count: wipeAfter }) : ''),
      note: t('setup.note.lockWipeAfter'),
    },
    {
      label: t('setup.part.lockRecovery'),
      of: ({ lock: { recovery = '' } }) => recovery,
      isKey: true,
      note: t('setup.note.lockRecovery'),
    },
    {
      label: t('setup.part.wipeKey'),
      of: ({ wipe: { signer = '' } }) => signer,
      isKey: true,
      note: t('setup.note.wipeKey'),
    },
    { label: t('setup.part.together'), of: (parts) => togetherWords(parts, t), note: t('setup.note.together') },
    { label: t('setup.part.smallestGroup'), of: ({ survey }) => String(survey.smallestGroup) },
    {
      label: t('setup.part.researchRows'),
      of: ({ survey }) => onOff(survey.researchRows),
      note: t('setup.note.researchRows'),
      isNoted: ({ survey }) => survey.researchRows,
    },
    { label: t('setup.part.note'), of: ({ outreach }) => onOff(outreach.note) },
    { label: t('setup.part.background'), of: ({ survey }) => onOff(survey.background) },
    { label: t('setup.part.noticeUrl'), of: ({ outreach }) => outreach.noticeUrl ?? '', isAddress: true },
    { label: t('setup.part.incidentUrl'), of: ({ outreach }) => outreach.incidentUrl ?? '', isAddress: true },
    {
      label: t('setup.part.hiddenContacts'),
      of: ({ outreach }) => outreach.hiddenContacts.map((id) => contactName(id, language) ?? id).join(', '),
      note: t('setup.note.hidden'),
    },
    {
      label: t('setup.part.formKey'),
      of: ({ survey: { formKey } }) => (formKey ? t('setup.keyEnding', { end: formKey.slice(-4) }) : ''),
    },
    {
      label: t('setup.part.practiceCriteria'),
      of: ({ assessment }) =>
        names(
          assessment.practiceCriteria.map((name) => ({ name })),
          t,
        ),
    },
    {
      label: t('setup.part.cardFields'),
      of: ({ assessment }) =>
        names(
          assessment.cardFields.map(({ title: name }) => ({ name })),
          t,
        ),
    },
    { label: t('setup.part.addresses'), of: (parts) => otherAddresses(parts, t) },
  ];
}

/** What leaves the device by itself and when, a sentence each: one for the first three where they have the same days. */
function retentionWords(organisation: Organisation, t: TFunction): string {
  const { promises, drafts } = organisation.retention;
  const days = keptSorts.map((sort) => [sort, daysKept(organisation, sort)] as const);
  const first = days.slice(0, 3);
  const same = first[0]![1];
  const isSame = same !== undefined && first.every(([, one]) => one === same);
  const each = (isSame ? days.slice(3) : days).flatMap(([sort, count]) =>
    count === undefined ? [] : t(`setup.daysOf.${sort}`, { count }),
  );
  const said = [
    ...(isSame ? [t('setup.days', { count: same })] : []),
    ...each,
    ...(promises === undefined ? [] : [t('setup.daysOf.promises', { count: promises })]),
    ...(drafts === undefined ? [] : [t('setup.daysOf.drafts', { count: drafts })]),
  ];
  return said.length === 0 ? '' : [...said, t('setup.daysElse')].join('\n');
}

/** Each group of units that results tell as one, with the names of its units. */
const togetherWords = ({ survey, ...organisation }: Parts, t: TFunction): string =>
  survey.together
    .map(({ name, units }) =>
      t('setup.togetherOf', { name, units: units.map((unit) => nameOfUnit(organisation, unit)).join(', ') }),
    )
    .join('\n');

const contactWords = (contact: Parts['organisation']['contact']) =>
  [contact?.role, contact?.phone, contact?.email].filter(Boolean).join(' · ');

function listWords(valueLists: Parts['valueLists'], t: TFunction): string {
  const lists = Object.values(valueLists);
  const added = lists.reduce((sum, list) => sum + (list?.add.length ?? 0), 0);
  const hidden = lists.reduce((sum, list) => sum + (list?.hide.length ?? 0), 0);
  return added + hidden > 0 ? t('setup.lists', { added, hidden }) : '';
}

/** The servers that are named anywhere else, each with the place where. */
function otherAddresses(parts: Parts, t: TFunction): string {
  const { endpoints: _, outreach, ...rest } = parts;
  const { noticeUrl: _n, incidentUrl: _i, ...others } = outreach;
  const whole = { ...rest, outreach: others };
  return addressesIn(whole)
    .map(({ origin, path }) => `${originName(origin as Origin, t)} (${placeOf(path, whole)})`)
    .join('\n');
}

/** The lines of a configuration; where `before` is given, each beside what holds now. */
export function contentLines(
  organisation: Organisation,
  before: Organisation | undefined,
  t: TFunction,
  language: string,
): ReviewLine[] {
  const [next, old] = [partsOf(organisation), before && partsOf(before)];
  return told(t, language).flatMap(({ label, of, isAddress, isKey, note, isNoted = () => true }) => {
    const now = of(next);
    const was = old && of(old);
    if (!now && !was) return [];
    const isAnother = was !== undefined && was !== now;
    return [
      {
        label,
        now,
        ...(isAnother ? { before: was } : {}),
        ...(isAddress ? { isAddress } : {}),
        ...(isKey ? { isKey } : {}),
        ...(note && now && isNoted(next) && (isAnother || was === undefined) ? { notes: [note] } : {}),
      },
    ];
  });
}
