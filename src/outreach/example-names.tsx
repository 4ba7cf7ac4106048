import { useMemo } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';

/** Names to begin with, before there are earlier outings to take them from. */
export function useExampleNames(): { places: string[]; organisations: string[] } {
  const { t, language } = useWords();
  return useMemo(
    () => ({
      places: Object.values(t('outreach.example.place', { returnObjects: true })),
      organisations: Object.values(t('outreach.example.organisation', { returnObjects: true })),
    }),
    [language],
  );
}
