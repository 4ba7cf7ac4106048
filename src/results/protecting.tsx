import { useWords } from '../i18n/words.ts';
import { reportChoices, unitName } from './choices-store.ts';
import type { Results } from './results.ts';

/** What the organisation has chosen to hide for a small unit's sake, and which units it tells as one. */
export function Protecting({ results: { together, closed } }: { results: Pick<Results, 'together' | 'closed'> }) {
  const { t } = useWords();
  const chosen = reportChoices();
  const isLater = closed.month !== '' && JSON.stringify(chosen.together) !== JSON.stringify(together);
  const told = closed.month === '' ? chosen.together : together;
  return (
    <p class="muted small">
      {[
        t(`report.protect.${chosen.toProtect}`),
        ...told.map(({ name, units }) => t('report.together', { name, units: units.map(unitName).join(', ') })),
        isLater && t('report.togetherLater', { year: Number(closed.month.slice(0, 4)) + 1 }),
      ]
        .filter(Boolean)
        .join(' ')}
    </p>
  );
}
