import { useState } from 'preact/hooks';
import { useWords, type Words } from '../../i18n/words.ts';
import { useLive } from '../../store/live.ts';
import { Field } from '../../ui/field.tsx';
import { codeInHash, codeLength, readAnswerCode, showAnswerCode } from '../respondent/answer-code.ts';
import { CardCamera } from './card-camera.tsx';
import { standingOf, useCodeStanding } from './codes-store.ts';
import { WaveWords } from './in-words.tsx';
import type { ReadCard } from './read-card.tsx';
import { askedAt } from './respondent.ts';

interface CodeFieldProps {
  label: string;
  hint?: string | undefined;
  /** As it was written. */
  value: string;
  onInput(written: string): void;
  /** Somebody wanted to go on: what is too short is told now. */
  isTried?: boolean;
  required?: boolean;
  /** Which bundle is to be answered: says what the code stands for. */
  bundle?: string | undefined;
}

/** A field for a respondent's code. A mistyped one is told while it is typed, a short one when the field is left. */
export function CodeField({ value, onInput, isTried = false, required, bundle, ...field }: CodeFieldProps) {
  const { t } = useWords();
  const [wasLeft, setLeft] = useState(false);
  const error = wrongWith(value, isTried || wasLeft, isTried && required === true, t);
  const code = codeInHash(value);
  return (
    <div class="stack tight" onFocusOut={() => setLeft(true)} onFocusIn={() => setLeft(false)}>
      <Field {...field} value={value} onInput={onInput} limit={40} error={error} {...(required ? { required } : {})} />
      {value.trim() === '' && (
        <CardCamera
          look="bare"
          label="codes.readCard"
          load={async () => readerOf((await import('./read-card.tsx')).ReadCard, onInput)}
        />
      )}
      {bundle && <AskedUnder code={code} bundle={bundle} />}
    </div>
  );
}

const readerOf =
  (Reader: typeof ReadCard, onCode: (written: string) => void) =>
  ({ onClose }: { onClose(): void }) => <Reader onCode={onCode} onClose={onClose} />;

/** What is written in a code's field: to begin with the code of the record that the address names, if it names one. */
export function useWrittenCode(of: string | undefined) {
  const standing = useCodeStanding(of ?? '');
  const [written, write] = useState<string>();
  return { written: written ?? (standing ? showAnswerCode(standing.code) : ''), write };
}

/** What is wrong with what was written, in words. */
export function wrongWith(written: string, isDone: boolean, isMissing: boolean, t: Words['t']): string | undefined {
  const read = readAnswerCode(written);
  const all = codeLength;
  if (read.is === 'none') return isMissing ? t('codes.wrong.none') : undefined;
  if (read.is === 'short') return isDone ? t('codes.wrong.short', { all, count: read.count }) : undefined;
  if (read.is === 'long') return t('codes.wrong.long', { all, count: read.count });
  if (read.is === 'sign') return t('codes.wrong.sign', { sign: read.sign });
  return read.is === 'wrong' ? t('codes.wrong.wrong') : undefined;
}

interface AskedUnderProps {
  code: string | undefined;
  bundle: string;
  /** The day that is meant, where it is not today. */
  on?: string | undefined;
}

/** What is asked under a code with a bundle, or why nothing is. */
export function AskedUnder({ code, bundle, on }: AskedUnderProps) {
  const { t, day } = useWords();
  const found = useLive(async () => (code ? { is: await standingOf(code, on) } : undefined), [code, on]);
  if (!found) return null;
  const standing = found.is;
  if (!standing) return <p class="small muted">{t('codes.unknown')}</p>;
  const { open, next, waves, respondent } = standing;
  const last = waves.at(-1);
  if (open && askedAt(respondent, open.number) === bundle) {
    return (
      <p class="small" role="status">
        <WaveWords respondent={respondent} wave={open} />
      </p>
    );
  }
  const later = next ? ` ${t('codes.nextOn', { day: day(next.due) })}` : '';
  return (
    <p class="small" role="status">
      <strong class="amber">
        {last?.answer ? t('codes.alreadyAnswered', { day: day(last.answer.at) }) : t('codes.notNow')}
      </strong>
      {later}
    </p>
  );
}
