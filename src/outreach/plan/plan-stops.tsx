import { useId, useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { describedBy, ErrorText } from '../../ui/error-text.tsx';
import { Field } from '../../ui/field.tsx';
import { nameLimit } from '../outing.ts';
import type { PlanDraft } from './draft.ts';
import { planLimits } from './plan.ts';

type Stops = PlanDraft['stops'];

interface PlanStopsProps {
  stops: Stops;
  /** Names to choose from. */
  places: readonly string[];
  error: string | undefined;
  onChange: (stops: Stops) => void;
}

/** The stops of a round in their order, each with its time where one was planned. */
export function PlanStops({ stops, places, error, onChange }: PlanStopsProps) {
  const { t } = useWords();
  const id = useId();
  const [written, setWritten] = useState('');
  const isFull = stops.length >= planLimits.stops;
  const add = (place: string) => {
    if (place.trim() && !isFull) onChange([...stops, { place: place.trim(), at: '' }]);
    setWritten('');
  };
  const up = (index: number) => onChange(stops.toSpliced(index - 1, 2, stops[index]!, stops[index - 1]!));
  return (
    <fieldset class="stack tight" {...describedBy(id, undefined, error)}>
      <ErrorText id={id} error={error} />
      {stops.length > 0 && (
        <ol class="list plan-stops">
          {stops.map(({ place, at }, index) => (
            <li key={`${index} ${place}`}>
              <strong>{place}</strong>
              <div class="row">
                <Field
                  label={t('outreach.plan.stopAt')}
                  type="time"
                  value={at}
                  onInput={(time) => onChange(stops.with(index, { place, at: time }))}
                />
                {index > 0 && (
                  <Button aria-label={t('outreach.plan.stopUp', { place })} onClick={() => up(index)}>
                    ↑
                  </Button>
                )}
                <Button
                  aria-label={t('outreach.plan.stopAway', { place })}
                  onClick={() => onChange(stops.toSpliced(index, 1))}
                >
                  ×
                </Button>
              </div>
            </li>
          ))}
        </ol>
      )}
      <p class="muted small">{t('outreach.plan.stopsHint')}</p>
      <div class="chips">
        {places.map((place) => (
          <Button key={place} onClick={() => add(place)}>
            + {place}
          </Button>
        ))}
      </div>
      <div class="outreach-write">
        <Field
          label={t('outreach.begin.placeName')}
          hint={t('outreach.begin.placeHint')}
          limit={nameLimit}
          value={written}
          onInput={setWritten}
        />
        <Button onClick={() => add(written)}>{t('outreach.begin.add')}</Button>
      </div>
    </fieldset>
  );
}
