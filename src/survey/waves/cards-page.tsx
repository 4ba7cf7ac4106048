/** Cards to print: of one code, of all codes that were made on a day, or a sheet of new ones that are given out one by one. */
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
import { cardDays } from './card-standing.ts';
import { useCodeStanding, useCodesMadeOn } from './codes-store.ts';
import { mostAtOnce as most } from './respondent.ts';

/** So many cards fill a sheet of A4. */
const perSheet = 8;

export function CardsPage() {
  const { t, language } = useWords();
  const { query } = useRoute();
  const one = useCodeStanding(query.for ?? '');
  const ofDay = useCodesMadeOn(query.made);
  const [inLanguage, setLanguage] = useState(language);
  const [written, setWritten] = useState(String(perSheet));
  const [made, setMade] = useState<string[]>(() => Array.from({ length: perSheet }, newAnswerCode));
  const words = useCardWords(inLanguage);
  if (one === undefined || ofDay === undefined || !words) return null;
  const known = one ? [one] : ofDay;
  const cards =
    known.length > 0
      ? known.map((of) => ({ code: of.code, days: cardDays(of) }))
      : made.map((code) => ({ code, days: [] }));
  const isNew = known.length === 0;
  return (
    <Page
      title={t('codes.cards')}
      back={{ href: one ? `/surveys/codes/${one.respondent.id}` : '/surveys/codes', label: t('common.back') }}
      action={
        <Button look="primary" onClick={() => print()}>
          {t('cards.print', { count: cards.length })}
        </Button>
      }
    >
      <div class="stack unprinted">
        <p>{t(isNew ? 'cards.printNew' : 'cards.printOne')}</p>
        {isNew && (
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
      <div class="code-sheet own-paper">
        {cards.map((card) => (
          <RespondentCard key={card.code} {...card} words={words} language={inLanguage} />
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
