import { useMemo } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { belonging } from '../../store/find.ts';
import { newId } from '../../store/id.ts';
import { useLive } from '../../store/live.ts';
import { LinkButton } from '../../ui/button.tsx';
import { GuidanceLine, PhenomenonLine, PromiseLine, UnmetLine } from './entry-lines.tsx';
import { Guidance } from './guidance.ts';
import { Phenomenon } from './phenomenon.ts';
import { Promised } from './promise.ts';
import { Unmet } from './unmet.ts';

/** What an outing has beside its encounters and its tally. */
export interface OutingEntries {
  guidances: Guidance[];
  unmets: Unmet[];
  promises: Promised[];
  phenomena: Phenomenon[];
}

/** The entries of an outing, now and as they change. */
export const useEntries = (outingId: string): OutingEntries | undefined =>
  useLive(async () => {
    const [guidances, unmets, promises, phenomena] = await Promise.all([
      belonging(Guidance, outingId),
      belonging(Unmet, outingId),
      belonging(Promised, outingId),
      belonging(Phenomenon, outingId),
    ]);
    return { guidances, unmets, promises, phenomena };
  }, [outingId]);

const kinds = ['guidance', 'unmet', 'promise', 'phenomenon'] as const;

/** The ways to log what is more than an encounter, and what was logged so. */
export function OutingEntries({ outingId, entries }: { outingId: string; entries: OutingEntries }) {
  const { t } = useWords();
  const { guidances, unmets, promises, phenomena } = entries;
  const count = guidances.length + unmets.length + promises.length + phenomena.length;
  // A new id with each that was kept: the next one is another.
  const fresh = useMemo(newId, [count]);
  return (
    <section class="stack tight">
      <h2>{t('outreach.entry.title')}</h2>
      <div class="outreach-beside">
        {kinds.map((kind) => (
          <LinkButton key={kind} href={`/outreach/${kind}/${fresh}?outing=${outingId}`}>
            {t(`kind.${kind}`)}
          </LinkButton>
        ))}
      </div>
      {count > 0 && (
        <ul class="list">
          {guidances.map((one) => (
            <GuidanceLine key={one.id} guidance={one} named />
          ))}
          {unmets.map((one) => (
            <UnmetLine key={one.id} unmet={one} named />
          ))}
          {promises.map((one) => (
            <PromiseLine key={one.id} promise={one} named />
          ))}
          {phenomena.map((one) => (
            <PhenomenonLine key={one.id} phenomenon={one} named />
          ))}
        </ul>
      )}
    </section>
  );
}
