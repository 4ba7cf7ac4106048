import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { useWords } from '../../i18n/words.ts';
import { useOrganisation } from '../../setup/organisation-store.ts';
import { keepLockLasting } from '../../store/lasting-lock.ts';
import { NotKeptNotice } from '../../store/not-kept.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Page } from '../../ui/page.tsx';
import { toFirstError } from '../../ui/to-first-error.ts';
import { handOver } from '../../vault/handed-over.ts';
import { useForms } from '../bundle/bundles-store.ts';
import { ChooseLanguage } from '../choose-language.tsx';
import { answerLanguages, builtLanguages, textFor } from '../instrument/instruments-store.ts';
import { UnknownInstrument } from '../instrument/unknown-instrument.tsx';
import { asking, formAddress } from '../respondent/answer-address.ts';
import { codeInHash } from '../respondent/answer-code.ts';
import { giveCode } from '../respondent/given-code-store.ts';
import { surveyPart } from '../settings.ts';
import { CodeField, useWrittenCode } from '../waves/code-field.tsx';
import { askedNow, todayInFinland } from '../waves/codes-store.ts';
import { isUnlockCode, UnlockCodeField } from './unlock-code-field.tsx';

/** So many people in a row at most. */
const most = 99;

/** Handing the device over: the language to begin in, the respondent's code if they have one, and the code that unlocks. */
export function HandOver() {
  const { t, language } = useWords();
  const { params, query } = useRoute();
  const forms = useForms();
  const { survey } = surveyPart.of(useOrganisation());
  const [chosen, setChosen] = useState<string>();
  const code = useWrittenCode(query.for);
  const [unlockCode, setUnlockCode] = useState('');
  const [people, setPeople] = useState('');
  const [isTried, setTried] = useState(false);
  const [error, setError] = useState<unknown>();
  if (!forms) return null;
  const instrument = forms.find(({ id }) => id === params.id);
  if (!instrument) return <UnknownInstrument />;
  const text = textFor(instrument, language);
  const { all: languages, first } = answerLanguages(instrument, language);
  const inLanguage = chosen ?? first;

  const give = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    const respondent = codeInHash(code.written);
    const expected = expectedIn(people);
    if (!isUnlockCode(unlockCode) || expected === undefined || (code.written.trim() && !respondent)) {
      return toFirstError();
    }
    const form = formAddress(instrument.id, inLanguage, builtLanguages(instrument.id).includes(inLanguage));
    try {
      const given = respondent && (await giveCode(respondent, await askedNow(respondent, instrument.id), expected > 1));
      const page = asking(form, { for: given });
      // Before its part was ever fetched nobody is counted, and everybody answers all the same.
      const sitting = await import('./sitting-store.ts').catch(() => undefined);
      await sitting?.beginSitting(todayInFinland(), expected);
      await handOver(page, unlockCode, survey.lockHours);
      await keepLockLasting();
      location.replace(page);
    } catch (reason) {
      setError(reason);
    }
  };
  return (
    <form onSubmit={give} novalidate class="contents">
      <Page
        title={t('handOver.title')}
        back={{ href: query.for ? `/surveys/codes/${query.for}` : '/surveys', label: t('common.back') }}
        action={
          <>
            {error !== undefined && <NotKeptNotice error={error} />}
            <Button look="primary" type="submit">
              {t('handOver.give')}
            </Button>
          </>
        }
      >
        <p lang={text.language}>
          <strong>{text.title}</strong>
        </p>
        <p>{t('handOver.lead')}</p>
        <ChooseLanguage {...{ instrument, languages }} value={inLanguage} onChange={setChosen} />
        <UnlockCodeField value={unlockCode} onInput={setUnlockCode} isTried={isTried} />
        <Field
          label={t('handOver.people')}
          hint={t('handOver.peopleHint')}
          value={people}
          onInput={setPeople}
          limit={2}
          digits
          error={isTried && expectedIn(people) === undefined ? t('handOver.peopleWrong', { most }) : undefined}
        />
        <CodeField
          label={t('handOver.code')}
          hint={t('handOver.codeHint')}
          value={code.written}
          onInput={code.write}
          isTried={isTried}
          bundle={instrument.id}
        />
        <p class="muted small">{t('handOver.limits', { hours: survey.lockHours })}</p>
      </Page>
    </form>
  );
}

/** How many are expected; 0 where nothing was written, undefined for what is no such number. */
function expectedIn(written: string): number | undefined {
  const text = written.trim();
  if (text === '') return 0;
  return /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= most ? Number(text) : undefined;
}
