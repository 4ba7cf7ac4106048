import { useWords } from '../i18n/words.ts';
import { KindWords } from './kind-words.tsx';
import type { EndpointChange, Present, SetupChanges } from './plan.ts';

/** Where records would be sent, and what would change for what waits. */
export function ReviewSending({ plan: { changes, leaving } }: { plan: SetupChanges }) {
  const { t } = useWords();
  if (changes.length + leaving.length === 0) return null;
  return (
    <section class="stack tight">
      <h2>{t('setup.sending')}</h2>
      <ul class="list">
        {changes.map((change) => (
          <Changed key={change.id} change={change} />
        ))}
        {leaving.map((one) => (
          <Leaving key={one.id} one={one} />
        ))}
      </ul>
    </section>
  );
}

function Changed({ change: { config, kinds, is, before, key, held } }: { change: EndpointChange }) {
  const { t } = useWords();
  return (
    <li class="stack tight">
      <div class="row apart">
        <strong>{config.name}</strong>
        <span class={is === 'same' ? 'muted small' : 'setup-new small'}>{t(`setup.change.${is}`)}</span>
      </div>
      <span class="setup-address small">{config.url}</span>
      <span>
        {t('setup.sent')} <KindWords kinds={kinds} />
      </span>
      {before !== undefined && <span class="setup-look">{t('setup.before', { url: before })}</span>}
      {key !== 'none' && <span class={key === 'missing' ? 'setup-look' : 'muted small'}>{t(`setup.key.${key}`)}</span>}
      {held > 0 && <span class="setup-look">{t('setup.held', { count: held })}</span>}
    </li>
  );
}

function Leaving({ one: { config, unsent } }: { one: Present }) {
  const { t } = useWords();
  const count = Object.values(unsent).reduce((sum, n) => sum + n, 0);
  return (
    <li class="stack tight">
      <div class="row apart">
        <strong>{config.name ?? t('setup.unnamed')}</strong>
        <span class="setup-look small">{t('setup.leaving')}</span>
      </div>
      <span class="setup-address small">{config.url}</span>
      {count > 0 && <span class="setup-look">{t('setup.leavingUnsent', { count })}</span>}
    </li>
  );
}
