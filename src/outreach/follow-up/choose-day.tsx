import { useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { ChooseOne } from '../../ui/choice.tsx';
import { Field } from '../../ui/field.tsx';
import { another } from '../names.ts';
import { dayFrom, middayOf } from './promise.ts';

interface ChooseDayProps {
  legend: string;
  /** `2026-11-24`; empty where none is chosen. */
  day: string;
  error?: string | undefined;
  onChange: (day: string) => void;
}

/** How many days are offered as chips, today among them. */
const offeredDays = 7;

/** A day: one of the next seven by its weekday, or another from the calendar. */
export function ChooseDay({ legend, day, error, onChange }: ChooseDayProps) {
  const { t, day: inWords } = useWords();
  const days = Array.from({ length: offeredDays }, (_, index) => dayFrom(new Date(), index));
  const [other, setOther] = useState(day !== '' && !days.includes(day));
  const nameOf = (index: number) => {
    if (index === 0) return t('outreach.promise.today');
    return index === 1 ? t('outreach.promise.tomorrow') : inWords(middayOf(days[index]!));
  };
  return (
    <div class="stack tight">
      <ChooseOne
        legend={legend}
        error={other ? undefined : error}
        options={[
          ...days.map((value, index) => ({ value, label: nameOf(index) })),
          { value: another, label: t('outreach.promise.otherDay') },
        ]}
        value={other ? another : day || undefined}
        onChange={(value) => {
          setOther(value === another);
          onChange(value === another ? '' : value);
        }}
      />
      {other && <Field label={t('outreach.promise.day')} type="date" value={day} error={error} onInput={onChange} />}
    </div>
  );
}
