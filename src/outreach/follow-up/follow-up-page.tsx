/** Seuranta: promises, guidances whose outcome nobody knows yet, phenomena. */
import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { promiseDays } from '../../setup/organisation.ts';
import { useOrganisation } from '../../setup/organisation-store.ts';
import { newest } from '../../store/find.ts';
import { newId } from '../../store/id.ts';
import { useLive } from '../../store/live.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import '../outreach.css';
import { allPromises } from './due-promises.tsx';
import { GuidanceLine, PhenomenonLine, PromiseLine } from './entry-lines.tsx';
import { Guidance } from './guidance.ts';
import { Phenomenon } from './phenomenon.ts';
import { openPromises } from './promise.ts';

/** How many guidances and phenomena are looked through at a time. */
const pageful = 50;

export function FollowUp() {
  const { t } = useWords();
  const organisation = useOrganisation();
  const [limit, setLimit] = useState(pageful);
  const fresh = useMemo(newId, []);
  const found = useLive(async () => {
    const [promises, guidances, phenomena] = await Promise.all([
      allPromises(),
      newest(Guidance, limit),
      newest(Phenomenon, limit),
    ]);
    return { promises, guidances, phenomena };
  }, [limit]);
  if (!found) return null;
  const { promises, guidances, phenomena } = found;
  const closed = promises.filter(({ state }) => state !== 'open').reverse();
  const unknown = guidances.filter(({ outcome }) => outcome === 'unknown');
  const known = guidances.filter(({ outcome }) => outcome !== 'unknown');
  return (
    <Page
      title={t('outreach.followUp.title')}
      back={{ href: '/outreach', label: t('common.back') }}
      action={
        <LinkButton look="primary" href={`/outreach/promise/${fresh}`}>
          {t('outreach.followUp.newPromise')}
        </LinkButton>
      }
    >
      <Part title={t('outreach.followUp.promises')} none={t('outreach.followUp.noPromises')}>
        {openPromises(promises).map((one) => (
          <PromiseLine key={one.id} promise={one} />
        ))}
      </Part>
      {closed.length > 0 && (
        <details>
          <summary>{t('outreach.followUp.closed', { count: closed.length })}</summary>
          <Part note={t('outreach.followUp.closedNote', { count: promiseDays(organisation) })}>
            {closed.map((one) => (
              <PromiseLine key={one.id} promise={one} />
            ))}
          </Part>
        </details>
      )}
      <Part title={t('outreach.followUp.guidances')} none={t('outreach.followUp.noGuidances')}>
        {unknown.map((one) => (
          <GuidanceLine key={one.id} guidance={one} />
        ))}
      </Part>
      {known.length > 0 && (
        <details>
          <summary>{t('outreach.followUp.known', { count: known.length })}</summary>
          <Part>
            {known.map((one) => (
              <GuidanceLine key={one.id} guidance={one} />
            ))}
          </Part>
        </details>
      )}
      <Part title={t('outreach.followUp.phenomena')} none={t('outreach.followUp.noPhenomena')}>
        {phenomena.map((one) => (
          <PhenomenonLine key={one.id} phenomenon={one} />
        ))}
      </Part>
      <div class="row">
        <LinkButton href={`/outreach/phenomenon/${fresh}`}>{t('outreach.followUp.newPhenomenon')}</LinkButton>
        {Math.max(guidances.length, phenomena.length) >= limit && (
          <Button onClick={() => setLimit(limit + pageful)}>{t('outreach.older')}</Button>
        )}
      </div>
    </Page>
  );
}

interface PartProps {
  title?: string;
  note?: string;
  /** Said where there is nothing. */
  none?: string;
  children: ComponentChildren[];
}

const Part = ({ title, note, none, children }: PartProps) => (
  <section class="stack tight">
    {title && <h2>{title}</h2>}
    {note && <p class="muted small">{note}</p>}
    {children.length > 0 ? <ul class="list">{children}</ul> : <p class="muted">{none}</p>}
  </section>
);
