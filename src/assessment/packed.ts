/**
 * What is given of a round without a network: packed into signs that a link or a picture holds, the part of a link after `#`,
 * which no server is ever sent; or cut into pieces, a QR code each.
 */
import { packText } from '../files/packed-text.ts';

/** The page that opens a link. */
export const joinPage = '/assessment/join';
const mark = '#r=';

/** The link that opens with a text on another device. */
export const joinLink = async (origin: string, text: string): Promise<string> =>
  `${origin}${joinPage}${mark}${await packText(text)}`;

/** The signs of a link, or of the part of an address after `#`; undefined where it is none of these. */
export function signsIn(link: string): string | undefined {
  const at = link.indexOf(mark);
  const isOurs = link.startsWith('#') || (URL.canParse(link) && new URL(link).pathname === joinPage);
  return at >= 0 && isOurs ? link.slice(at + mark.length) : undefined;
}

/** So many signs in one picture: a phone reads it well from another phone's screen. */
const pieceLength = 600;
/** More pictures than anybody holds a phone for. */
export const mostPieces = 60;
const pieceMark = 'KKR1';

/** FNV-1a in 32 bits: tells one row of pictures from another, and that nothing was lost. */
function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}

/** Cuts packed signs into pieces; undefined where they would be too many: then a file is the way. */
export function picturePieces(signs: string): string[] | undefined {
  const count = Math.ceil(signs.length / pieceLength);
  if (count > mostPieces) return undefined;
  const row = digest(signs);
  return Array.from({ length: count }, (_, at) =>
    [pieceMark, row, at + 1, count, signs.slice(at * pieceLength, (at + 1) * pieceLength)].join('.'),
  );
}

/** The pieces that were read so far. */
export interface ReadPieces {
  row: string;
  count: number;
  pieces: ReadonlyMap<number, string>;
}

const shape = /^KKR1\.([0-9a-f]{8})\.([1-9]\d?)\.([1-9]\d?)\.([\w-]+)$/;

/** Adds a picture's text to what was read; the same as before where it is none of ours. A piece of another row begins anew. */
export function addPiece(before: ReadPieces | undefined, text: string): ReadPieces | undefined {
  const [, row, at, count, signs] = shape.exec(text) ?? [];
  if (!row || Number(at) > Number(count) || Number(count) > mostPieces) return before;
  const isSame = before?.row === row && before.count === Number(count);
  return { row, count: Number(count), pieces: new Map(isSame ? before.pieces : []).set(Number(at), signs!) };
}

/** The signs once every piece was read; `damaged` where they are not those that were cut; undefined while some are lacking. */
export function gatheredSigns({ row, count, pieces }: ReadPieces): string | 'damaged' | undefined {
  if (pieces.size < count) return undefined;
  const signs = Array.from({ length: count }, (_, at) => pieces.get(at + 1)).join('');
  return digest(signs) === row ? signs : 'damaged';
}
