import { writeFileSync } from 'node:fs';
import { encodeQR } from 'qr';

/** Writes a film of one QR code, as a camera that is held still would see it: YUV4MPEG2, which Chromium plays as a camera. */
export function writeQrVideo(file: string, text: string, width = 640, height = 480): void {
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
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, grey]);
  writeFileSync(
    file,
    Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F5:1 Ip A1:1 C420jpeg\n`), frame, frame]),
  );
}
