import { useEffect, useRef, useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { Camera } from '../setup/camera.tsx';
import '../setup/setup.css';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { toFirstError } from '../ui/to-first-error.ts';
import { FrameGatherer, type FrameRead } from './frames.ts';
import { forgetPictures, keepPicture, picturesKept } from './pictures-store.ts';

/** What was read so far: it is gone on with where the camera was closed, the page left or the app ended. */
let gathered = new FrameGatherer();

/** The rest between two looks at the camera's picture (ms): each picture stands for a fifth of a second. */
const rest = 30;

interface ReadPicturesProps {
  /** What was chosen last: a file of another way ends this one. */
  chosen: File | undefined;
  onFile: (file: File) => void;
  /** The camera is about to open. */
  onBegin: () => void;
}

/** Reads a backup from another device's screen. */
export function ReadPictures({ chosen, onFile, onBegin }: ReadPicturesProps) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const [isWithout, setWithout] = useState(false);
  const [, setLooked] = useState(0);
  const take = () => {
    const file = gathered.file();
    if (!file) return false;
    gathered = new FrameGatherer();
    onFile(new File([file], 'kenttakirja.age'));
    return true;
  };
  useEffect(() => {
    void picturesKept().then((texts) => {
      for (const text of texts) gathered.add(text);
      if (take()) setOpen(false);
      setLooked(texts.length);
    });
  }, []);
  useEffect(() => {
    if (!chosen) return;
    setOpen(false);
    setWithout(false);
  }, [chosen]);
  const { held, of } = gathered.progress;
  if (isOpen)
    return (
      <Reader
        onWhole={() => {
          if (take()) setOpen(false);
        }}
        onFail={() => {
          setOpen(false);
          setWithout(true);
          toFirstError();
        }}
        onClose={() => setOpen(false)}
      />
    );
  return (
    <>
      {isWithout && <Notice tone="danger">{t('backup.noCamera')}</Notice>}
      <p>
        <Button
          onClick={() => {
            onBegin();
            setOpen(true);
          }}
        >
          {t('backup.readPictures')}
        </Button>
      </p>
      {of > 0 && <p role="status">{t('backup.picturesLeft', { held, of })}</p>}
    </>
  );
}

interface ReaderProps {
  onWhole: () => void;
  onFail: () => void;
  onClose: () => void;
}

/** The camera, and how much has come. */
function Reader({ onWhole, onFail, onClose }: ReaderProps) {
  const { t } = useWords();
  const [{ held, of }, setProgress] = useState(gathered.progress);
  const [last, setLast] = useState<FrameRead>();
  const section = useRef<HTMLElement>(null);
  // What the camera sees is below what was tapped: who aims must see it.
  useEffect(() => section.current?.scrollIntoView({ block: 'center' }), []);
  const take = (text: string) => {
    const told = gathered.add(text);
    if (told === 'new') void keepPicture(text);
    setLast(told);
    setProgress(gathered.progress);
    const { held, of } = gathered.progress;
    if (of === 0 || held < of) return false;
    onWhole();
    return true;
  };
  const anew = () => {
    gathered = new FrameGatherer();
    void forgetPictures();
    setProgress(gathered.progress);
    setLast(undefined);
  };
  return (
    <section ref={section} class="stack tight">
      <progress value={held} max={Math.max(of, 1)} aria-label={t('backup.readPictures')} />
      {of > 0 && <p class="number">{t('backup.picturesRead', { held, of })}</p>}
      {last === 'other-transfer' && (
        <Notice tone="look" title={t('backup.otherTransfer')}>
          <p>{t('backup.otherTransferHelp')}</p>
          <Button onClick={anew}>{t('backup.readAnew')}</Button>
        </Notice>
      )}
      <Camera
        onCode={take}
        other={t(last === 'no-frame' ? 'backup.noPicture' : 'backup.picturesGoing')}
        rest={rest}
        onFail={onFail}
        onClose={onClose}
      />
    </section>
  );
}
