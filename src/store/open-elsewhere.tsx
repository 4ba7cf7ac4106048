/** A form that another tab writes in: said above it, with the way to go on here. */
import { type ComponentChildren, createContext } from 'preact';
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import type { FormTurn } from './form-turn.ts';

/** Hears of each form on a screen whether another tab writes in it; `isRead`: its screen holds what could be typed back itself, and is read meanwhile. */
type HearElsewhere = (form: FormTurn, is: boolean, isRead: boolean) => void;

interface FormElsewhere {
  form: FormTurn;
  isRead: boolean;
}

interface Elsewhere {
  hear: HearElsewhere;
  /** Opens the screen anew on what is kept: what stands in a form of it is older. */
  openAnew(): void;
}

/** Who says on the screen that a form is open in another tab: `WhileElsewhere` for what is in it. */
export const FormsElsewhere = createContext<Elsewhere>({ hear: () => undefined, openAnew: () => undefined });

/** Holds a screen back, and says why, while another tab writes in a form of it: what that one types is seen here, nothing is typed over it. */
export function WhileElsewhere({ children }: { children: ComponentChildren }) {
  const { t } = useWords();
  const [forms, setForms] = useState<readonly FormElsewhere[]>([]);
  const screen = useRef<HTMLDivElement>(null);
  const hear = useCallback<HearElsewhere>((form, is, isRead) => {
    setForms((before) => {
      if (before.some((one) => one.form === form) === is) return before;
      return is ? [...before, { form, isRead }] : before.filter((one) => one.form !== form);
    });
  }, []);
  const [round, setRound] = useState(0);
  const elsewhere = useMemo<Elsewhere>(() => ({ hear, openAnew: () => setRound((n) => n + 1) }), []);
  const isElsewhere = forms.length > 0;
  const wasElsewhere = useRef(false);
  useLayoutEffect(() => {
    // The button that had the focus is gone.
    if (wasElsewhere.current && !isElsewhere) screen.current!.querySelector('h1')?.focus({ preventScroll: true });
    wasElsewhere.current = isElsewhere;
  }, [isElsewhere]);
  const goOn = () => {
    for (const { form } of forms) form.take();
  };
  return (
    <FormsElsewhere.Provider value={elsewhere}>
      {isElsewhere && (
        <div class="elsewhere">
          <Notice tone="look" title={t('elsewhere.title')}>
            <p>{t('elsewhere.text')}</p>
            <Button onClick={goOn}>{t('elsewhere.goOn')}</Button>
          </Notice>
        </div>
      )}
      <div class="contents" key={round} ref={screen} inert={forms.some(({ isRead }) => !isRead) || undefined}>
        {children}
      </div>
    </FormsElsewhere.Provider>
  );
}
