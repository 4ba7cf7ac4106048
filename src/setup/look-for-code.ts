/** Looking for QR codes with the camera, until one is taken. Nothing of the picture is kept. */
import { NotRead } from './not-read.ts';
import { codeReader } from './read-code.ts';

/** How long to rest between two looks at the camera's picture (ms): a phone's slow core has more to do. */
const usualRest = 150;

/**
 * Shows the camera's picture in `video` and gives each text that a code says to `onText`, which answers whether it was the one
 * that was looked for. `onFail`: there is no camera, or it may not be used. Answers what puts the camera away.
 */
export function lookForCode(
  video: () => HTMLVideoElement | null,
  onText: (text: string) => boolean,
  onFail: (reason: NotRead) => void,
  rest = usualRest,
): () => void {
  let isOpen = true;
  let stream: MediaStream | undefined;
  const close = () => {
    isOpen = false;
    for (const track of stream?.getTracks() ?? []) track.stop();
  };
  const watch = async () => {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
    const [read, element] = [await codeReader(), video()];
    if (!isOpen || !element) return close();
    element.srcObject = stream;
    await element.play();
    while (isOpen) {
      const text = await read(element, element.videoWidth, element.videoHeight, 100);
      if (text !== undefined && isOpen && onText(text)) return close();
      await new Promise((done) => setTimeout(done, rest));
    }
  };
  watch().catch((cause: unknown) => {
    if (isOpen) onFail(new NotRead('no-camera', { cause }));
    close();
  });
  return close;
}
