import { useState } from 'preact/hooks';
import type { AnswerWords } from './answers.ts';
import type { ReadAloud } from './use-read-aloud.ts';

interface ToolsProps {
  words: AnswerWords;
  /** Reading aloud, where the device has a voice, and what it reads. */
  aloud: (ReadAloud & { text(): string }) | undefined;
}

/** The information is read aloud and enlarged as the statements are. */
export function ReadingTools({ words, aloud }: ToolsProps) {
  const [isLarger, setLarger] = useState(false);
  return (
    <div class="row reading-tools">
      {aloud && (
        <button
          type="button"
          class="button plain"
          aria-pressed={aloud.isReading}
          onClick={() => (aloud.isReading ? aloud.stop() : aloud.read(aloud.text()))}
        >
          {words.readAloud}
        </button>
      )}
      <button
        type="button"
        class="button plain"
        aria-pressed={isLarger}
        onClick={() => setLarger(document.documentElement.classList.toggle('larger'))}
      >
        <span aria-hidden="true">Aa</span> {words.larger}
      </button>
    </div>
  );
}
