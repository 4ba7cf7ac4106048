/** Reading a QR code from a picture or a camera: by the browser where it can, else by a decoder that is fetched then. */
import { NotRead } from './not-read.ts';
import { pixelsIn } from './picture-size.ts';

type Picture = ImageBitmap | HTMLVideoElement;
type Reader = (picture: Picture, width: number, height: number, time: number) => Promise<string | undefined>;

interface Detector {
  detect(picture: Picture): Promise<{ rawValue: string }[]>;
}
interface DetectorClass {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

/** A reader for pictures of any size. */
export async function codeReader(): Promise<Reader> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: DetectorClass };
  const formats = await BarcodeDetector?.getSupportedFormats().catch((): string[] => []);
  if (BarcodeDetector && formats?.includes('qr_code')) {
    const detector = new BarcodeDetector({ formats: ['qr_code'] });
    return async (picture) => (await detector.detect(picture))[0]?.rawValue;
  }
  const { decodeQR } = await import('qr/decode.js');
  const canvas = document.createElement('canvas');
  return async (picture, width, height, time) => {
    const scale = Math.min(1, longestSide / Math.max(width, height));
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const context = canvas.getContext('2d', { willReadFrequently: true })!;
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    try {
      return decodeQR(context.getImageData(0, 0, canvas.width, canvas.height), { timeLimit: time });
    } catch {
      return undefined; // It throws where it finds none.
    }
  };
}

/** Larger pictures are made smaller before they are read, in pixels. */
const longestSide = 1600;

/** A larger picture is not opened: in bytes, and in pixels, of which the largest cameras make fewer. */
const pictureLimit = 30_000_000;
const pixelLimit = 250_000_000;

/** What the code in a picture says. Throws `NotRead`. */
export async function codeInPicture(file: Blob): Promise<string> {
  if (file.size > pictureLimit) throw new NotRead('too-long');
  const beginning = await file.slice(0, 500_000).arrayBuffer();
  if ((pixelsIn(new Uint8Array(beginning)) ?? 0) > pixelLimit) throw new NotRead('too-long');
  const picture = await createImageBitmap(file).catch((cause: unknown) => {
    throw new NotRead('no-code', { cause });
  });
  const read = await codeReader();
  const text = await read(picture, picture.width, picture.height, 2000);
  picture.close();
  if (text === undefined) throw new NotRead('no-code');
  return text;
}
