/** What becomes of the key that a set-up link brought: asked before it replaces another, and told where it was not taken. */
import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { NotKeptNotice } from '../store/not-kept.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { toFirstError } from '../ui/to-first-error.ts';
import { linkKeyIn } from './source.ts';
import { onTaking, replaceKey, type Taking, takeLinkKey, taking } from './take-link-key-store.ts';

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
      {(now.is === 'none' || now.is === 'failed') && <GiveLink />}
    </Page>
  );
}

/** A link that was copied: where the app is on the home screen, one that is opened in a message goes to the browser. */
function GiveLink() {
  const { t } = useWords();
  const [link, setLink] = useState('');
  const [isTried, setTried] = useState(false);
  const key = linkKeyIn(link.trim().replace(/^[^#]*/, ''));
  const take = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (key === undefined) return toFirstError();
    await takeLinkKey(key, toFirstError);
  };
  return (
    <form class="stack tight" noValidate onSubmit={take}>
      <Field
        label={t('linkKey.link')}
        value={link}
        onInput={setLink}
        error={isTried && key === undefined ? t('linkKey.help.unknown') : undefined}
      />
      <div class="row">
        <Button type="submit">{t('linkKey.give')}</Button>
      </div>
    </form>
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
      if (!now.lasts) return <Notice title={t(now.isFirst ? 'linkKey.first' : 'linkKey.taken')} />;
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
