import type { ComponentType } from 'preact';
import { useState } from 'preact/hooks';
import { addDeskWords } from '../../i18n/i18n.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';

type Reader = ComponentType<{ onClose(): void }>;

interface CardCameraProps {
  look?: 'quiet' | 'bare';
  label: 'codes.readCard' | 'codes.scan';
  /** What reads the card: it comes with the pages for a desk. */
  load(): Promise<Reader>;
}

/** The way to read a card with the camera, where there is one. */
export function CardCamera({ look = 'quiet', label, load }: CardCameraProps) {
  const { t } = useWords();
  const [reader, setReader] = useState<{ is: Reader }>();
  if (!navigator.mediaDevices) return null;
  const open = async () => {
    const [is] = await Promise.all([load(), addDeskWords()]);
    setReader({ is });
  };
  return reader ? (
    <reader.is onClose={() => setReader(undefined)} />
  ) : (
    <p>
      <Button look={look} onClick={open}>
        {t(label)}
      </Button>
    </p>
  );
}
