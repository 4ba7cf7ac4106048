/**
 * Reading aloud with the device's own voices. Only voices that work without a network count: the others would also send the
 * words away. Where there is none in the language there is nothing to press.
 */
import { useEffect, useState } from 'preact/hooks';

export interface ReadAloud {
  isReading: boolean;
  read(text: string): void;
  stop(): void;
}

/** Undefined where no voice of the device speaks the language. `at`: when it changes, the voice falls silent. */
export function useReadAloud(language: string, at: unknown): ReadAloud | undefined {
  const [voice, setVoice] = useState<SpeechSynthesisVoice>();
  const [isReading, setReading] = useState(false);
  useEffect(() => {
    if (!('speechSynthesis' in window)) return;
    const look = () => setVoice(speechSynthesis.getVoices().find((one) => one.localService && speaks(one, language)));
    look();
    // Most browsers learn of their voices only after a while.
    speechSynthesis.addEventListener('voiceschanged', look);
    return () => speechSynthesis.removeEventListener('voiceschanged', look);
  }, [language]);
  const stop = () => {
    if ('speechSynthesis' in window) speechSynthesis.cancel();
    setReading(false);
  };
  useEffect(() => stop, [at]);
  if (!voice) return undefined;
  const read = (text: string) => {
    const said = new SpeechSynthesisUtterance(text);
    said.voice = voice;
    said.lang = voice.lang;
    said.rate = 0.9;
    said.onend = () => setReading(false);
    said.onerror = () => setReading(false);
    speechSynthesis.cancel();
    speechSynthesis.speak(said);
    setReading(true);
  };
  return { isReading, read, stop };
}

const speaks = ({ lang }: SpeechSynthesisVoice, language: string) =>
  lang.toLowerCase().split(/[-_]/)[0] === language.toLowerCase().split('-')[0];
