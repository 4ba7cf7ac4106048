import { useEffect, useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { loadWords } from '../i18n/load-words.ts';
import { useWords } from '../i18n/words.ts';
import { Button } from '../ui/button.tsx';
import { ChooseOne } from '../ui/choice.tsx';
import { Field } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { QrCode } from '../ui/qr-code.tsx';
import { newAnswerCode, readAnswerCode, showAnswerCode } from './answer-code.ts';
import type { AnswerWords } from './answers.ts';
import { codesOf, type Instrument, isRightToLeft, labelsOf, languageName, sectionTitle, stemOf } from './instrument.ts';
import './paper.css';
import { paperQr } from './paper-code.ts';
import { UnknownInstrument } from './unknown-instrument.tsx';
import { textFor, useInstruments } from './use-instruments.tsx';

type Codes = 'none' | 'new' | 'own';
const mostCopies = 50;

/** Paper forms to print, each with a code and its QR, or without. */
export function PrintForm() {
  const { t, language } = useWords();
  const { params } = useRoute();
  const instruments = useInstruments();
  const [chosen, setChosen] = useState<string>();
  const [kind, setKind] = useState<Codes>('none');
  const [copies, setCopies] = useState('1');
  const [own, setOwn] = useState('');
  const [made, setMade] = useState<string[]>([]);
  const instrument = instruments?.find(({ id }) => id === params.id);
  const inLanguage = chosen ?? (instrument ? textFor(instrument, language).language : language);
  const around = useWordsAround(inLanguage);
  if (!instruments || !around) return null;
  if (!instrument) return <UnknownInstrument />;
  const wanted = Math.min(mostCopies, Math.max(1, Number.parseInt(copies, 10) || 1));
  const codes = {
    none: [''],
    new: made,
    own: own
      .split(/[\s,;]+/)
      .map(readAnswerCode)
      .filter(Boolean),
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
        {Object.keys(instrument.texts).length > 1 && (
          <ChooseOne
            legend={t('handOver.language')}
            options={Object.keys(instrument.texts).map((value) => ({
              value,
              label: <bdi lang={value}>{languageName(value)}</bdi>,
            }))}
            value={inLanguage}
            onChange={setChosen}
          />
        )}
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
          <Field label={t('paper.own')} hint={t('paper.ownHint')} value={own} onInput={setOwn} long limit={2000} />
        )}
      </div>
      {codes.map((code) => (
        <Sheet key={code} {...{ instrument, code, around }} language={inLanguage} />
      ))}
    </Page>
  );
}

/** What stands around the questions, in the language that the person reads. */
function useWordsAround(language: string): AnswerWords | undefined {
  const [words, setWords] = useState<AnswerWords>();
  useEffect(() => void loadWords(language).then(({ answer }) => setWords(answer)), [language]);
  return words;
}

interface SheetProps {
  instrument: Instrument;
  language: string;
  code: string;
  around: AnswerWords;
}

/** One form: what a person is told, then every item with its choices, word for word. */
function Sheet({ instrument, language, code, around }: SheetProps) {
  const { t } = useWords();
  const { id, version, items } = instrument;
  const text = instrument.texts[language]!;
  const words = { ...around, ...(text.page as Partial<AnswerWords> | undefined) };
  return (
    <article class="sheet" lang={language} dir={isRightToLeft(language) ? 'rtl' : 'ltr'}>
      <header class="row apart">
        <h2>{text.title}</h2>
        <div class="row">
          {code ? (
            <>
              <strong class="number code">{showAnswerCode(code)}</strong>
              <QrCode text={paperQr({ id, version, language, code })} label={t('paper.qr', { code })} />
            </>
          ) : (
            <span class="blank">{t('paper.codeBlank')} ______________</span>
          )}
        </div>
      </header>
      <p class="small">{[words.who, words.why, words.voluntary, words.seen].join(' ')}</p>
      {items.map((item, index) => {
        const stem = stemOf(text, item);
        const title = sectionTitle(instrument, text, index);
        const isNewStem = index === 0 || stem !== stemOf(text, items[index - 1]!);
        const labels = labelsOf(text, item);
        return (
          <div class="asked" key={item.id}>
            {title && <h3>{title}</h3>}
            {isNewStem && stem && <p class="stem">{stem}</p>}
            <p class="statement">
              {item.type === 'statement' ? '' : `${index + 1}. `}
              {text.items[index]}
            </p>
            <div class="marks">
              {codesOf(instrument, item).map((one) => (
                <span class="mark" key={one}>
                  {item.type === 'several' ? '☐' : '◯'} {labels[one]}
                </span>
              ))}
              {item.type === 'number' && <span class="line short" />}
              {item.type === 'short' && <span class="line" />}
              {item.type === 'long' && <span class="line long" />}
            </div>
          </div>
        );
      })}
      <footer class="small">{[text.copyright, t('surveys.version', { version })].join(' · ')}</footer>
    </article>
  );
}
