import { useDeskWords } from '../../i18n/use-desk-words.ts';
import { useWords } from '../../i18n/words.ts';
import { endpointConfig } from '../../setup/endpoint.ts';
import { canSignIn } from '../../setup/secrets.ts';
import { db, homeEndpoint } from '../../store/db.ts';
import { useLive } from '../../store/live.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

/** A device, or a further worker of it, has no key to its server before the link for that was opened: said before anything waits for it. */
export function MissingKey() {
  const { t } = useWords();
  const isMissing = useLive(hasNoKey) === true;
  const hasWords = useDeskWords(isMissing);
  if (!isMissing || !hasWords) return null;
  return (
    <Notice tone="look" title={t('shift.noKey')}>
      <p>{t('shift.noKeyHelp')}</p>
      <div class="row">
        <LinkButton href="/more/key">{t('linkKey.give')}</LinkButton>
      </div>
    </Notice>
  );
}

async function hasNoKey(): Promise<boolean> {
  const home = await db.endpoints.get(homeEndpoint);
  if (!home || home.retired || home.deliveredAt !== undefined) return false;
  // Who set it up may have said that it asks for none.
  return !home.config || !canSignIn(await endpointConfig(homeEndpoint));
}
