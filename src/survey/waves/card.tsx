import { useMemo } from 'preact/hooks';
import type locale from '../../../locales/fi.json';
import { dateIn } from '../../i18n/dates.ts';
import { fill } from '../../i18n/fill.ts';
import { QrCode } from '../../ui/qr-code.tsx';
import { SheetHeading } from '../../ui/sheet-heading.tsx';
import { showAnswerCode } from '../respondent/answer-code.ts';
import { newCardQr } from '../respondent/card-qr.ts';
import './waves.css';

/** What stands on a card, in the language of the one who keeps it. */
export type CardWords = (typeof locale)['codes']['onCard'];

interface CardProps {
  code: string;
  /** The days of the next times, where the code is in a plan. */
  days?: readonly string[];
  words: CardWords;
  language: string;
}

/**
 * A respondent's card: the code, its QR, what it is for, when it is asked next. No name, no unit, nothing of the answers. Each
 * that is drawn has a key of its own, which is in this picture alone.
 */
export function RespondentCard({ code, days = [], words, language }: CardProps) {
  const qr = useMemo(() => newCardQr(code), [code]);
  const dates = days.map((day) => dateIn(day, language)).join(', ');
  return (
    <article class="code-card" lang={language} aria-label={words.title}>
      <div>
        <SheetHeading level={2} class="code-card-title">
          {words.title}
        </SheetHeading>
        <p class="code number">{showAnswerCode(code)}</p>
        <p class="small">{words.text}</p>
      </div>
      <QrCode text={qr} label={words.qr} />
      {days.length > 0 && (
        <p class="small number days">{fill(days.length > 1 ? words.times : words.time, { dates })}</p>
      )}
    </article>
  );
}
