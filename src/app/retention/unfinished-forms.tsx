import { useState } from 'preact/hooks';
import { useWords, type Words } from '../../i18n/words.ts';
import { useOrganisation } from '../../setup/organisation-store.ts';
import { dropDraft } from '../../store/drafts.ts';
import { useLive } from '../../store/live.ts';
import { NotKeptNotice } from '../../store/not-kept.tsx';
import { countPutAside } from '../../store/put-aside.ts';
import { ask } from '../../ui/ask.ts';
import { Button } from '../../ui/button.tsx';
import { type FormKind, type UnfinishedForm, unfinishedForms } from './drafts-store.ts';

/** Unfinished forms with their age: only a person takes one away. */
export function UnfinishedForms() {
  const { t, clock, day } = useWords();
  const { drafts: days } = useOrganisation().retention;
  const forms = useLive(() => unfinishedForms());
  const aside = useLive(countPutAside);
  const [error, setError] = useState<unknown>();
  if (!forms) return null;
  const drop = async ({ id }: UnfinishedForm) => {
    if (await isSure(t)) await dropDraft(id).catch(setError);
  };
  return (
    <section class="stack tight">
      <h2>{t('retention.forms')}</h2>
      <p class="muted">
        {t('retention.formsHelp')} {days !== undefined && t('retention.formsDays', { count: days })}
      </p>
      {error !== undefined && <NotKeptNotice error={error} />}
      {forms.length > 0 && (
        <ul class="list">
          {forms.map((form) => (
            <li key={form.id} class="row apart">
              <div>
                <strong>{nameOf(form.kind, t)}</strong>
                <br />
                <span class={days !== undefined && form.age >= days ? 'look small' : 'muted small'}>
                  {form.age === 0
                    ? t('retention.touchedLately', { time: clock(form.at) })
                    : t('retention.touched', { day: day(form.at), count: form.age })}
                </span>
              </div>
              <Button look="bare" onClick={() => drop(form)}>
                {t('today.drop')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {aside !== undefined && aside > 0 && (
        <p>
          <a href="/more/delivery#put-aside">{t('retention.aside', { count: aside })}</a>
        </p>
      )}
    </section>
  );
}

function nameOf(kind: FormKind, t: Words['t']): string {
  if (kind === 'plan') return t('today.unfinishedPlan');
  if (kind === 'contact') return t('today.unfinishedContact');
  return kind === 'guide' ? t('today.unfinishedGuide') : t(`kind.${kind}`);
}

const isSure = async (t: Words['t']): Promise<boolean> =>
  (await ask({
    title: t('today.dropAsk'),
    text: t('today.dropText'),
    choices: [
      { value: 'drop', label: t('today.drop'), danger: true },
      { value: 'keep', label: t('today.keep') },
    ],
  })) === 'drop';
