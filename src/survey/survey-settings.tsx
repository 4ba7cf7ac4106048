import { useWords } from '../i18n/words.ts';
import { useOrganisation } from '../setup/organisation-store.ts';
import { useLive } from '../store/live.ts';
import { countOf } from '../store/outbox.ts';
import { Notice } from '../ui/notice.tsx';
import { readAddedBundles } from './bundle/bundles-store.ts';
import { shippedBundles } from './bundle/shipped.ts';
import { Faults } from './instrument/faults.tsx';
import { readInstruments, readOrganisations } from './instrument/instruments-store.ts';
import { instruments } from './instruments/all.ts';
import { background } from './instruments/background.ts';
import { SurveyResponse } from './response.ts';
import { surveyPart } from './settings.ts';

/** How many different people the background questions can tell apart. */
const backgroundKinds = Object.values(background.scales!).reduce((product, { length }) => product * length, 1);

/** What the organisation has chosen in its configuration, and what follows from it for those who answer. */
export function SurveySettings() {
  const { t } = useWords();
  const { survey } = surveyPart.of(useOrganisation());
  const kept = useLive(() => countOf(SurveyResponse.name));
  const unknown = (survey.shipped ?? []).filter(
    (id) => ![...instruments, ...shippedBundles].some((one) => one.id === id),
  );
  const unsound = useLive(readOrganisations)?.unsound ?? [];
  const unsoundBundles = useLive(async () => readAddedBundles(await readInstruments()))?.unsound ?? [];
  return (
    <section class="stack">
      <h2>{t('instruments.settings')}</h2>
      <p>{t(survey.background ? 'instruments.background' : 'instruments.noBackground')}</p>
      {survey.background && (
        <Notice tone="look" title={t('instruments.backgroundLook')}>
          <p>{t('instruments.backgroundKinds', { kinds: backgroundKinds, count: kept ?? 0 })}</p>
        </Notice>
      )}
      <p>{t(survey.remote ? 'instruments.remote' : 'instruments.noRemote')}</p>
      {unknown.length > 0 && (
        <Notice tone="look" title={t('instruments.unknownShipped', { ids: unknown.join(', ') })} />
      )}
      {unsound.map(({ id, wrong }) => (
        <Notice tone="danger" key={id} title={t('instruments.unsound', { id })}>
          <Faults wrong={wrong} />
        </Notice>
      ))}
      {unsoundBundles.map(({ id, wrong }) => (
        <Notice tone="danger" key={id} title={t('instruments.unsoundBundle', { id })}>
          <Faults wrong={wrong} />
        </Notice>
      ))}
      <p class="muted small">{t('instruments.settingsHelp')}</p>
    </section>
  );
}
