import { useEffect, useRef, useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { Button } from '../ui/button.tsx';
import { lookForCode } from './look-for-code.ts';
import type { NotRead } from './not-read.ts';

interface CameraProps {
  /** What a code said; answers whether that was one to go on with. */
  onCode: (text: string) => boolean;
  /** What is said of a code that is not one to go on with. */
  other?: string;
  /** How long to rest between two looks (ms), where codes follow one another. */
  rest?: number;
  onFail: (reason: NotRead) => void;
  onClose: () => void;
}

/** Looks for a QR code with the camera. Nothing of the picture is kept. */
export function Camera({ onCode, other, rest, onFail, onClose }: CameraProps) {
  const { t } = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const [isOther, setIsOther] = useState(false);
  useEffect(() => {
    const take = (text: string) => {
      const isTaken = onCode(text);
      if (!isTaken) setIsOther(true);
      return isTaken;
    };
    return lookForCode(() => video.current, take, onFail, rest);
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
