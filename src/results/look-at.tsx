import { useWords } from '../i18n/words.ts';
import { periodNumerals } from '../periods/names.ts';
import type { Period } from '../periods/periods.ts';
import { Button } from '../ui/button.tsx';
import { ChooseOne } from '../ui/choice.tsx';
import { Select } from '../ui/select.tsx';
import { unitName } from './choices-store.ts';
import { instrumentText, waveName } from './in-words.ts';
import type { ReferenceLine } from './references.ts';
import type { Results } from './results.ts';
import { UnchosenUnit } from './unchosen-unit.tsx';
import type { WaveResults } from './wave-results.ts';

interface LookAtProps {
  results: Results;
  /** The reference lines that there are. */
  known: readonly ReferenceLine[];
  /** What is looked at. `unit` and `reference`: '' for all and for none. */
  at: { period: Period; table: WaveResults; unit: string; reference: string };
  onPeriod: (place: number) => void;
  onWave: (place: number) => void;
  onUnit: (unit: string) => void;
  onReference: (key: string) => void;
}

/** Which period, time and unit are looked at, and beside which line; on paper what was chosen, in words. */
export function LookAt({ results, known, at, onPeriod, onWave, onUnit, onReference }: LookAtProps) {
  const { t, language } = useWords();
  const { instrument, periods, waves, units } = results;
  const { period, table, unit, reference } = at;
  const { language: lang, text } = instrumentText(instrument, language);
  return (
    <>
      <p class="only-printed">
        <strong lang={lang}>{text.title}</strong> · {periodNumerals(period, language)}
        {waves.length > 1 && ` · ${waveName(table.wave, t)}`}
      </p>
      <div class="stack unprinted">
        <Select
          label={t('report.period')}
          value={String(periods.indexOf(period))}
          onChange={(next) => onPeriod(Number(next))}
          options={periods.map((one, index) => ({ value: String(index), label: periodNumerals(one, language) }))}
        />
        {waves.length > 1 && (
          <ChooseOne
            legend={t('report.which')}
            options={waves.map(({ wave }, index) => ({ value: String(index), label: waveName(wave, t) }))}
            value={String(waves.indexOf(table))}
            onChange={(index) => onWave(Number(index))}
          />
        )}
        {units.length > 1 && (
          <Select
            label={t('report.unit')}
            value={unit}
            onChange={onUnit}
            options={[
              { value: '', label: t('report.allUnits') },
              ...units.map((value) => ({ value, label: unitName(value) })),
            ]}
          />
        )}
        <UnchosenUnit units={units} />
        {known.length > 0 && (
          <Select
            label={t('report.reference.label')}
            value={reference}
            onChange={onReference}
            options={[
              { value: '', label: t('report.reference.none') },
              ...known.map(({ key, group }) => ({ value: key, label: group })),
            ]}
          />
        )}
        <p>
          <Button onClick={() => print()}>{t('documents.print')}</Button>
        </p>
      </div>
    </>
  );
}
