import { useWords } from '../i18n/words.ts';
import { periodKey } from '../periods/grid.ts';
import { periodNumerals } from '../periods/names.ts';
import { Select } from '../ui/select.tsx';
import { unitName } from './choices-store.ts';
import { UnchosenUnit } from './unchosen-unit.tsx';
import type { CanLook, LookedAt } from './use-looked-at.ts';

interface ChooseLookedProps extends CanLook {
  looked: LookedAt;
  setUnit: (unit: string) => void;
  setAt: (period: string) => void;
}

/** Which unit and which period a summary, a poster or a survey's results are of. */
export function ChooseLooked({ looked: { unit, period }, units, periods, setUnit, setAt }: ChooseLookedProps) {
  const { t, language } = useWords();
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
        value={periodKey(period)}
        onChange={setAt}
        options={periods.map((one) => ({ value: periodKey(one), label: periodNumerals(one, language) }))}
      />
    </>
  );
}
