/** Whose answers these are that a worker holds, as far as anybody may know: by code, survey and day. */
import { showAnswerCode } from './answer-code.ts';

/** `K7M4 PX27 · Osallisuusindikaattori · la 28.11.` */
export const aboutAnswers = (code: string | undefined, survey: string, day: string, without: string): string =>
  [code ? showAnswerCode(code) : without, survey, day].join(' · ');
