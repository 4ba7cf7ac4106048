import { useMemo } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { belonging } from '../../store/find.ts';
import { newId } from '../../store/id.ts';
import { useLive } from '../../store/live.ts';
import { LinkButton } from '../../ui/button.tsx';
import type { Encounter } from '../encounter.ts';
import { GuidanceLine } from './entry-lines.tsx';
import { Guidance } from './guidance.ts';

/** Where the people of an encounter were guided to: what is known, and the way to tell it. */
export function EncounterGuidance({ encounter: { id, outingId, guidance } }: { encounter: Encounter }) {
  const { t } = useWords();
  const fresh = useMemo(newId, [id]);
  const all = useLive(() => belonging(Guidance, outingId), [outingId]);
  if (!all) return null;
  const own = all.filter(({ encounterId }) => encounterId === id);
  return (
    <section class="stack tight">
      <h2>{t('outreach.guided.whereTo')}</h2>
      {own.length > 0 && (
        <ul class="list">
          {own.map((one) => (
            <GuidanceLine key={one.id} guidance={one} />
          ))}
        </ul>
      )}
      <div class="row">
        <LinkButton href={`/outreach/guidance/${fresh}?outing=${outingId}&encounter=${id}&way=${guidance}`}>
          {t('outreach.guided.tellTarget')}
        </LinkButton>
      </div>
    </section>
  );
}
