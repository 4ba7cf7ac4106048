import { useWords } from '../../i18n/words.ts';
import { capital } from '../in-words.ts';
import { useValues } from '../use-values.ts';
import { counters, metCounters } from '../values.ts';

/** The counters of this organisation: how encounters went, then what it hands out. */
export function useCounters() {
  const { t, language } = useWords();
  const things = useValues('handedOut');
  return {
    codes: [...metCounters, ...things.codes],
    /** Those to offer, and any other that was counted. */
    with: (counted: Record<string, number>) => [
      ...metCounters,
      ...things.with(
        Object.keys(counted).filter((code) => counted[code]! > 0 && !metCounters.some((one) => one === code)),
      ),
    ],
    say(code: string): string {
      const known = metCounters.find((one) => one === code);
      return capital(known ? t(`outreach.counter.${known}`) : things.say(code), language);
    },
    /** What a counter counts; the organisation's own are pieces that were handed out. */
    meaning(code: string): string {
      const known = counters.find((one) => one === code) ?? 'supplies';
      return t(`outreach.counterMeaning.${known}`);
    },
  };
}
