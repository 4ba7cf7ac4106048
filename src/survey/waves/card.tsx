import type locale from '../../../locales/fi.json';
import { QrCode } from '../../ui/qr-code.tsx';
import { showAnswerCode } from '../respondent/answer-code.ts';
import './waves.css';

/** What stands on a card, in the language of the one who keeps it. */
export type CardWords = (typeof locale)['codes']['onCard'];

/** A respondent's card: the code, its QR, what it is for. No name, no unit, nothing of the answers. */
export const RespondentCard = ({ code, words, language }: { code: string; words: CardWords; language: string }) => (
  <article class="code-card" lang={language} aria-label={words.title}>
    <div>
      <h2>{words.title}</h2>
      <p class="code number">{showAnswerCode(code)}</p>
      <p class="small">{words.text}</p>
    </div>
    <QrCode text={code} label={words.qr} />
  </article>
);
