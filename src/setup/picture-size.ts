/**
 * How many pixels a picture has, by its first bytes (PNG, JPEG, GIF, WebP, BMP): a small file can hold more of them than a
 * phone has memory for. Undefined where they do not say.
 */
export function pixelsIn(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const begins = (text: string, at = 0) => [...text].every((sign, place) => bytes[at + place] === sign.charCodeAt(0));
  try {
    if (begins('\u0089PNG')) return view.getUint32(16) * view.getUint32(20);
    if (begins('GIF8')) return view.getUint16(6, true) * view.getUint16(8, true);
    if (begins('BM')) return Math.abs(view.getInt32(18, true) * view.getInt32(22, true));
    if (begins('RIFF') && begins('WEBP', 8)) return inWebP(view, begins);
    return begins('\u00ff\u00d8') ? inJpeg(view) : undefined;
  } catch {
    // It ends before it says.
    return undefined;
  }
}

function inWebP(view: DataView, begins: (text: string, at: number) => boolean): number | undefined {
  const three = (at: number) => (view.getUint32(at, true) & 0xff_ffff) + 1;
  if (begins('VP8X', 12)) return three(24) * three(27);
  if (begins('VP8L', 12)) {
    const bits = view.getUint32(21, true);
    return ((bits & 0x3fff) + 1) * (((bits >> 14) & 0x3fff) + 1);
  }
  return begins('VP8 ', 12) ? (view.getUint16(26, true) & 0x3fff) * (view.getUint16(28, true) & 0x3fff) : undefined;
}

/** The first frame's header among the parts of a JPEG. */
function inJpeg(view: DataView): number | undefined {
  for (let at = 2; view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
    const mark = view.getUint8(at + 1);
    const isFrame = mark >= 0xc0 && mark <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(mark);
    if (isFrame) return view.getUint16(at + 5) * view.getUint16(at + 7);
  }
  return undefined;
}
