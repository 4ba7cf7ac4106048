/** Apu ja hätänumerot: whom to call, 112 first; what the organisation says that one does; where a notice is made. Works without a network. */
import { useMemo } from 'preact/hooks';
import { wallDate } from '../../i18n/wall-time.ts';
import { useWords } from '../../i18n/words.ts';
import { newId } from '../../store/id.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { telOf } from '../plan/overdue-notice.tsx';
import { checkedDay } from './checked-day.ts';
import { type ContactGroup, contactsOf, groups, isOld, ownPrefix, type ShownContact } from './contacts.ts';
import { showAgain, useKept } from './edits-store.ts';
import { emergencyId, emergencyNumber } from './emergency.ts';
import { Guides } from './guide-list.tsx';
import './in-need.css';
import { useOutreach } from '../use-settings.ts';

export function InNeed() {
  const { t, language } = useWords();
  const organisation = useOutreach();
  const kept = useKept();
  const fresh = useMemo(newId, []);
  const contacts = contactsOf(organisation, kept.contacts, language);
  const today = wallDate(Date.now());
  const old = contacts.filter((contact) => isOld(contact, today)).length;
  const hidden = Object.keys(kept.contacts).filter((id) => kept.contacts[id]?.hidden);
  return (
    <Page
      title={t('outreach.need.title')}
      back={{ href: '/outreach', label: t('common.back') }}
      action={
        <LinkButton look="primary" href={telOf(emergencyNumber)}>
          {t('outreach.need.call', { phone: emergencyNumber })}
        </LinkButton>
      }
    >
      {groups.map((group) => (
        <Contacts
          key={group}
          group={group}
          contacts={contacts.filter((contact) => contact.group === group)}
          today={today}
        />
      ))}
      {old > 0 && <p class="small look">{t('outreach.need.old', { count: old })}</p>}
      <p>
        <LinkButton href={`/outreach/in-need/contact/${ownPrefix}${fresh}`}>{t('outreach.need.add')}</LinkButton>
      </p>
      <Guides edits={kept.guides} />
      <NoticeOfConcern />
      {hidden.length > 0 && (
        <p>
          <Button look="bare" onClick={() => showAgain(hidden)}>
            {t('outreach.need.showHidden', { count: hidden.length })}
          </Button>
        </p>
      )}
    </Page>
  );
}

function Contacts({
  group,
  contacts,
  today,
}: {
  group: ContactGroup;
  contacts: readonly ShownContact[];
  today: string;
}) {
  const { t } = useWords();
  if (contacts.length === 0) return null;
  return (
    <section class="stack tight">
      <h2>{t(`outreach.need.group.${group}`)}</h2>
      <ul class="list">
        {contacts.map((contact) => (
          <Line key={contact.id} contact={contact} today={today} />
        ))}
      </ul>
    </section>
  );
}

/** When one calls, whom, and the number: a tap on it calls, a tap on the rest tells more. */
function Line({ contact, today }: { contact: ShownContact; today: string }) {
  const { t, language } = useWords();
  const { id, when, name, phone, hours, checked } = contact;
  const unsure = isOld(contact, today) && (checked ? 'old' : 'unchecked');
  const told = [when && name, hours, unsure === 'unchecked' && t('outreach.need.unchecked')]
    .filter(Boolean)
    .join(' · ');
  const words = (
    <>
      <strong>{when || name}</strong>
      <br />
      <span class="muted small">{told}</span>
      {unsure === 'old' && checked && (
        <span class="small look"> · {t('outreach.need.checkedOld', { day: checkedDay(checked, language) })}</span>
      )}
    </>
  );
  return (
    <li class={id === emergencyId ? 'contact contact-first' : 'contact'}>
      <a class="whole" href={`/outreach/in-need/contact/${id}`}>
        {words}
      </a>
      {phone && (
        <a class="button number" href={telOf(phone)} aria-label={t('outreach.need.callTo', { phone, name })}>
          {phone}
        </a>
      )}
    </li>
  );
}

/** Where a notice is made. Its content is never kept here. */
function NoticeOfConcern() {
  const { t } = useWords();
  const { noticeUrl } = useOutreach().outreach;
  return (
    <section class="stack tight">
      <h2>{t('outreach.need.notice')}</h2>
      <p>{t('outreach.need.noticeAdult')}</p>
      <p>{t('outreach.need.noticeChild')}</p>
      {noticeUrl && (
        <p>
          <a class="button" href={noticeUrl} rel="noreferrer" target="_blank">
            {t('outreach.need.noticeForm')}
          </a>
        </p>
      )}
      <p class="muted small">{t('outreach.need.noticeNot')}</p>
    </section>
  );
}
