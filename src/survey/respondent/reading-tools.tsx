import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { AnswerWords } from './answers.ts';
import type { AloudButton } from './use-questions-aloud.ts';

interface ToolsProps {
  words: AnswerWords;
  /** Reading aloud, where something here can be read. */
  aloud: AloudButton | undefined;
}

/** The information is read aloud and enlarged as the statements are. */
export const ReadingTools = ({ words, aloud }: ToolsProps) => (
  <div class="row reading-tools">
    <ReadAloudButton aloud={aloud}>{words.readAloud}</ReadAloudButton>
    <LargerButton> {words.larger}</LargerButton>
  </div>
);

/** Reads what is on screen, and stops reading. Nothing where nothing can be read. */
export function ReadAloudButton({ aloud, children }: { aloud: AloudButton | undefined; children: ComponentChildren }) {
  if (!aloud) return null;
  const turn = () => (aloud.isReading ? aloud.stop() : aloud.read(aloud.text()));
  return (
    <button type="button" class="button plain" aria-pressed={aloud.isReading} onClick={turn}>
      {children}
    </button>
  );
}

/** Larger text, and back. */
export function LargerButton({ children }: { children: ComponentChildren }) {
  const [isLarger, setLarger] = useState(false);
  const turn = () => setLarger(document.documentElement.classList.toggle('larger'));
  return (
    <button type="button" class="button plain" aria-pressed={isLarger} onClick={turn}>
      <span aria-hidden="true">Aa</span>
      {children}
    </button>
  );
}
