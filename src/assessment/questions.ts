/** The 24 help questions, word for word, and the keys under which they are answered. */
import instrument from './help-questions.json';

/** One question, or one lettered part of it: what is answered apart. */
export interface Question {
  /** `7`, or `2a` for a part. */
  key: string;
  number: number;
  part?: string;
  text: string;
  /** The owner's own example, shown with the question. */
  example?: string;
}

/** One area of the frame, with the questions asked in it. */
export interface Area {
  id: string;
  title: string;
  subtitle?: string;
  intro?: string;
  questions: Question[];
}

export const questionsId = instrument.id;
export const questionsCopyright = instrument.copyright;
/** Goes up when a text changes. */
export const questionsVersion = '1';
/** SHA-256 of `canonicalQuestions` in hex: kept with every assessment. A test recomputes it. */
export const questionsChecksum = '446b9fe61408028ba0ad5c0fcb5479ab0bb625e9d3419196ce97ba17a0a4ff8f';

/** All that the questions say, in one fixed form, as the checksum sees it. */
export const canonicalQuestions = (): string => JSON.stringify(instrument.areas);

export const areas: Area[] = instrument.areas.map(({ questions, ...area }) => ({
  ...area,
  questions: questions.flatMap((question) => {
    const { parts, ...whole } = question as typeof question & { parts?: string[] };
    if (!parts) return [{ key: String(whole.number), ...whole }];
    return parts.map((part) => ({ key: `${whole.number}${part}`, part, ...whole }));
  }),
}));

/** The three areas of inclusion and the structures, each with those parts of the questions that ask about it. */
export const frame: readonly { id: string; parts: Area[] }[] = [
  'own-life',
  'communities',
  'common-good',
  'structures',
].map((id) => ({
  id,
  parts: areas.filter((area) => area.id === id || area.id.startsWith(`${id}-`)),
}));
