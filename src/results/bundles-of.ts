/** In which surveys an instrument was asked: what results of a survey must say where others are counted with its own. */
import type { SurveyResponse } from '../survey/response.ts';
import { aboutOf } from './release-shape.ts';

/** The instruments of a bundle that were answered in another one too. */
export function askedElsewhere(bundle: string, responses: readonly SurveyResponse[]): Set<string> {
  return new Set(
    responses.filter((one) => one.bundle !== bundle).flatMap(({ parts }) => parts.map(({ instrument }) => instrument)),
  );
}

/** The parts of a bundle, by `aboutOf`, that were answered in several of its versions, and in which: their results are of all of these. */
export function askedAcross(bundle: string, responses: readonly SurveyResponse[]): Map<string, string[]> {
  const versions = new Map<string, Set<string>>();
  for (const { bundleVersion, parts } of responses.filter((one) => one.bundle === bundle))
    for (const { instrument: id, instrumentVersion: version } of parts) {
      const about = aboutOf({ id, version });
      versions.set(about, (versions.get(about) ?? new Set<string>()).add(bundleVersion));
    }
  const sorted = (of: Set<string>) => [...of].sort((a, b) => a.localeCompare(b, 'fi', { numeric: true }));
  return new Map([...versions].filter(([, of]) => of.size > 1).map(([about, of]) => [about, sorted(of)]));
}
