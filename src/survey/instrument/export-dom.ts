/** Gives an instrument or a bundle to the person as a file. */
import { type SavedFile, saveFile } from '../../files/save-file-dom.ts';
import type { Bundle } from '../bundle/bundle.ts';
import type { Form } from '../bundle/form.ts';
import { toFhir } from './formats/fhir.ts';
import type { Instrument } from './instrument.ts';

export const formats = ['json', 'questionnaire', 'xlsform'] as const;
export type Format = (typeof formats)[number];

/** `bundle`: its own file where `instrument` is the form of a bundle, in whichever format; with `instruments` that others lack. */
export async function exportAs(
  format: Format,
  instrument: Instrument | Form,
  bundle?: Bundle & { instruments?: Instrument[] },
): Promise<SavedFile> {
  const name = `${instrument.id}-v${instrument.version}`;
  if (format === 'xlsform') {
    const { toXlsx } = await import('./formats/xlsx.ts');
    return saveFile(toXlsx(instrument, bundle), `${name}.xlsx`);
  }
  const value =
    format === 'questionnaire'
      ? toFhir(instrument, bundle)
      : bundle
        ? { $schema: '/schemas/bundle.json', ...bundle }
        : { $schema: '/schemas/instrument.json', ...instrument };
  const text = `${JSON.stringify(value, null, 2)}\n`;
  return saveFile(text, `${name}${format === 'questionnaire' ? '.fhir' : ''}.json`, 'application/json');
}
