/** One contact: all that is known of it, and its mending on this device. */
import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import * as z from 'zod/mini';
import { wallDate } from '../../i18n/wall-time.ts';
import { useWords } from '../../i18n/words.ts';
import { type DraftFields, defineDraft } from '../../store/draft-kind.ts';
import { FreeTextField, isKeepable } from '../../store/free-text-field.tsx';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { toFirstError } from '../../ui/to-first-error.ts';
import { telOf } from '../plan/overdue-notice.tsx';
import { SaveBar, useSave } from '../use-save.tsx';
import { checkedDay } from './checked-day.ts';
import {
  blankContact,
  type Contact,
  contactsOf,
  editable,
  initialContacts,
  isOld,
  ownPrefix,
  type ShownContact,
} from './contacts.ts';
import { keepContact, useKeptOnce } from './edits-store.ts';
import { emergencyId } from './emergency.ts';
import './in-need.css';
import { useOutreach } from '../use-settings.ts';

const back = '/outreach/in-need';
/** Longest line of a contact, and what may follow it, in characters. */
const limits = { when: 120, name: 80, phone: 20, hours: 120, note: 300, source: 120 } as const;
const phoneShape = /^(\+?[0-9][0-9 ]{1,18}[0-9])?$/;

type Draft = Record<(typeof editable)[number], string>;

/** A form in which something stands for each field; what it is, only the field knows. */
const filled = <T,>(value: T) => Object.fromEntries(editable.map((field) => [field, value]));
export const ContactDrafts = defineDraft<Draft>(
  'contact',
  filled(z.string()) as unknown as DraftFields<Draft>,
  filled('') as Draft,
);

export function ContactPage() {
  const id = useRoute().params.id ?? '';
  const { language } = useWords();
  const organisation = useOutreach();
  const kept = useKeptOnce();
  if (!kept) return null;
  const known = contactsOf(organisation, kept.contacts, language).find((contact) => contact.id === id);
  const base = initialContacts(organisation, language).find((contact) => contact.id === id);
  const contact =
    known ??
    (id.startsWith(ownPrefix) ? { ...blankContact, id, group: 'service' as const, isEdited: false } : undefined);
  if (!contact) return <Gone />;
  return contact.id === emergencyId ? (
    <Emergency contact={contact} />
  ) : (
    <Form key={id} contact={contact} base={base} isNew={!known} />
  );
}

function Gone() {
  const { t } = useWords();
  return <Page title={t('outreach.need.gone')} back={{ href: back, label: t('common.back') }} children={null} />;
}

function Emergency({ contact: { name, when, note, phone } }: { contact: ShownContact }) {
  const { t } = useWords();
  return (
    <Page
      title={t('outreach.need.title')}
      heading={name}
      back={{ href: back, label: t('common.back') }}
      action={
        <a class="button primary" href={telOf(phone)}>
          {t('outreach.need.call', { phone })}
        </a>
      }
    >
      <p>{when}</p>
      <p>{note}</p>
    </Page>
  );
}

interface FormProps {
  contact: ShownContact;
  /** As the app or the organisation has it; undefined for one's own. */
  base: Contact | undefined;
  isNew: boolean;
}

function Form({ contact, base, isNew }: FormProps) {
  const { t, language } = useWords();
  const { route } = useLocation();
  const today = wallDate(Date.now());
  const initial = Object.fromEntries(editable.map((field) => [field, contact[field]])) as Draft;
  const draft = useDraft(ContactDrafts, { id: `contact-${contact.id}`, base: 0 }, initial);
  const saving = useSave(draft);
  const [asked, setAsked] = useState(false);
  const { data } = draft;
  if (!data) return null;
  const { id, phone, checked, newer } = contact;
  const leave = async (edit: Parameters<typeof keepContact>[1]) => {
    await keepContact(id, edit);
    await draft.discard();
    route(back, true);
  };
  const badPhone = !phoneShape.test(data.phone.trim());

  function save() {
    setAsked(true);
    const isSound = data?.name.trim() && !badPhone && editable.every((field) => isKeepable(data[field], limits[field]));
    if (!data || !isSound) return toFirstError();
    // Only what is known better: the rest follows the organisation, and the language.
    const better = editable.map((field) => [field, data[field].trim()] as const);
    const fields = Object.fromEntries(better.filter(([field, value]) => value !== base?.[field]));
    return saving.save(() => leave({ ...fields, checked: today }));
  }

  const text = (field: Exclude<keyof Draft, 'phone'>, error?: string | false) => (
    <FreeTextField
      label={t(`outreach.need.field.${field}`)}
      value={data[field]}
      limit={limits[field]}
      long={field === 'note'}
      hint={false}
      error={error || undefined}
      onInput={(value) => draft.change({ [field]: value })}
    />
  );

  return (
    <Page
      title={t(isNew ? 'outreach.need.add' : 'outreach.need.title')}
      heading={isNew ? undefined : contact.name}
      back={{ href: back, label: t('common.back') }}
      action={<SaveBar saving={saving} draft={draft} label={t('outreach.need.saveChecked')} onSave={save} />}
    >
      {!isNew && (
        <p class={isOld(contact, today) ? 'look' : 'muted'}>
          {checked
            ? t('outreach.need.checked', { day: checkedDay(checked, language) })
            : t('outreach.need.neverChecked')}
        </p>
      )}
      {newer && (
        <Notice tone="look" title={t('outreach.need.newer')}>
          <p>{[newer.name, newer.phone, newer.hours].filter(Boolean).join(' · ')}</p>
          <Button onClick={() => saving.save(() => leave(undefined))}>{t('outreach.need.takeNewer')}</Button>
        </Notice>
      )}
      {!isNew && phone && (
        <a class="button" href={telOf(phone)}>
          {t('outreach.need.call', { phone })}
        </a>
      )}
      <p class="muted small">{t('outreach.need.onlyHere')}</p>
      {text('name', asked && !data.name.trim() && t('outreach.need.nameMissing'))}
      <Field
        label={t('outreach.need.field.phone')}
        type="tel"
        value={data.phone}
        error={asked && badPhone ? t('outreach.need.badPhone') : undefined}
        onInput={(value) => draft.change({ phone: value })}
      />
      {text('when')}
      {text('hours')}
      {text('note')}
      {text('source')}
      {!isNew && (
        <div class="row">
          {contact.isEdited && base && (
            <Button onClick={() => saving.save(() => leave(undefined))}>{t('outreach.need.restore')}</Button>
          )}
          <Button look="danger" onClick={() => saving.save(() => leave(base ? { hidden: true } : undefined))}>
            {t(base ? 'outreach.need.hide' : 'common.delete')}
          </Button>
        </div>
      )}
    </Page>
  );
}
