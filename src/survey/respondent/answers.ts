/** A respondent's answers while they are being given: pure. */
import type locale from '../../../locales/fi.json';
import type { Fields } from '../../store/kind.ts';
import { type Form, type FormPart, nameIn } from '../bundle/form.ts';
import { type GivenAnswers, onlyShown, shownItems } from '../instrument/show.ts';
import type { ResponsePart, SurveyResponse } from '../response.ts';
import { tookIn } from '../response-upgrades.ts';
import type { AskedWave } from '../waves/asked.ts';

/** The words of the page around the instrument's own, in the respondent's language. */
export type AnswerWords = (typeof locale)['answer'] &
  Partial<(typeof locale)['answerMore']> & {
    /** That answers may be given to research row by row: said where the organisation has it so. */
    rows?: string;
    /** That a code joins one's answers over time: said where there is a code. */
    paired?: string;
    /** What is kept where, on a device that has no server; and who reads at a server: said where there is one. */
    storedAlone?: string;
    seenServer?: string;
    /** Who answers for what is kept, where the instrument's text says so; and where their privacy notice stands. */
    controller?: string;
    notice?: string;
    noticeAt?: string;
    /** How what is written in one's own words is read and may be quoted, where the instrument asks for such. */
    written?: string;
    /** Where to find the code that is to be written on one's own phone. */
    codeHint?: string;
    /** Why it is asked, in the language of the questions, where that is another than the page's. */
    purpose?: string;
    /** The language of the words that are for a worker, where it is another than the page's, and two more of them. */
    workersLanguage?: string;
    workersOpen?: string;
    workersCancel?: string;
  };

/** What the page's script is given: in the page, as data, so that it waits for no other file. */
export interface PageData {
  form: Form;
  language: string;
  words: AnswerWords;
  /** The languages that have a page of their own in the app. */
  built: string[];
}

/** What is kept while a person answers. */
export interface Answering extends GivenAnswers {
  bundle: string;
  /** What the answers are to: `askedItems` of the form as it was; added where they are kept. */
  items?: string[] | undefined;
  /** Items that changed after they were answered: what was said to them is put aside, and their page says so. */
  changed?: string[] | undefined;
  language: string;
  mode: SurveyResponse['mode'];
  /** ISO 8601 in UTC. */
  startedAt: string;
  /** The statement on screen, from 1. */
  at: number;
  /** The respondent's code, where there is one, and the wave that is asked under it. */
  code?: string;
  asked?: AskedWave | undefined;
  /** The tag of the poster by whose link the page was opened. */
  poster?: string | undefined;
}

/** The record that answers finished at `now` (ms) become. What is not shown any more is left out. */
export function finished(form: Form, answering: Answering, now = Date.now()): Fields<SurveyResponse> {
  const { language, mode, startedAt, code, asked, poster } = answering;
  // How long a paper form is typed in says nothing of the person.
  const took = mode === 'paper' ? undefined : tookIn(now - Date.parse(startedAt));
  const shown = shownItems(form, answering);
  const given = onlyShown(form, answering);
  return {
    bundle: form.id,
    bundleVersion: form.version,
    language,
    mode,
    agreed: true,
    ...(took ? { took } : {}),
    parts: form.parts.map((part) => partOf(form, part, language, given, shown)),
    ...(code ? { code } : {}),
    ...(code && asked ? { plan: asked.plan, wave: asked.number } : {}),
    ...(poster ? { poster } : {}),
  };
}

/** What was answered to one instrument of a form, as it would stand alone. */
function partOf(
  { items }: Form,
  { instrument, version, from, to, texts: shownIn }: FormPart,
  pageLanguage: string,
  { answers, several, texts }: GivenAnswers,
  shown: readonly boolean[],
): ResponsePart {
  const start = nameIn(instrument, '');
  const own = <T>(given: Record<string, T> = {}) =>
    Object.fromEntries(
      Object.entries(given).flatMap(([id, one]) => (id.startsWith(start) ? [[id.slice(start.length), one]] : [])),
    );
  const inPart = items.slice(from, to);
  const unseen = inPart.flatMap(({ id }, index) => (shown[from + index] ? [] : [id.slice(start.length)]));
  const [severalHere, textsHere] = [own(several), own(texts)];
  return {
    instrument,
    instrumentVersion: version,
    ...shownIn[pageLanguage]!,
    answers: inPart.map((_, index) => answers[from + index] ?? null),
    ...(Object.keys(severalHere).length > 0 ? { several: severalHere } : {}),
    ...(Object.keys(textsHere).length > 0 ? { texts: textsHere } : {}),
    ...(unseen.length > 0 ? { unseen } : {}),
  };
}
