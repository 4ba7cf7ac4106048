/** XML as other programs write it, read piece by piece: enough for workbooks, and nothing that a file could define for itself. */

/** One piece of an XML file. Names are without their prefix. */
export type Piece =
  | { is: 'open'; name: string; told: string; isEmpty: boolean }
  | { is: 'close'; name: string }
  | { is: 'text'; text: string };

/** A tag that is not closed, a definition of the file's own, or no XML at all. */
export class NotXml extends Error {
  override name = 'NotXml';
}

const tag =
  /<(\/?)(?:([\w.-]{1,60}):)?([\w.-]{1,60})((?:\s+[\p{L}\w:.-]{1,100}\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/uy;
const deepest = 100;

/** The pieces of a file, in their order. Throws `NotXml`, also for a file that ends in the middle. */
export function* piecesOf(xml: string): Generator<Piece> {
  const open: string[] = [];
  for (let at = xml.startsWith('\uFEFF') ? 1 : 0; at < xml.length; ) {
    const start = xml.indexOf('<', at);
    const end = start < 0 ? xml.length : start;
    if (end > at) yield { is: 'text', text: meaning(xml.slice(at, end)) };
    if (start < 0) break;
    at = start;
    if (xml.startsWith('<?', at)) at = after(xml, '?>', at);
    else if (xml.startsWith('<!--', at)) at = after(xml, '-->', at);
    else if (xml.startsWith('<![CDATA[', at)) {
      const last = after(xml, ']]>', at);
      yield { is: 'text', text: xml.slice(at + 9, last - 3) };
      at = last;
    } else {
      tag.lastIndex = at;
      const [whole, isEnd, prefix = '', name = '', told = '', isEmpty] = tag.exec(xml) ?? [];
      if (whole === undefined) throw new NotXml();
      at += whole.length;
      if (isEnd) {
        if (open.pop() !== `${prefix}:${name}`) throw new NotXml();
        yield { is: 'close', name };
      } else {
        if (!isEmpty) open.push(`${prefix}:${name}`);
        if (open.length > deepest) throw new NotXml();
        yield { is: 'open', name, told, isEmpty: isEmpty !== '' };
      }
    }
  }
  if (open.length > 0) throw new NotXml();
}

function after(xml: string, mark: string, at: number): number {
  const found = xml.indexOf(mark, at);
  if (found < 0) throw new NotXml();
  return found + mark.length;
}

const attributes = new Map<string, RegExp>();

/** An attribute of an opening tag, by its name without a prefix. */
export function attribute(told: string, name: string): string | undefined {
  // Most tags have none, and most that have some have no other: a large file is full of them.
  if (!told.includes(name)) return undefined;
  let pattern = attributes.get(name);
  if (!pattern) {
    pattern = new RegExp(`[\\s:]${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
    attributes.set(name, pattern);
  }
  const [, double, single] = pattern.exec(told) ?? [];
  const value = double ?? single;
  return value === undefined ? undefined : meaning(value);
}

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Words with what stands for signs in them: `&amp;`, `&#228;`, `&#xE4;`. Throws `NotXml` for a number that is no sign. */
const meaning = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/&(?:#x([\da-f]{1,8})|#(\d{1,8})|(lt|gt|amp|quot|apos));/gi, (_, hex, code, name) => {
      if (name !== undefined) return named[name.toLowerCase()]!;
      const number = Number.parseInt(hex ?? code, hex === undefined ? 10 : 16);
      if (number > 0x10ffff) throw new NotXml();
      return String.fromCodePoint(number);
    });
