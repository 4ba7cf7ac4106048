import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { Button } from '../ui/button.tsx';

interface CopyButtonProps {
  text: string;
  /** What is copied, where several stand below each other: for those who hear the button. */
  'aria-label'?: string;
}

/** Copies a text that the screen shows, and says whether it did: what the browser refuses can be selected there. */
export function CopyButton({ text, ...rest }: CopyButtonProps) {
  const { t } = useWords();
  const [said, setSaid] = useState<'copied' | 'notCopied'>();
  useEffect(() => setSaid(undefined), [text]);
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setSaid('copied');
    } catch {
      // Refused, or not there at all.
      setSaid('notCopied');
    }
  }
  return (
    <>
      <Button {...rest} onClick={copy}>
        {t('common.copy')}
      </Button>
      <span class="muted small" role="status">
        {said && t(`common.${said}`)}
      </span>
    </>
  );
}
