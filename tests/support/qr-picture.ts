import type { Locator } from '@playwright/test';
import decodeQR from 'qr/decode.js';

/** What the QR of a card says, as it is drawn on the screen or on paper. */
export const qrOn = (card: Locator): Promise<string> => qrOf(card.locator('svg.qr-code'));

/** What a camera would read of a QR code as it is drawn: dark on white, module by module. */
export async function qrOf(drawn: Locator): Promise<string> {
  const side = Number((await drawn.getAttribute('viewBox'))!.split(' ')[2]);
  const path = (await drawn.locator('path').getAttribute('d'))!;
  const scale = 4;
  const width = side * scale;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, column, row] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g))
    for (let y = 0; y < scale; y++)
      for (let x = 0; x < scale; x++)
        data.fill(
          0,
          ((Number(row) * scale + y) * width + Number(column) * scale + x) * 4,
          ((Number(row) * scale + y) * width + Number(column) * scale + x) * 4 + 3,
        );
  return decodeQR({ width, height: width, data });
}
