import { useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { find } from '../store/find.ts';
import { useLive } from '../store/live.ts';
import { Encounter } from './encounter.ts';
import { removeEncounter } from './encounter-store.ts';
import { takeSaved } from './just-saved.ts';

/** What a page says of something that was just done. */
export interface Said {
  words: string;
  /** Takes it back; absent once that was done. */
  undo?: (() => Promise<void>) | undefined;
}

/**
 * That the encounter that was just logged on an outing is kept, with its undo; once undone, that it was. `loaded` is false until
 * the device was asked.
 */
export function useSaved(outingId: string): { loaded: boolean; said: Said | undefined } {
  const { t, clock } = useWords();
  const [saved] = useState(takeSaved);
  const [undone, setUndone] = useState(false);
  const found = useLive(async () => ({ encounter: saved && (await find(Encounter, saved.id)) }), [saved?.id]);
  if (undone) return { loaded: true, said: { words: t('common.undone') } };
  const encounter = found?.encounter;
  if (!saved || encounter?.outingId !== outingId) return { loaded: found !== undefined, said: undefined };
  const undo = async () => {
    await removeEncounter(encounter);
    setUndone(true);
  };
  return { loaded: true, said: { words: t('common.keptHere', { time: clock(saved.at) }), undo } };
}
