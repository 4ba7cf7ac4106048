import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { mayBeKept } from '../store/ask-about-text.ts';
import { useLive } from '../store/live.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { capital } from './in-words.ts';
import { offeredNames, placesUsed } from './names.ts';
import { currentPlace, nameLimit, type Outing } from './outing.ts';
import { PlannedStops } from './plan/running-stops.tsx';
import { useExampleNames } from './use-example-names.ts';
import { begunOutings } from './use-running.ts';

interface ChangePlaceProps {
  outing: Outing;
  onMove: (place: string) => void;
}

/** Vaihda paikkaa: one tap moves the outing on. The button stays where it is, what it opens comes under it. */
export function ChangePlace({ outing, onMove }: ChangePlaceProps) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const go = (place: string) => {
    setOpen(false);
    onMove(place);
  };
  return (
    <>
      <PlannedStops outing={outing} onMove={onMove} />
      <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t('outreach.outing.changePlace')}
      </Button>
      {isOpen && <Places outing={outing} onMove={go} onClose={() => setOpen(false)} />}
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
  const outings = useLive(() => begunOutings(20));
  const [written, setWritten] = useState('');
  const section = useRef<HTMLElement>(null);
  useLayoutEffect(() => section.current?.focus(), []);
  const here = currentPlace(outing);
  const names = offeredNames([here, ...placesUsed(outings ?? [])], examples.places).slice(1);
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
