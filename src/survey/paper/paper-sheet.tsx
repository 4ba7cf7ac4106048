import { useWords } from '../../i18n/words.ts';
import { QrCode } from '../../ui/qr-code.tsx';
import { type AskedForm, questionLanguage, questionLanguages } from '../bundle/form.ts';
import { codesOf, hintOf, isRightToLeft, labelsOf, sectionTitle, stemOf, textOn } from '../instrument/instrument.ts';
import { showAnswerCode } from '../respondent/answer-code.ts';
import type { AnswerWords } from '../respondent/answers.ts';
import { saidOfOtherLanguage } from '../respondent/other-language.ts';
import { saidOnPaper, withOwnWords } from '../words-around.ts';
import './paper.css';
import { paperQr } from './paper-code.ts';

interface SheetProps {
  instrument: AskedForm;
  language: string;
  code: string;
  around: AnswerWords;
  /** Who asks, by name. */
  organiser: string | undefined;
  /** Whether the organisation gives answers to research row by row. */
  givesRows: boolean;
}

/** One form: what a person is told, then every item with its choices, word for word. */
export function PaperSheet({ instrument, language, code, around, organiser, givesRows }: SheetProps) {
  const { t } = useWords();
  const { id, version, items } = instrument;
  const text = textOn(instrument, language);
  const words = withOwnWords(around, text.page);
  const all = questionLanguages(instrument, language);
  const spokenIn = (shown = language) => ({ lang: shown, dir: isRightToLeft(shown) ? 'rtl' : 'ltr' }) as const;
  return (
    <article class="sheet own-paper" lang={language} dir={isRightToLeft(language) ? 'rtl' : 'ltr'}>
      <header class="row apart">
        <h2 {...spokenIn(all[0])}>{text.title}</h2>
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
      <p class="small">
        {organiser && (
          <strong>
            <bdi>{organiser}</bdi>.{' '}
          </strong>
        )}
        {saidOfOtherLanguage(words, language, all)} {saidOnPaper(words, { isPaired: code !== '', givesRows })}
      </p>
      {items.map((item, index) => {
        const stem = stemOf(text, item);
        const title = sectionTitle(text, item, items[index - 1]);
        const isNewStem = index === 0 || stem !== stemOf(text, items[index - 1]!);
        const labels = labelsOf(text, item);
        return (
          <div class="sheet-item" key={item.id} {...spokenIn(questionLanguage(instrument, language, index))}>
            {title && <h3>{title}</h3>}
            {isNewStem && stem && <p class="stem">{stem}</p>}
            <p class="statement">
              {item.type === 'statement' ? '' : `${index + 1}. `}
              {text.items[index]}
            </p>
            {hintOf(text, item) && <p class="small">{hintOf(text, item)}</p>}
            <div class="sheet-answers">
              {codesOf(instrument, item).map((one) => (
                <span class="sheet-answer" key={one}>
                  {item.type === 'several' ? '☐' : '◯'} {labels[one]}
                </span>
              ))}
              {item.type === 'number' && <span class="sheet-line short" />}
              {item.type === 'date' && <span class="number">{'____ . ____ . ________'}</span>}
              {item.type === 'short' && <span class="sheet-line" />}
              {item.type === 'long' && <span class="sheet-line long" />}
            </div>
          </div>
        );
      })}
      <footer class="small" {...spokenIn(all[0])}>
        {[text.copyright, t('surveys.version', { version })].join(' · ')}
      </footer>
    </article>
  );
}
