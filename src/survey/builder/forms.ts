/** The form that is drawn of a survey: as it is asked, or as far as it is written. */
import { bundleOf } from '../bundle/bundle.ts';
import { composed, type Form } from '../bundle/form.ts';
import type { Instrument } from '../instrument/instrument.ts';
import type { Base, Survey } from './survey.ts';
import { type Fill, filesOf } from './written.ts';

/** The form; what is not written in a language yet says so, by `fill`. Undefined where there is nothing to draw. */
export function drawnForm(survey: Survey, known: readonly Instrument[], fill: Fill): Form | undefined {
  const placed = survey.parts.filter(({ is, id }) => is === 'own' || known.some((one) => one.id === id));
  const { bundle, instruments } = filesOf({ ...survey, parts: placed }, fill);
  const made = instruments.map((one): Instrument => ({ ...one, checksums: {} }));
  const [alone] = made;
  const asked = bundle ?? (alone && bundleOf(alone));
  return asked && composed(asked, [...made, ...known.filter(({ id }) => !made.some((one) => one.id === id))]);
}

/** The form that a survey was begun from; undefined for a new one. */
export function formBefore({ bundle, instruments }: Base, known: readonly Instrument[]): Form | undefined {
  const [alone] = instruments;
  const asked = bundle ?? (alone && bundleOf(alone));
  return asked && composed(asked, [...instruments, ...known]);
}
