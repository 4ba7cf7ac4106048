import { useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { useSetup } from '../../setup/organisation-store.ts';
import { useLive } from '../../store/live.ts';
import { NotKeptNotice } from '../../store/not-kept.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { isInDocument, putIntoDocument, takeOutOfDocument } from './into-document-store.ts';

/** How a survey that is in use here comes to other devices: by a tap in the organisation's document, where there is one. */
export function IntoDocument({ id }: { id: string }) {
  const { t } = useWords();
  const { loaded } = useSetup();
  const isIn = useLive(() => isInDocument(id), [id, loaded?.sum]);
  const [came, setCame] = useState<{ is: string } | { failed: unknown }>();
  const run = async (change: typeof putIntoDocument) => {
    try {
      setCame({ is: await change(id) });
    } catch (failed) {
      setCame({ failed });
    }
  };
  if (!loaded) return <p class="muted">{t('builder.toOthers')}</p>;
  return (
    <section class="stack tight">
      <h3>{t('builder.others')}</h3>
      {isIn ? (
        <>
          <Notice title={t('builder.inDocument')}>
            <p>{t('builder.inDocumentText')}</p>
          </Notice>
          <p class="row">
            <LinkButton href="/more/organisation/share">{t('builder.shareDocument')}</LinkButton>
            <Button look="bare" onClick={() => run(takeOutOfDocument)}>
              {t('builder.outOfDocument')}
            </Button>
          </p>
        </>
      ) : (
        <>
          <p>{t('builder.toDocumentText')}</p>
          <p>
            <Button onClick={() => run(putIntoDocument)}>{t('builder.toDocument')}</Button>
          </p>
        </>
      )}
      {came && 'is' in came && (came.is === 'too-long' || came.is === 'unfit') && (
        <Notice tone="danger" title={t(`builder.document.${came.is}`)}>
          <p>{t('builder.documentElse')}</p>
        </Notice>
      )}
      {came && 'failed' in came && <NotKeptNotice error={came.failed} />}
    </section>
  );
}
