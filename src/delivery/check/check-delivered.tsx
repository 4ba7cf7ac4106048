/** «Tarkista lähetetyt»: whether the endpoints still hold what was delivered to them, and what is done where they do not. */
import type { TFunction } from 'i18next';
import { useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { type EndpointConfig, endpointConfig } from '../../setup/endpoint.ts';
import { endpointName } from '../../setup/endpoint-name.ts';
import { db } from '../../store/db.ts';
import { useLive } from '../../store/live.ts';
import { Button } from '../../ui/button.tsx';
import { TroubleWords } from '../screens/trouble.tsx';
import { type Check, checkAt, checkDelivered, isChecking, stopChecking } from './check.ts';

interface Row {
  id: string;
  /** Its settings, where they can be opened. */
  config: EndpointConfig | undefined;
  /** Whether it has ever taken anything. */
  any: boolean;
  check: Check | undefined;
}

async function all(): Promise<Row[]> {
  const endpoints = (await db.endpoints.toArray()).filter(({ retired }) => !retired);
  const rows = endpoints.map(async ({ id, deliveredAt }) => {
    const [config, check] = await Promise.all([endpointConfig(id).catch(() => undefined), checkAt(id)]);
    return { id, config, any: deliveredAt !== undefined, check };
  });
  return Promise.all(rows);
}

export function CheckDelivered() {
  const { t } = useWords();
  const rows = useLive(all);
  const [, redraw] = useState(0);
  const begun = rows?.filter(({ check }) => check);
  if (!rows || !begun || !rows.some(({ any, check }) => any || check)) return null;
  const isGoing = isChecking() && begun.some(({ check }) => check?.state === 'running');
  const isUnfinished = begun.some(({ check }) => check?.state === 'running' || check?.state === 'stopped');
  const check = async (anew: boolean) => {
    const checking = checkDelivered(anew);
    redraw((n) => n + 1);
    await checking.finally(() => redraw((n) => n + 1));
  };
  return (
    <section class="stack tight">
      <h2>{t('check.title')}</h2>
      <p class="muted small">{t('check.lead')}</p>
      {begun.map(({ id, config, check }) => (
        <div key={id} class="stack tight">
          {rows.length > 1 && <strong>{config ? endpointName(id, config, t) : id}</strong>}
          {check && <Result check={check} />}
        </div>
      ))}
      <div class="row">
        {isGoing ? (
          <Button onClick={stopChecking}>{t('check.stop')}</Button>
        ) : (
          <>
            {isUnfinished && <Button onClick={() => check(false)}>{t('check.goOn')}</Button>}
            <Button onClick={() => check(true)}>{t(isUnfinished ? 'check.anew' : 'check.start')}</Button>
          </>
        )}
      </div>
    </section>
  );
}

function Result({ check }: { check: Check }) {
  const { t, clock } = useWords();
  const { state, of, checked, trouble, at } = check;
  const isGoing = state === 'running' && isChecking();
  if (state === 'unreadable') return <p role="status">{t('check.unreadable')}</p>;
  return (
    <>
      {isGoing && <progress value={checked} max={Math.max(of, checked, 1)} aria-label={t('check.title')} />}
      <p class="number" role="status">
        {isGoing || state !== 'done'
          ? t('check.progress', { checked, of: Math.max(of, checked) })
          : foundWords(check, t)}
        {state === 'done' && at !== undefined && ` ${t('check.at', { time: clock(at) })}`}
      </p>
      {!isGoing && state !== 'done' && (
        <p>
          {t('check.stopped')} {trouble && <TroubleWords trouble={trouble} />}
        </p>
      )}
    </>
  );
}

/** `Tarkistettu 120. Kaikki on palvelimella.` */
function foundWords({ checked, missing, gone, unclear }: Check, t: TFunction): string {
  const found = [t('check.checked', { count: checked })];
  if (missing > 0) found.push(t('check.missing', { count: missing }));
  if (gone > 0) found.push(t('check.gone', { count: gone }));
  if (unclear > 0) found.push(t('check.unclear', { count: unclear }));
  if (missing + gone + unclear === 0) found.push(t('check.allThere'));
  return found.join(' ');
}
