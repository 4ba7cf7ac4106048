/** Gives a bundle to the person as a file, with what others lack of it. */
import type { SavedFile } from '../../files/save-file-dom.ts';
import { exportAs, type Format } from '../instrument/export-dom.ts';
import type { Instrument } from '../instrument/instrument.ts';
import { instrumentOf } from '../instruments/all.ts';
import type { Bundle } from './bundle.ts';
import { composed, formToGive } from './form.ts';

/** `known`: every instrument of it and any others. Throws where one of the bundle's is not among them. */
export async function exportBundle(format: Format, bundle: Bundle, known: readonly Instrument[]): Promise<SavedFile> {
  const form = composed(bundle, known);
  if (!form) throw new Error(`The bundle ${bundle.id} is not whole`);
  return exportAs(format, formToGive(form, bundle), (format === 'json' ? withMade : withAdded)(bundle, known));
}

/** A bundle with what was made for it: no other device has those questions. */
const withMade = (bundle: Bundle, known: readonly Instrument[]) => {
  const instruments = known.filter(({ within }) => within === bundle.id);
  return instruments.length > 0 ? { ...bundle, instruments } : bundle;
};

/** A bundle with all of it that the app does not bring: a file of another program is whole by itself. */
const withAdded = (bundle: Bundle, known: readonly Instrument[]) => {
  const instruments = known.filter(({ id }) => bundle.parts.includes(id) && !instrumentOf(id));
  return instruments.length > 0 ? { ...bundle, instruments } : bundle;
};
