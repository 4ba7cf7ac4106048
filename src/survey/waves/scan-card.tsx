import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useWords } from '../../i18n/words.ts';
import { Notice } from '../../ui/notice.tsx';
import { codeInHash, showAnswerCode } from '../respondent/answer-code.ts';
import { standingOf } from './codes-store.ts';
import { ReadCard } from './read-card.tsx';

/** Reads a person's card and goes to the code that it is of, and from there to answering. */
export function ScanCard({ onClose }: { onClose(): void }) {
  const { t } = useWords();
  const { route } = useLocation();
  const [unknown, setUnknown] = useState<string>();
  const goTo = async (written: string) => {
    const code = codeInHash(written) ?? '';
    const standing = await standingOf(code);
    if (standing) route(`/surveys/codes/${standing.respondent.id}`);
    else setUnknown(code);
  };
  if (unknown === undefined) return <ReadCard onCode={(written) => void goTo(written)} onClose={onClose} />;
  return (
    <Notice tone="look" title={t('codes.scanned', { code: showAnswerCode(unknown) })}>
      <p>{t('codes.scanUnknown')}</p>
      <p>
        <a href="/surveys/codes/new">{t('codes.make')}</a>
      </p>
    </Notice>
  );
}
