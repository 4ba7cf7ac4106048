/** Drafts that did not fit their form: read as they were, copied, thrown away. */
import { useState } from 'preact/hooks';
import { CopyButton } from '../../files/copy-button.tsx';
import { useWords, type Words } from '../../i18n/words.ts';
import { useLive } from '../../store/live.ts';
import { NotKeptNotice } from '../../store/not-kept.tsx';
import { allPutAside, dropPutAside, type PutAside } from '../../store/put-aside.ts';
import { isSealedKind } from '../../survey/sealed-kinds.ts';
import { ask } from '../../ui/ask.ts';
import { Button } from '../../ui/button.tsx';
import './as-it-came.css';

/** What holds respondents' answers is never shown: no screen shows one person's. */
const isSecret = (kind: string) => isSealedKind(kind) || kind === 'collection';

export function PutAsideList() {
  const { t } = useWords();
  const all = useLive(allPutAside);
  if (!all || all.length === 0) return null;
  return (
    <section class="stack tight" aria-labelledby="put-aside">
      <h2 class="row apart" id="put-aside">
        {t('delivery.putAsideTitle')} <span class="number muted">{all.length}</span>
      </h2>
      <p class="muted small">{t('delivery.putAsideHelp')}</p>
      <ul class="list">
        {all.map((one) => (
          <One key={one.name} one={one} />
        ))}
      </ul>
    </section>
  );
}

function One({ one: { name, kind, at, text } }: { one: PutAside }) {
  const { t, day, clock } = useWords();
  const [error, setError] = useState<unknown>();
  const isShown = text !== undefined && !isSecret(kind);
  const drop = async () => {
    const answer = await ask({
      title: t('today.dropAsk'),
      text: t('today.dropText'),
      choices: [
        { value: 'drop', label: t('today.drop'), danger: true },
        { value: 'keep', label: t('today.keep') },
      ],
    });
    if (answer === 'drop') await dropPutAside(name).catch(setError);
  };
  return (
    <li class="stack tight">
      <div>
        <strong>{nameOf(kind, t)}</strong>
        <br />
        <span class="muted small number">
          {day(at)} {clock(at)}
        </span>
      </div>
      {isShown && (
        <details>
          <summary>{t('delivery.putAsideShow')}</summary>
          <pre class="as-it-came small">{text}</pre>
        </details>
      )}
      {!isShown && (
        <p class="muted small">{t(text === undefined ? 'delivery.putAsideSealed' : 'delivery.putAsideAnswers')}</p>
      )}
      {error !== undefined && <NotKeptNotice error={error} />}
      <div class="row">
        {isShown && <CopyButton text={text} />}
        <Button look="danger" onClick={drop}>
          {t('today.drop')}
        </Button>
      </div>
    </li>
  );
}

/** The kinds that are records by the record's name; the others as Tänään calls what is unfinished of them. */
function nameOf(kind: string, t: Words['t']): string {
  if (kind === 'plan') return t('today.unfinishedPlan');
  if (kind === 'contact') return t('today.unfinishedContact');
  if (kind === 'guide') return t('today.unfinishedGuide');
  return t(`kind.${kind as 'outing'}`, { defaultValue: kind });
}
