import { useWords } from '../i18n/words.ts';
import { unitName } from './choices-store.ts';

/** What devices answer under for which nobody has chosen a unit. */
const unchosen = 'oma';

/** Says what the unit of devices without one is, where it stands among others and has no name of the organisation's. */
export function UnchosenUnit({ units }: { units: readonly string[] }) {
  const { t } = useWords();
  return units.includes(unchosen) && unitName(unchosen) === unchosen ? (
    <p class="muted small">{t('summary.unchosenUnit')}</p>
  ) : null;
}
