import { useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { NotKeptNotice } from '../store/not-kept.tsx';
import { revise } from '../store/save.ts';
import { ask } from '../ui/ask.ts';
import { Button } from '../ui/button.tsx';
import { endOf, Outing } from './outing.ts';
import { after } from './plan/states.ts';

/** Kaikki palanneet: the end of an outing. Stands at the foot, where no other tap strays to, and asks. */
export function EndOuting({ outing }: { outing: Outing }) {
  const { t } = useWords();
  const [error, setError] = useState<unknown>();

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
    }).catch(setError);
  }

  return (
    <>
      <Button onClick={end}>{t('outreach.outing.allBack')}</Button>
      {error !== undefined && <NotKeptNotice error={error} />}
    </>
  );
}
