/**
 * What a device that is handed over has beside the form itself: beginning or going on with a card, how many have answered, a
 * pause, the next time. Comes beside the page: who begins without it answers all the same.
 */

import type { ComponentChildren } from 'preact';
import { day } from '../../i18n/dates.ts';
import { ask } from '../../ui/ask.ts';
import { aboutAnswers } from '../respondent/about-answers.ts';
import { showAnswerCode } from '../respondent/answer-code.ts';
import type { HandedOverActions } from '../respondent/answer-ends.tsx';
import type { PageKeeper } from '../respondent/answer-keeper-store.ts';
import type { Answering, AnswerWords, PageData } from '../respondent/answers.ts';
import { type CardRead, opensCard } from '../respondent/card-qr.ts';
import { loadSittingWords, type SittingWords } from '../respondent/page-words-store.ts';
import { type CardStanding, mayBegin } from '../waves/card-standing.ts';
import { askForCard, type CardDialogWords } from './card-dialog-dom.ts';
import { readCardStanding, readNextTime } from './card-standing-store.ts';
import { readSitting, type Sitting } from './sitting-store.ts';
import { cardWords, countWords, nextWords } from './sitting-words.ts';

/** How long a pause stands before the answers are put away, in ms. */
const pauseMs = 60_000;

interface InfoProps {
  words: SittingWords;
  language: string;
  sitting: Sitting | undefined;
  /** The card that was read, by its code, how it stands, and whether it has a key. */
  card: { code: string; standing: CardStanding; opens: boolean; isBegun: boolean } | undefined;
  onCard(): void;
  onNotMine(): void;
}

/** What stands on the first page of a device that is handed over. */
export function SittingInfo({ words, language, sitting, card, onCard, onNotMine }: InfoProps) {
  const count = sitting && countWords(sitting, words);
  return (
    <>
      {count && <p class="number muted">{count}</p>}
      {sitting?.isCutOff && !card && (
        <p role="status">
          <strong>{words.cutOffTitle}</strong> {words.cutOff}
        </p>
      )}
      {card ? (
        <div role="status" class="stack tight">
          <p>
            {words.card} <strong class="code number">{showAnswerCode(card.code)}</strong>
            {'. '}
            {cardWords(card.standing, words, language)}
          </p>
          {card.isBegun && <p>{words.begun}</p>}
          {card.opens && <p>{words.opensByCard}</p>}
          <p>
            <button type="button" class="button plain" onClick={onNotMine}>
              {words.notMine}
            </button>
          </p>
        </div>
      ) : (
        <p>
          <button type="button" class="button" onClick={onCard}>
            {words.haveCard}
          </button>
        </p>
      )}
    </>
  );
}

interface ThanksProps {
  words: SittingWords;
  language: string;
  sitting: Sitting | undefined;
  next: string | undefined;
}

/** What stands below thanks: the next time, and how many have answered. */
function SittingThanks({ words, language, sitting, next }: ThanksProps) {
  const count = sitting && countWords(sitting, words);
  const isWhole = sitting?.expected !== undefined && sitting.answered >= sitting.expected;
  return (
    <>
      {next && (
        <p>
          <strong class="number">{nextWords(next, words, language)}</strong>
        </p>
      )}
      {count && (
        <p class="number" role="status">
          {count}
          {isWhole && `. ${words.everybody}`}
        </p>
      )}
    </>
  );
}

const dialogWords = (words: SittingWords): CardDialogWords => ({
  title: words.cardTitle,
  text: words.cardText,
  label: words.cardField,
  yes: words.use,
  no: words.back,
  noCamera: words.noCamera,
  noCard: words.noCard,
  cardFailed: words.cardFailed,
});

interface Page {
  keeper: PageKeeper;
  /** Else a worker and the person answer together: there is no sitting, but a next time. */
  isHandedOver: boolean;
  /** The survey that is asked, by its id. */
  survey: string;
  /** Goes on with answers that were put away. */
  open(kept: Answering): void;
  /** Puts the answers away and shows the code that opens them. */
  putAside(): Promise<void>;
  /** Draws the page again: something here has changed. */
  changed(): void;
  /** The next person's page, with nothing of this one. */
  afresh(): void;
  isBegunWith(card: string, survey: string): Promise<boolean>;
}

/** What a page of a device that is handed over shows of its sitting, in the language that it is in. */
export interface SittingHere {
  in(language: string): Promise<void>;
  /** What of it stands on a page that is handed over. */
  handedOver(): Pick<HandedOverActions, 'info' | 'hasCard' | 'pause'>;
  thanks(): ComponentChildren;
  /** Where a worker and the person answer together: code, survey and the day on which it was begun. */
  about(page: PageData, begun?: string): string;
  /** Words of the page that are others here. */
  words(): Partial<AnswerWords>;
  /** Somebody has finished. */
  finished(): Promise<void>;
}

/** Joins the sitting that this device is in. */
export async function joinSitting(page: Page, language: string): Promise<SittingHere> {
  const { keeper, survey, changed } = page;
  let words = await loadSittingWords(language);
  let inLanguage = language;
  const read = () => (page.isHandedOver ? readSitting().catch(() => undefined) : undefined);
  let sitting = await read();
  let card: InfoProps['card'];
  let next: string | undefined;

  const check = async (read: CardRead, isOpen: () => boolean) => {
    const opens = opensCard(read);
    const kept = opens && (await keeper.reopen(opens, { card: read, isWanted: isOpen }));
    if (kept) {
      page.open(kept);
      return undefined;
    }
    const standing = await readCardStanding(read.code, survey);
    if (!mayBegin(standing)) return cardWords(standing, words, inLanguage);
    const isBegun = await page.isBegunWith(read.code, survey);
    if (!isOpen()) return undefined;
    keeper.card(read, standing.is === 'turn' ? standing.asked : undefined);
    card = { code: read.code, standing, opens: opens !== undefined, isBegun };
    return undefined;
  };
  const pause = async () => {
    document.documentElement.classList.add('paused');
    const chosen = await ask<'later' | 'here' | 'gone'>({
      title: words.pause,
      text: keeper.code() ? words.pauseText : words.pauseCard,
      choices: [
        { value: 'later', label: words.later },
        { value: 'here', label: words.here },
      ],
      after: { ms: pauseMs, value: 'gone' },
    });
    if (chosen === 'gone') {
      // Whoever stands there by now is not told the code. What could not be kept now was kept up to the answer before; it must not stay on the screen.
      await keeper.putAside().catch(() => undefined);
      page.afresh();
      return;
    }
    document.documentElement.classList.remove('paused');
    if (chosen === 'later') await page.putAside();
  };

  return {
    async in(next) {
      words = await loadSittingWords(next);
      inLanguage = next;
    },
    handedOver: () => ({
      info: (
        <div class="stack">
          <SittingInfo
            {...{ words, sitting, card }}
            language={inLanguage}
            onCard={() => void askForCard(dialogWords(words), check).then(changed)}
            onNotMine={() => {
              keeper.card(undefined);
              card = undefined;
              changed();
            }}
          />
        </div>
      ),
      hasCard: card !== undefined,
      pause: { label: words.pause, onPause: () => void pause() },
    }),
    thanks: () => (
      <div class="stack">
        <SittingThanks {...{ words, sitting, next }} language={inLanguage} />
      </div>
    ),
    about({ form, language }, begun = new Date().toISOString()) {
      const code = keeper.code();
      const title = form.texts[language]!.title;
      return aboutAnswers(code, title, day(begun, language), words.withoutCode);
    },
    words() {
      if (!page.isHandedOver) return {};
      const { thanks, stopped, aside, silent } = words;
      return {
        ...{ thanks, stopped },
        ...(keeper.cardRead()?.key ? { aside, silentText: silent } : {}),
      };
    },
    async finished() {
      const ended = await keeper.ended();
      sitting = page.isHandedOver ? ended.sitting : undefined;
      next = ended.code && (await readNextTime(ended.code).catch(() => undefined));
      changed();
    },
  };
}
