/** Cards to print: the card of one code, or a sheet of new ones that are given out one by one. */
import { useEffect, useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { interfaceLanguages, loadDeskWords } from '../../i18n/load-words.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { ChooseOne } from '../../ui/choice.tsx';
import { Field } from '../../ui/field.tsx';
import { Page } from '../../ui/page.tsx';
import { languageName } from '../instrument/instrument.ts';
import { newAnswerCode } from '../respondent/answer-code.ts';
import '../paper/paper.css';
import { type CardWords, RespondentCard } from './card.tsx';
import { useCodeStanding } from './codes-store.ts';

/** So many cards fill a sheet of A4, and so many are made at once. */
const perSheet = 8;
const most = 80;

export function CardsPage() {
  const { t, language } = useWords();
  const { query } = useRoute();
  const one = useCodeStanding(query.for ?? '');
  const [inLanguage, setLanguage] = useState(language);
  const [written, setWritten] = useState(String(perSheet));
  const [made, setMade] = useState<string[]>(() => Array.from({ length: perSheet }, newAnswerCode));
  const words = useCardWords(inLanguage);
  if (one === undefined || !words) return null;
  const codes = one ? [one.code] : made;
  return (
    <Page
      title={t('codes.cards')}
      back={{ href: one ? `/surveys/codes/${one.respondent.id}` : '/surveys/codes', label: t('common.back') }}
      action={
        <Button look="primary" onClick={() => print()}>
          {t('cards.print', { count: codes.length })}
        </Button>
      }
    >
      <div class="stack unprinted">
        <p>{t(one ? 'cards.printOne' : 'cards.printNew')}</p>
        {!one && (
          <Field
            label={t('cards.howMany')}
            hint={t('cards.howManyHint', { perSheet, most })}
            value={written}
            digits
            limit={2}
            onInput={(value) => {
              setWritten(value);
              const count = Math.min(most, Math.max(1, Number.parseInt(value, 10) || 1));
              setMade((held) => Array.from({ length: count }, (_, index) => held[index] ?? newAnswerCode()));
            }}
          />
        )}
        <ChooseOne
          legend={t('handOver.language')}
          options={interfaceLanguages.map((value) => ({ value, label: <bdi lang={value}>{languageName(value)}</bdi> }))}
          value={inLanguage}
          onChange={setLanguage}
        />
      </div>
      <div class="code-sheet">
        {codes.map((code) => (
          <RespondentCard key={code} code={code} words={words} language={inLanguage} />
        ))}
      </div>
    </Page>
  );
}

function useCardWords(language: string): CardWords | undefined {
  const [words, setWords] = useState<CardWords>();
  useEffect(() => void loadDeskWords(language).then(({ codes }) => setWords(codes.onCard)), [language]);
  return words;
}
