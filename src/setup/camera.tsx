import { useEffect, useRef, useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { Button } from '../ui/button.tsx';
import { NotRead } from './not-read.ts';
import { codeReader } from './read-code.ts';

/** How long to rest between two looks at the camera's picture (ms): a phone's slow core has more to do. */
const rest = 150;

interface CameraProps {
  /** What a code said; answers whether that was one to go on with. */
  onCode: (text: string) => boolean;
  /** What is said of a code that is not one to go on with. */
  other?: string;
  onFail: (reason: NotRead) => void;
  onClose: () => void;
}

/** Looks for a QR code with the camera. Nothing of the picture is kept. */
export function Camera({ onCode, other, onFail, onClose }: CameraProps) {
  const { t } = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const [isOther, setIsOther] = useState(false);
  useEffect(() => {
    let isOpen = true;
    let stream: MediaStream | undefined;
    const close = () => {
      isOpen = false;
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    const watch = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      const [read, element] = [await codeReader(), video.current];
      if (!isOpen || !element) return close();
      element.srcObject = stream;
      await element.play();
      while (isOpen) {
        const text = await read(element, element.videoWidth, element.videoHeight, 100);
        if (text !== undefined && isOpen) {
          if (onCode(text)) return close();
          setIsOther(true);
        }
        await new Promise((done) => setTimeout(done, rest));
      }
    };
    watch().catch((cause: unknown) => {
      if (isOpen) onFail(new NotRead('no-camera', { cause }));
      close();
    });
    return close;
  }, []);
  return (
    <section class="stack">
      <video ref={video} class="setup-camera" playsInline muted aria-label={t('setup.camera.label')} />
      <p role="status">{isOther ? (other ?? t('setup.camera.other')) : t('setup.camera.hint')}</p>
      <p>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </p>
    </section>
  );
}
