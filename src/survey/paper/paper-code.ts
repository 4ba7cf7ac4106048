/**
 * What the QR of a paper form says: which form it is and whose code stands on it. It ends with a check, so that half a QR, or
 * another one, is told at once.
 */
import { readCard } from '../respondent/card-qr.ts';

export interface PaperForm {
  id: string;
  version: string;
  language: string;
  code: string;
}

const start = 'KENTTAKIRJA';

/** Upper case and few signs: a QR of them is small. */
export function paperQr({ id, version, language, code }: PaperForm): string {
  const body = [start, id, version, language, code].join(':');
  return `${body}:${checkOf(body)}`;
}

/** What a scanner or a person gave: a form, or its bare code. `broken`: a part of a QR only, a mistyped code, or not one of these. */
export function readPaperQr(
  written: string,
): { is: 'form'; form: PaperForm } | { is: 'code'; code: string } | { is: 'broken' } {
  const text = written.trim();
  if (!text.includes(':')) {
    const code = readCard(text)?.code;
    return code ? { is: 'code', code } : { is: 'broken' };
  }
  const [mark, id = '', version = '', language = '', code = '', check] = text.split(':');
  const body = [mark, id, version, language, code].join(':');
  if (mark !== start || check !== checkOf(body)) return { is: 'broken' };
  return { is: 'form', form: { id, version, language, code } };
}

/** What stands in the field of a form's code, beside the form that is typed in. Empty is neither broken nor another form's. */
export function codeOnForm(written: string, form: Pick<PaperForm, 'id' | 'version'>) {
  const read = readPaperQr(written);
  const scanned = read.is === 'form' && read.form.id === form.id ? read.form : undefined;
  return {
    code: read.is === 'form' ? read.form.code : read.is === 'code' ? read.code : undefined,
    isBroken: written.trim() !== '' && read.is === 'broken',
    isOther: read.is === 'form' && scanned?.version !== form.version,
    /** A QR of this survey, in some version of it. */
    scanned,
  };
}

/** A Fletcher checksum: a sign changed, two swapped, an end missing all change it. */
function checkOf(text: string): string {
  let [a, b] = [0, 0];
  for (const sign of text) {
    a = (a + sign.codePointAt(0)!) % 255;
    b = (b + a) % 255;
  }
  return ((a << 8) | b).toString(16).padStart(4, '0');
}
