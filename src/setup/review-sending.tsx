import { useWords } from '../i18n/words.ts';
import type { AddressSettings } from './endpoint-addresses.ts';
import { endpointName } from './endpoint-name.ts';
import type { EndpointChange, Present, SetupChanges } from './plan.ts';
import { AddressWords, Line } from './review-line.tsx';
import { endpointLines } from './review-lines.ts';

interface ReviewSendingProps {
  plan: SetupChanges;
  addressSettings: AddressSettings;
}

/** Where records would be sent, beside where they are sent now, and what would change for what waits. */
export function ReviewSending({ plan: { changes, leaving }, addressSettings }: ReviewSendingProps) {
  const { t } = useWords();
  if (changes.length + leaving.length === 0) return null;
  return (
    <section class="stack tight">
      <h2>{t('setup.sending')}</h2>
      <ul class="list">
        {changes.map((change) => (
          <Changed key={change.id} change={change} addressSettings={addressSettings} />
        ))}
        {leaving.map((one) => (
          <Leaving key={one.id} one={one} />
        ))}
      </ul>
    </section>
  );
}

interface ChangedProps {
  change: EndpointChange;
  addressSettings: AddressSettings;
}

function Changed({ change, addressSettings }: ChangedProps) {
  const { t } = useWords();
  const { config, is, held } = change;
  return (
    <li class="stack tight">
      <div class="row apart">
        <strong>{config.name}</strong>
        <span class={is === 'same' ? 'muted small' : 'setup-new small'}>{t(`setup.change.${is}`)}</span>
      </div>
      <dl class="setup-lines">
        {endpointLines(change, addressSettings, t).map((line) => (
          <Line key={line.label} line={line} />
        ))}
      </dl>
      {held > 0 && <span class="setup-look">{t('setup.held', { count: held })}</span>}
    </li>
  );
}

function Leaving({ one: { id, config, unsent } }: { one: Present }) {
  const { t } = useWords();
  const count = Object.values(unsent).reduce((sum, n) => sum + n, 0);
  return (
    <li class="stack tight">
      <div class="row apart">
        <strong>{endpointName(id, config, t)}</strong>
        <span class="setup-look small">{t('setup.leaving')}</span>
      </div>
      <span class="small">
        <AddressWords address={config.url} />
      </span>
      {count > 0 && <span class="setup-look">{t('setup.leavingUnsent', { count })}</span>}
    </li>
  );
}
