import { writeFileSync } from 'node:fs';
import { encodeQR } from 'qr';

/** How long each of several codes stands, in frames of a fifth of a second. */
const framesEach = 4;

/**
 * Writes a film of one QR code, or of several that follow one another, as a camera that is held still would see it: YUV4MPEG2, which
 * Chromium plays as a camera, again and again.
 */
export function writeQrVideo(file: string, texts: string | readonly string[], width = 640, height = 480): void {
  const each = typeof texts === 'string' ? [texts] : texts;
  const frames = each.flatMap((text) => {
    const frame = frameOf(text, width, height);
    return Array.from({ length: each.length === 1 ? 2 : framesEach }, () => frame);
  });
  writeFileSync(
    file,
    Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F5:1 Ip A1:1 C420jpeg\n`), ...frames]),
  );
}

function frameOf(text: string, width: number, height: number): Buffer {
  const rows = encodeQR(text, 'raw', { ecc: 'low', border: 4 });
  const scale = Math.floor(Math.min(width, height) / rows.length);
  const [left, top] = [width, height].map((side) => Math.floor((side - rows.length * scale) / 2)) as [number, number];
  const luma = Buffer.alloc(width * height, 200);
  for (let y = 0; y < rows.length * scale; y++) {
    for (let x = 0; x < rows.length * scale; x++) {
      const isDark = rows[Math.floor(y / scale)]![Math.floor(x / scale)];
      luma[(top + y) * width + left + x] = isDark ? 30 : 220;
    }
  }
  const grey = Buffer.alloc((width * height) / 2, 128);
  return Buffer.concat([Buffer.from('FRAME\n'), luma, grey]);
}
