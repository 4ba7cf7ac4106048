/** Gives an instrument to the person as a file. */

import { toFhir } from './formats/fhir.ts';
import type { Instrument } from './instrument.ts';

export const formats = ['json', 'questionnaire', 'xlsform'] as const;
export type Format = (typeof formats)[number];

export async function exportAs(format: Format, instrument: Instrument): Promise<void> {
  const name = `${instrument.id}-v${instrument.version}`;
  if (format === 'xlsform') {
    const { toXlsx } = await import('./formats/xlsx.ts');
    return download(`${name}.xlsx`, await toXlsx(instrument));
  }
  const value =
    format === 'questionnaire' ? toFhir(instrument) : { $schema: '/schemas/instrument.json', ...instrument };
  download(`${name}${format === 'questionnaire' ? '.fhir' : ''}.json`, asJson(value));
}

const asJson = (value: unknown) => new Blob([`${JSON.stringify(value, null, 2)}\n`], { type: 'application/json' });

function download(name: string, content: Blob): void {
  const href = URL.createObjectURL(content);
  Object.assign(document.createElement('a'), { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}
