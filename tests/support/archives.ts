/** What is inside a packed file, name by name, as whoever unpacks it reads it. */
import { strFromU8, unzipSync } from 'fflate';

/** The texts of an XLSX or DOCX. When it was made is no word of anybody's. */
export async function insideOf(file: Blob): Promise<Record<string, string>> {
  const entries = Object.entries(unzipSync(new Uint8Array(await file.arrayBuffer())));
  const untimed = (text: string) => text.replace(/(<dcterms:\w+[^>]*>)[^<]*/g, '$1');
  return Object.fromEntries(entries.map(([name, bytes]) => [name, untimed(strFromU8(bytes, true))]));
}
