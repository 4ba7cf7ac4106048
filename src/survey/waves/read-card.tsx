import { useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { Camera } from '../../setup/camera.tsx';
import '../../setup/setup.css';
import { Notice } from '../../ui/notice.tsx';
import { readPaperQr } from '../paper/paper-code.ts';
import { showAnswerCode } from '../respondent/answer-code.ts';

interface ReadCardProps {
  /** The code of a card or of a paper form, as it is written. */
  onCode(written: string): void;
  onClose(): void;
}

/** Reads a respondent's card with the camera: brought when it is asked for. */
export function ReadCard({ onCode, onClose }: ReadCardProps) {
  const { t } = useWords();
  const [isWithout, setWithout] = useState(false);
  if (isWithout) return <Notice tone="look" title={t('cards.noCamera')} />;
  return (
    <Camera
      other={t('cards.other')}
      onCode={(text) => {
        const read = readPaperQr(text);
        if (read.is === 'broken') return false;
        onCode(showAnswerCode(read.is === 'form' ? read.form.code : read.code));
        return true;
      }}
      onFail={() => setWithout(true)}
      onClose={onClose}
    />
  );
}
