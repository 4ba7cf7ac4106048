import { fill } from '../../i18n/fill.ts';
import { isolated } from '../../i18n/isolated.ts';
import { useWords } from '../../i18n/words.ts';
import { QrCode } from '../../ui/qr-code.tsx';
import { SheetHeading } from '../../ui/sheet-heading.tsx';
import { isRightToLeft } from '../instrument/instrument.ts';
import type { AnswerWords } from '../respondent/answers.ts';
import { saidOfOtherLanguage } from '../respondent/other-language.ts';
import type { PosterSays } from '../respondent/page-words-store.ts';
import '../paper/paper.css';
import './poster.css';

/** What a poster says in one language. */
export interface PosterPart {
  language: string;
  says: PosterSays;
  words: AnswerWords;
  /** The languages of the questions. */
  questions: readonly string[];
}

interface SheetProps {
  parts: readonly PosterPart[];
  /** Undefined until there is one. */
  link: string | undefined;
  tag: string;
  place: string;
  /** `2026-12-05`; empty until it is chosen. */
  until: string;
  /** Who asks, by name. */
  organiser: string | undefined;
}

/** A sheet of A4 for a wall: one QR for all, and the same said in each language. */
export function PosterSheet({ parts, link, tag, place, until, organiser }: SheetProps) {
  const { t } = useWords();
  // The same numerals in every language, as dates are written in Finland.
  const day = until ? until.split('-').map(Number).reverse().join('.') : undefined;
  return (
    <article class="sheet poster own-paper" data-languages={parts.length}>
      {link && <QrCode text={link} label={t('poster.qr')} />}
      <div class="poster-parts">
        {parts.map(({ language, says, words, questions }) => (
          <section key={language} lang={language} dir={isRightToLeft(language) ? 'rtl' : 'ltr'}>
            <SheetHeading level={2} class="poster-call">
              {says.call}
            </SheetHeading>
            <p class="poster-scan">{says.scan}</p>
            {organiser && (
              <p>
                {says.asks}: <strong>{isolated(organiser)}</strong>
              </p>
            )}
            <p>{words.why}</p>
            {words.purpose && (
              <p lang={questions[0]} dir="auto">
                {words.purpose}
              </p>
            )}
            <p>{says.voluntary}</p>
            <OtherLanguage said={saidOfOtherLanguage(words, language, questions)} />
            {day && (
              <p>
                <strong>{fill(says.until, { day: isolated(day) })}</strong>
              </p>
            )}
          </section>
        ))}
      </div>
      <footer class="number">
        {place} · {tag}
      </footer>
    </article>
  );
}

const OtherLanguage = ({ said }: { said: string | undefined }) => (said ? <p>{said}</p> : null);
