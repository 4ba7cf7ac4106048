/** In which surveys an instrument was asked: what results of a survey must say where others are counted with its own. */
import type { SurveyResponse } from '../survey/response.ts';

/** The instruments of a bundle that were answered in another one too. */
export function askedElsewhere(bundle: string, responses: readonly SurveyResponse[]): Set<string> {
  return new Set(
    responses.filter((one) => one.bundle !== bundle).flatMap(({ parts }) => parts.map(({ instrument }) => instrument)),
  );
}
