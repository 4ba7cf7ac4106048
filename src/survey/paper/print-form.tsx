import { useEffect, useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { useWords } from '../../i18n/words.ts';
import { useOrganisation } from '../../setup/organisation-store.ts';
import { isAlone } from '../../setup/sending.ts';
import { useLive } from '../../store/live.ts';
import { Button } from '../../ui/button.tsx';
import { ChooseOne } from '../../ui/choice.tsx';
import { Field } from '../../ui/field.tsx';
import { Page } from '../../ui/page.tsx';
import { formFor, formsOf, useKnown } from '../bundle/bundles-store.ts';
import { formVersions } from '../bundle/earlier-forms-store.ts';
import type { Form } from '../bundle/form.ts';
import { ChooseLanguage } from '../choose-language.tsx';
import { answerLanguages } from '../instrument/instruments-store.ts';
import { UnknownInstrument } from '../instrument/unknown-instrument.tsx';
import { codeInHash, newAnswerCode, showAnswerCode } from '../respondent/answer-code.ts';
import type { AnswerWords } from '../respondent/answers.ts';
import { loadPageWords, loadPaperWords, type PageWords, type PaperSays } from '../respondent/page-words-store.ts';
import { SurveyResponse } from '../response.ts';
import { surveyPart } from '../settings.ts';
import { useCodeStanding } from '../waves/codes-store.ts';
import { onPaper, wordsAround } from '../words-around.ts';
import { PaperSheet } from './paper-sheet.tsx';

type Codes = 'none' | 'new' | 'own';
const mostCopies = 50;

/** Paper forms to print, each with a code and its QR, or without. */
export function PrintForm() {
  const { t, language } = useWords();
  const { params, query } = useRoute();
  const one = useCodeStanding(query.for ?? '');
  const known = useKnown();
  const versions = useLive(() => formVersions(params.id!), [params.id]);
  const document = useOrganisation();
  const { organisation, example } = document;
  const organiser = example ? undefined : organisation.name;
  const givesRows = surveyPart.of(document).survey.researchRows;
  const [chosen, setChosen] = useState<string>();
  const [kind, setKind] = useState<Codes>(query.for ? 'own' : 'none');
  const [copies, setCopies] = useState('1');
  const [written, setOwn] = useState<string>();
  const [made, setMade] = useState<string[]>([]);
  const asked = known && formsOf(known).find(({ id }) => id === params.id);
  const { all, first } = asked ? answerLanguages(asked, language) : { all: [], first: language };
  const inLanguage = chosen ?? first;
  const instrument = asked && formFor(known, asked.id);
  const around = useWordsAround(instrument, inLanguage);
  if (!known || !versions || one === undefined) return null;
  if (!instrument) return <UnknownInstrument />;
  if (!around) return null;
  const { words, says } = around;
  const own = written ?? (one ? showAnswerCode(one.code) : '');
  const { sound, unsound } = codesAmong(own);
  const wanted = Math.min(mostCopies, Math.max(1, Number.parseInt(copies, 10) || 1));
  const codes = {
    none: [''],
    new: made,
    own: sound,
  }[kind];
  const choose = (next: Codes) => {
    setKind(next);
    if (next === 'new') setMade(Array.from({ length: wanted }, newAnswerCode));
  };
  const choice = (value: Codes) => ({ value, label: t(`paper.codes.${value}`) });
  return (
    <Page
      title={t('paper.printTitle')}
      back={{ href: '/surveys', label: t('common.back') }}
      action={
        <Button look="primary" onClick={() => print()} disabled={codes.length === 0}>
          {t('paper.print', { count: codes.length })}
        </Button>
      }
    >
      <div class="stack unprinted">
        <ChooseLanguage {...{ instrument, languages: all }} value={inLanguage} onChange={setChosen} />
        <ChooseOne
          legend={t('paper.codes.legend')}
          options={[choice('none'), choice('new'), choice('own')]}
          value={kind}
          onChange={choose}
        />
        {kind === 'new' && (
          <Field
            label={t('paper.copies')}
            hint={t('paper.copiesHint', { most: mostCopies })}
            value={copies}
            digits
            limit={2}
            onInput={(value) => {
              setCopies(value);
              const count = Math.min(mostCopies, Math.max(1, Number.parseInt(value, 10) || 1));
              setMade((held) => Array.from({ length: count }, (_, index) => held[index] ?? newAnswerCode()));
            }}
          />
        )}
        {kind === 'own' && (
          <Field
            label={t('paper.own')}
            hint={t('paper.ownHint')}
            value={own}
            onInput={setOwn}
            long
            limit={2000}
            error={unsound.length > 0 ? t('paper.ownWrong', { codes: unsound.join(', ') }) : undefined}
          />
        )}
      </div>
      {codes.map((code) => (
        <PaperSheet
          key={code}
          {...{ instrument, code, says, organiser, givesRows }}
          versions={versions.map(({ form }) => form.version)}
          around={words}
          language={inLanguage}
        />
      ))}
    </Page>
  );
}

/** The codes in a text, one a line or with commas between, and what in it is none. */
function codesAmong(text: string): { sound: string[]; unsound: string[] } {
  const written = text.split(/[\n,;]+/).map((one) => one.trim());
  const sound = written.flatMap((one) => codeInHash(one) ?? []);
  return { sound: [...new Set(sound)], unsound: written.filter((one) => one && !codeInHash(one)) };
}

const hasNoServer = () => isAlone(SurveyResponse.name);

/** What stands around the questions, in the language that the person reads. */
function useWordsAround(form: Form | undefined, language: string): { words: AnswerWords; says: PaperSays } | undefined {
  const [loaded, setLoaded] = useState<{ near: PageWords; says: PaperSays }>();
  useEffect(() => {
    const both = Promise.all([loadPageWords(language), loadPaperWords(language)]);
    void both.then(([near, says]) => setLoaded({ near, says }));
  }, [language]);
  const alone = useLive(hasNoServer);
  if (!loaded || !form || alone === undefined) return undefined;
  const { near, says } = loaded;
  const around = wordsAround(form, near, form.texts[language], form.purposes[language]);
  return { words: onPaper(around, near, alone), says };
}
