import type { TFunction } from 'i18next';
import { ask } from '../ui/ask.ts';
import { contactIn } from './free-text.ts';

/**
 * Whether texts may be kept as they are: asks first where one holds a phone number or an e-mail address, which may be a
 * service's or a person's. Asked about what stands in the field, so it is the same to have typed, pasted or spoken it.
 */
export async function mayBeKept(texts: readonly (string | undefined)[], t: TFunction): Promise<boolean> {
  for (const text of texts) {
    const contact = text && contactIn(text);
    if (!contact) continue;
    const answer = await ask({
      title: t(`guard.${contact.is}`),
      text: t('guard.ask', { found: contact.found }),
      choices: [
        { value: 'keep', label: t('guard.nobody') },
        { value: 'mend', label: t('guard.mend') },
      ],
    });
    if (answer === 'mend') return false;
  }
  return true;
}
