import type { ComponentChildren } from 'preact';
import { useWords } from '../../i18n/words.ts';
import { emergencyNumber } from '../../outreach/in-need/emergency.ts';

/** What stands around a screen of the lock: the emergency number, and nothing else of the app. */
export function AroundLock({ children }: { children: ComponentChildren }) {
  const { t } = useWords();
  return (
    <div class="shell">
      <header class="top">
        <nav class="help-line" aria-label={t('outreach.need.title')}>
          <a
            class="help-call"
            href={`tel:${emergencyNumber}`}
            aria-label={t('outreach.need.call', { phone: emergencyNumber })}
          >
            {emergencyNumber}
          </a>
        </nav>
      </header>
      <main>{children}</main>
    </div>
  );
}
