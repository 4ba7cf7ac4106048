import { useWords } from '../i18n/words.ts';
import { revise } from '../store/save.ts';
import { ask } from '../ui/ask.ts';
import { Button } from '../ui/button.tsx';
import { endOf, Outing } from './outing.ts';
import { after } from './plan/states.ts';

interface EndOutingProps {
  outing: Outing;
  /** Hears why the end was not kept: the screen says so where it says everything else. */
  onFailed: (error: unknown) => void;
}

/** Kaikki palanneet: the end of an outing. Stands at the foot, where no other tap strays to, and asks. */
export function EndOuting({ outing, onFailed }: EndOutingProps) {
  const { t } = useWords();

  async function end() {
    const answer = await ask({
      title: t('outreach.outing.allBackAsk'),
      text: t('outreach.outing.allBackText'),
      choices: [
        { value: 'end', label: t('outreach.outing.end') },
        { value: 'stay', label: t('outreach.outing.stay') },
      ],
    });
    if (answer === 'stay') return;
    await revise(Outing, outing, {
      state: after(outing.state, 'return') ?? outing.state,
      endedAt: endOf(outing),
    }).catch(onFailed);
  }

  return <Button onClick={end}>{t('outreach.outing.allBack')}</Button>;
}
