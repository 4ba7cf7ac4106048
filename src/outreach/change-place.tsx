import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { mayBeKept } from '../store/ask-about-text.ts';
import { newest } from '../store/find.ts';
import { useLive } from '../store/live.ts';
import { NotKeptNotice } from '../store/not-kept.tsx';
import { revise } from '../store/save.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { useExampleNames } from './example-names.tsx';
import { capital } from './in-words.ts';
import { offered, placesUsed } from './names.ts';
import { currentPlace, nameLimit, notAhead, Outing } from './outing.ts';
import { StopsAhead } from './plan/running-stops.tsx';

interface ChangePlaceProps {
  outing: Outing;
  /** What else can be done with the outing, beside the button. */
  beside: ComponentChildren;
}

/** Vaihda paikkaa: one tap moves the outing on; undo is there. */
export function ChangePlace({ outing, beside }: ChangePlaceProps) {
  const { t } = useWords();
  const [step, setStep] = useState<'closed' | 'open' | 'moved'>('closed');
  const [error, setError] = useState<unknown>();

  async function keep(places: string[], next: typeof step) {
    try {
      await revise(Outing, outing, { places });
      setError(undefined);
      setStep(next);
    } catch (reason) {
      setError(reason);
    }
  }

  return (
    <>
      {error !== undefined && <NotKeptNotice error={error} />}
      {step === 'moved' && (
        <Notice>
          <div class="outreach-said">
            <span>{t('outreach.outing.placeNow', { place: currentPlace(outing) })}</span>
            <Button look="plain" onClick={() => keep(outing.places.slice(0, -1), 'closed')}>
              {t('common.undo')}
            </Button>
          </div>
        </Notice>
      )}
      {step === 'open' ? (
        <Places
          outing={outing}
          onMove={(place) => keep([...outing.places, place], 'moved')}
          onClose={() => setStep('closed')}
        />
      ) : (
        <>
          <StopsAhead outing={outing} onMove={(place) => keep([...outing.places, place], 'moved')} />
          <div class="outreach-beside as-wide-as-words">
            <Button onClick={() => setStep('open')}>{t('outreach.outing.changePlace')}</Button>
            {beside}
          </div>
        </>
      )}
    </>
  );
}

interface PlacesProps {
  outing: Outing;
  onMove: (place: string) => void;
  onClose: () => void;
}

function Places({ outing, onMove, onClose }: PlacesProps) {
  const { t, language } = useWords();
  const examples = useExampleNames();
  const outings = useLive(() => newest(Outing, 20, notAhead()));
  const [written, setWritten] = useState('');
  const section = useRef<HTMLElement>(null);
  useEffect(() => section.current?.focus(), []);
  const here = currentPlace(outing);
  const names = offered([here, ...placesUsed(outings ?? [])], examples.places).slice(1);
  const name = written.trim();

  async function go() {
    if (name && name !== here && (await mayBeKept([name], t))) onMove(name);
  }

  return (
    <section class="card" ref={section} tabIndex={-1}>
      <h2>{t('outreach.outing.whereNow')}</h2>
      <div class="chips">
        {names.map((place) => (
          <Button key={place} onClick={() => onMove(place)}>
            {place}
          </Button>
        ))}
      </div>
      <div class="outreach-write">
        <Field
          label={capital(t('outreach.begin.anotherPlace'), language)}
          hint={t('outreach.begin.placeHint')}
          limit={nameLimit}
          value={written}
          onInput={setWritten}
        />
        <div class="outreach-beside">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button onClick={go}>{t('outreach.outing.go')}</Button>
        </div>
      </div>
    </section>
  );
}
