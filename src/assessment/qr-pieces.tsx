import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { Button } from '../ui/button.tsx';
import { QrCode } from '../ui/qr-code.tsx';

/** How long one picture stands (ms): a phone that looks for a code has read it by then. */
const each = 1_200;

/** Pictures that follow one another until another phone has read them all; by hand for who wants no motion. */
export function QrPieces({ pieces }: { pieces: readonly string[] }) {
  const { t } = useWords();
  const [at, setAt] = useState(0);
  const next = () => setAt((now) => (now + 1) % pieces.length);
  useEffect(() => {
    if (pieces.length < 2 || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const timer = setInterval(next, each);
    return () => clearInterval(timer);
  }, [pieces]);
  return (
    <div class="stack tight">
      <QrCode text={pieces[at]!} label={t('rounds.picture', { now: at + 1, all: pieces.length })} />
      {pieces.length > 1 && (
        <div class="row">
          <span class="number">{t('rounds.picture', { now: at + 1, all: pieces.length })}</span>
          <Button look="bare" onClick={next}>
            {t('rounds.nextPicture')}
          </Button>
        </div>
      )}
    </div>
  );
}
