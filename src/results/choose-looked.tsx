import { useWords } from '../i18n/words.ts';
import { periodNumerals } from '../periods/names.ts';
import { Select } from '../ui/select.tsx';
import { unitName } from './choices-store.ts';
import { UnchosenUnit } from './unchosen-unit.tsx';
import type { LookedAt } from './use-looked-at.ts';

interface ChooseLookedProps {
  looked: LookedAt;
  setUnit: (unit: string) => void;
  setAt: (place: number) => void;
}

/** Which unit and which period a summary, a poster or a survey's results are of. */
export function ChooseLooked({ looked: { main, unit, period }, setUnit, setAt }: ChooseLookedProps) {
  const { t, language } = useWords();
  const { units, periods } = main;
  return (
    <>
      {units.length > 1 && (
        <Select
          label={t('report.unit')}
          value={unit ?? ''}
          onChange={setUnit}
          options={[
            { value: '', label: t('report.allUnits') },
            ...units.map((value) => ({ value, label: unitName(value) })),
          ]}
        />
      )}
      <UnchosenUnit units={units} />
      <Select
        label={t('report.period')}
        value={String(periods.indexOf(period))}
        onChange={(place) => setAt(Number(place))}
        options={periods.map((one, place) => ({ value: String(place), label: periodNumerals(one, language) }))}
      />
    </>
  );
}
