import { useWords } from '../../i18n/words.ts';
import { QrCode } from '../../ui/qr-code.tsx';
import { SheetHeading } from '../../ui/sheet-heading.tsx';
import { type AskedForm, questionLanguage, questionLanguages } from '../bundle/form.ts';
import {
  codesOf,
  hintOf,
  type Item,
  isRightToLeft,
  labelsOf,
  numberOnPaper,
  saidOfOrigin,
  sectionTitle,
  stemOf,
  textOn,
} from '../instrument/instrument.ts';
import { versionName } from '../instrument/version.ts';
import { showAnswerCode } from '../respondent/answer-code.ts';
import type { AnswerWords } from '../respondent/answers.ts';
import { saidOfOtherLanguage } from '../respondent/other-language.ts';
import type { PaperSays } from '../respondent/page-words-store.ts';
import { saidOnPaper, withOwnWords } from '../words-around.ts';
import { answerIf } from './answer-if.ts';
import './paper.css';
import { paperQr } from './paper-code.ts';

interface SheetProps {
  instrument: AskedForm;
  language: string;
  code: string;
  around: AnswerWords;
  says: PaperSays;
  /** Who asks, by name. */
  organiser: string | undefined;
  /** Whether the organisation gives answers to research row by row. */
  givesRows: boolean;
  /** Every version of the form that is known here. */
  versions: readonly string[];
}

/** One form: what a person is told, then every item with its choices, word for word. */
export function PaperSheet({ instrument, language, code, around, says, organiser, givesRows, versions }: SheetProps) {
  const { t, language: workers } = useWords();
  const { id, version, items } = instrument;
  const text = textOn(instrument, language);
  const words = withOwnWords(around, text.page);
  const all = questionLanguages(instrument, language);
  const spokenIn = (shown = language) => ({ lang: shown, dir: isRightToLeft(shown) ? 'rtl' : 'ltr' }) as const;
  return (
    <article class="sheet own-paper" lang={language} dir={isRightToLeft(language) ? 'rtl' : 'ltr'}>
      <div class="sheet-head">
        <header class="row apart">
          <SheetHeading level={2} class="sheet-title" {...spokenIn(all[0])}>
            {text.title}
          </SheetHeading>
          <div class="row">
            {/* For whoever types it in: in the worker's words. */}
            <span class="small number" lang={workers} dir="ltr">
              {t('paper.ofVersion', { version: versionName(version, versions) })}
            </span>
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
      </div>
      <div class="sheet-body">
        <p class="small">
          {organiser && (
            <strong>
              <bdi>{organiser}</bdi>.{' '}
            </strong>
          )}
          {saidOfOtherLanguage(words, language, all)} {saidOnPaper(words, { isPaired: code !== '', givesRows })}
        </p>
        <p class="small">
          {says.mark} {items.some(({ type }) => type === 'several') && says.markSeveral}
        </p>
        <p class="sheet-day">
          <strong>{says.day}</strong> <Day />
        </p>
        {items.map((item, index) => {
          const stem = stemOf(text, item);
          const title = sectionTitle(text, item, items[index - 1]);
          const isNewStem = index === 0 || stem !== stemOf(text, items[index - 1]!);
          const labels = labelsOf(text, item);
          const codes = codesOf(instrument, item);
          return (
            <div class="sheet-item" key={item.id} {...spokenIn(questionLanguage(instrument, language, index))}>
              {title && <SheetHeading level={3}>{title}</SheetHeading>}
              {isNewStem && stem && <p class="stem">{stem}</p>}
              <p class="statement">
                {item.type === 'statement' ? '' : `${numberOnPaper(items, index)}. `}
                {text.items[index]}
              </p>
              <Condition said={answerIf(instrument, text, item, says)} {...spokenIn()} />
              {hintOf(text, item) && <p class="small">{hintOf(text, item)}</p>}
              <div class={isSteps(item, codes) ? 'sheet-answers sheet-steps' : 'sheet-answers'}>
                {codes.map((one) => (
                  <span class="sheet-answer" key={one}>
                    <span>{item.type === 'several' ? '☐' : '◯'}</span> <span>{labels[one]}</span>
                  </span>
                ))}
                {item.type === 'number' && <span class="sheet-line short" />}
                {item.type === 'date' && <Day />}
                {item.type === 'short' && <span class="sheet-line" />}
                {item.type === 'long' && longLines.map((line) => <span class="sheet-line" key={line} />)}
              </div>
            </div>
          );
        })}
        <footer class="small" {...spokenIn(all[0])}>
          {saidOfOrigin(text.copyright)}
        </footer>
      </div>
    </article>
  );
}

/** Room for an answer in one's own words. */
const longLines = [1, 2, 3, 4];

/** Steps that have room in one row: none of them is chosen less for standing by itself on the next one. */
const isSteps = ({ type }: Item, codes: readonly number[]) =>
  type !== 'several' && codes.length > 2 && codes.length <= 7;

/** Day, month and year from left to right, as dates are written in Finland, whichever way the words around them go. */
const Day = () => (
  <span class="number" dir="ltr">
    ____ . ____ . ________
  </span>
);

const Condition = ({ said, lang, dir }: { said: string | undefined; lang: string; dir: 'rtl' | 'ltr' }) =>
  said ? (
    <p class="condition" lang={lang} dir={dir}>
      {said}
    </p>
  ) : null;
