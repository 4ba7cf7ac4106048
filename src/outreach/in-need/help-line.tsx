import { useWords } from '../../i18n/words.ts';
import { emergencyNumber } from './emergency.ts';
import './help-line.css';

/** At the top of every screen of outreach: the emergency number in one tap, the others in one more. `alone`: that number and no way on. */
export function HelpLine({ alone = false }: { alone?: boolean }) {
  const { t } = useWords();
  return (
    <nav class="help-line" aria-label={t('outreach.need.title')}>
      <a
        class="help-call"
        href={`tel:${emergencyNumber}`}
        aria-label={t('outreach.need.call', { phone: emergencyNumber })}
      >
        {emergencyNumber}
      </a>
      {!alone && (
        <a class="help-more" href="/outreach/in-need">
          {t('outreach.need.short')}
        </a>
      )}
    </nav>
  );
}
