/** What becomes of the key that a set-up link brought: asked before it replaces another, and told where it was not taken. */
import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { NotKeptNotice } from '../store/not-kept.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { onTaking, replaceKey, type Taking, taking } from './take-link-key-store.ts';

export function LinkKeyPage() {
  const { t } = useWords();
  const [now, setNow] = useState(taking);
  useEffect(() => onTaking(setNow), []);
  const back = { href: '/more/endpoint', label: t('common.back') };
  return (
    <Page
      title={t('linkKey.title')}
      back={back}
      action={
        now.is === 'asked' ? (
          <div class="stack">
            <Button look="primary" onClick={replaceKey}>
              {t('linkKey.replace')}
            </Button>
            <LinkButton href="/">{t('linkKey.keep')}</LinkButton>
          </div>
        ) : (
          <LinkButton look="primary" href="/">
            {t('nav.today')}
          </LinkButton>
        )
      }
    >
      <Said now={now} />
    </Page>
  );
}

function Said({ now }: { now: Taking }) {
  const { t } = useWords();
  switch (now.is) {
    case 'none':
      return <p>{t('linkKey.none')}</p>;
    case 'asked':
      return (
        <Notice tone="look" title={t('linkKey.ask')}>
          <p>{t('linkKey.askHelp')}</p>
          <p>{t('linkKey.askNewWorker')}</p>
        </Notice>
      );
    case 'trying':
      return <Notice>{t('linkKey.trying')}</Notice>;
    case 'taken':
      if (!now.lasts) return <Notice title={t('linkKey.taken')} />;
      return (
        <Notice tone="look" title={t('linkKey.lasts')}>
          <p>{t('linkKey.lastsHelp')}</p>
        </Notice>
      );
    case 'not-kept':
      return <NotKeptNotice error={now.error} />;
    case 'failed':
      return (
        <Notice tone="danger" title={t(`linkKey.why.${now.why}`)}>
          <p>{t(`linkKey.help.${now.why}`)}</p>
          <p>{t(now.hasKey ? 'linkKey.hasKey' : 'linkKey.hasNone')}</p>
        </Notice>
      );
  }
}
