import { useEffect, useState } from 'preact/hooks';
import { chooseLanguage, interfaceLanguages } from '../i18n/i18n.ts';
import { ownLanguageName } from '../i18n/language-names.ts';
import { rememberLanguage } from '../i18n/remembered.ts';
import { useWords } from '../i18n/words.ts';
import { useOrganisation } from '../setup/organisation-store.ts';
import { useLive } from '../store/live.ts';
import { askToPersist, isPersisted, roomHere, type StorageRoom } from '../store/persist.ts';
import { canSyncInBackground } from '../sw/bridge.ts';
import { Button } from '../ui/button.tsx';
import { ChooseOne } from '../ui/choice.tsx';
import { LinkRow } from '../ui/link-row.tsx';
import { Page } from '../ui/page.tsx';
import { tellAndReject } from '../ui/tell-and-reject.ts';
import { BeginPractice } from './begin-practice.tsx';
import { whatIsBehind } from './lock/what-is-behind.ts';
import { ReadyWords } from './ready-line.tsx';
import { Reminders } from './reminders.tsx';
import { tellLanguage } from './tell-language.ts';
import { useStanding } from './update.tsx';

/** The pages of their own: address, name, what is there. */
const pages = [
  ['delivery', 'more.delivery', 'more.deliveryHelp'],
  ['endpoint', 'more.endpoint', 'more.endpointHelp'],
  ['organisation', 'more.organisation', 'more.organisationHelp'],
  ['lock', 'more.lock', 'more.lockHelp'],
  ['workers', 'shift.title', 'shift.link'],
  ['backup', 'more.backup', 'more.backupHelp'],
  ['retention', 'retention.title', 'retention.link'],
  ['wipe', 'wipe.title', 'wipe.link'],
] as const;

/** Lisää: sending, language, what is on this device, about the app. */
export function More() {
  const { t, language } = useWords();
  const { languages: chosen } = useOrganisation();
  const { checksum } = useStanding();
  const [lacking, setLacking] = useState<{ language: string }>();
  const choose = (wanted: string) =>
    chooseLanguage(wanted)
      .then((chosen) => {
        rememberLanguage(chosen);
        setLacking(undefined);
        void tellLanguage();
      })
      .catch(tellAndReject(() => setLacking({ language: wanted })));
  // The one that is in use stays, also where the organisation does not use it.
  const offered = interfaceLanguages.filter((one) => !chosen || chosen.includes(one) || one === language);
  return (
    <Page title={t('more.title')}>
      <ul class="list">
        {pages.map(([page, title, help]) => (
          <LinkRow key={page} href={`/more/${page}`} name={t(title)} help={t(help)} />
        ))}
      </ul>
      <ChooseOne
        legend={t('more.language')}
        options={offered.map((value) => ({ value, label: <bdi lang={value}>{ownLanguageName(value)}</bdi> }))}
        value={language}
        error={lacking ? t('more.languageLacking') : undefined}
        onChange={choose}
      />
      <section class="stack tight">
        <h2>{t('more.hide')}</h2>
        <p>{t('more.hideHelp')}</p>
      </section>
      <Kept />
      <Reminders />
      <BeginPractice />
      <section class="stack tight">
        <h2>{t('more.about')}</h2>
        <p>{t('more.promise')}</p>
        <p>{t(canSyncInBackground() ? 'more.background' : 'more.foreground')}</p>
        <p class="muted small number">{t('more.version', { version: __APP_VERSION__ })}</p>
        {checksum && (
          <p class="muted small">
            {t('more.checksum')} <code class="checksum">{checksum}</code>
          </p>
        )}
      </section>
    </Page>
  );
}

const inMB = (n: number, language: string) =>
  new Intl.NumberFormat(language, { style: 'unit', unit: 'megabyte' }).format(n);

/** Whether the browser keeps the data, how much room there is, and what the person can do. */
function Kept() {
  const { t, language } = useWords();
  const [persisted, setPersisted] = useState<boolean | 'not-asked'>();
  const [room, setRoom] = useState<StorageRoom>();
  const [hasRefused, setRefused] = useState(false);
  const behind = useLive(whatIsBehind);
  const look = () => isPersisted().then((is) => setPersisted(is ?? 'not-asked'));
  useEffect(() => {
    void look();
    void roomHere().then(setRoom);
  }, []);
  const askForIt = async () => {
    setRefused(false);
    setRefused((await askToPersist()) === false);
    await look();
  };
  if (persisted === undefined) return null;
  const words = persisted === 'not-asked' ? 'unknownPersisted' : persisted ? 'persisted' : 'notPersisted';
  return (
    <section class="stack tight">
      <h2>{t('more.kept')}</h2>
      <ReadyWords />
      <p>{t(`more.${words}`)}</p>
      {room && (
        <p class="number">
          <meter value={room.used} max={room.all} aria-label={t('more.kept')} />{' '}
          {[room.used, room.all].map((n) => inMB(n, language)).join(' / ')}
        </p>
      )}
      {persisted === false && (
        <p>
          <Button onClick={askForIt}>{t('more.askPersist')}</Button>
        </p>
      )}
      <p role="status">{hasRefused && t('more.notPromised')}</p>
      <p class="muted">{t('more.clearing')}</p>
      {behind && <p class="muted">{t(`more.${behind}`)}</p>}
    </section>
  );
}
