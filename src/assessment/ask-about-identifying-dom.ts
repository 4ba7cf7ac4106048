import type { TFunction } from 'i18next';
import { ask } from '../ui/ask.ts';
import { identifyingAnew } from './identifying.ts';

/** So many are named in the question; of more it is said how many there are. */
const named = 12;

/**
 * Whether texts may leave the device as they are: asks first where they hold what may identify a person. What stood there before and
 * was answered for is not asked again. The person knows, the app only points.
 */
export async function mayLeave(texts: readonly string[], before: readonly string[], t: TFunction): Promise<boolean> {
  const found = identifyingAnew(texts, before);
  if (found.length === 0) return true;
  const lines = found.slice(0, named).map(({ is, found: what }) => `${t(`identifying.${is}`)}: ${what}`);
  const more = found.length - named;
  const answer = await ask({
    title: t('identifying.title'),
    text: [t('identifying.ask'), '', ...lines, ...(more > 0 ? [t('identifying.more', { count: more })] : [])].join(
      '\n',
    ),
    choices: [
      { value: 'keep', label: t('identifying.nobody') },
      { value: 'mend', label: t('guard.mend') },
    ],
  });
  return answer === 'keep';
}
