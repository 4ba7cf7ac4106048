/** Gives an instrument to the person as a file. */
import { type SavedFile, saveFile } from '../../files/save-file-dom.ts';
import { toFhir } from './formats/fhir.ts';
import type { Instrument } from './instrument.ts';

export const formats = ['json', 'questionnaire', 'xlsform'] as const;
export type Format = (typeof formats)[number];

export async function exportAs(format: Format, instrument: Instrument): Promise<SavedFile> {
  const name = `${instrument.id}-v${instrument.version}`;
  if (format === 'xlsform') {
    const { toXlsx } = await import('./formats/xlsx.ts');
    return saveFile(await toXlsx(instrument), `${name}.xlsx`);
  }
  const value =
    format === 'questionnaire' ? toFhir(instrument) : { $schema: '/schemas/instrument.json', ...instrument };
  const text = `${JSON.stringify(value, null, 2)}\n`;
  return saveFile(text, `${name}${format === 'questionnaire' ? '.fhir' : ''}.json`, 'application/json');
}
