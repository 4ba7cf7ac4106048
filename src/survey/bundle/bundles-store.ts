/** The bundles on this device, and the forms that are drawn of them. */
import { organisation } from '../../setup/organisation-store.ts';
import type { Instrument } from '../instrument/instrument.ts';
import { readInstruments } from '../instrument/instruments-store.ts';
import { background } from '../instruments/background.ts';
import { surveyPart } from '../settings.ts';
import { type Bundle, bundleOf } from './bundle.ts';
import { composed, type Form } from './form.ts';

/** Every bundle there is among these instruments, each of which is one by itself. */
export const bundlesOf = (instruments: readonly Instrument[]): Bundle[] => instruments.map(bundleOf);

/**
 * The form of a bundle as it is asked on this device: with the background questions where the organisation asks them and they
 * are not asked anyway. Undefined where there is no such bundle.
 */
export function formFor(instruments: readonly Instrument[], id: string): Form | undefined {
  const bundle = bundlesOf(instruments).find((one) => one.id === id);
  return bundle && composed(withBackground(bundle), instruments);
}

export const readForm = async (id: string): Promise<Form | undefined> => formFor(await readInstruments(), id);

function withBackground(bundle: Bundle): Bundle {
  const isAsked = surveyPart.of(organisation()).survey.background && !bundle.parts.includes(background.id);
  return isAsked ? { ...bundle, parts: [...bundle.parts, background.id] } : bundle;
}
