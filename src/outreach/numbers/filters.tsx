import { useState } from 'preact/hooks';
import { daysOn, wallDate } from '../../i18n/wall-time.ts';
import { useWords } from '../../i18n/words.ts';
import { periodName } from '../../periods/names.ts';
import { beside, type PeriodLength, periodOf } from '../../periods/periods.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { capital } from '../in-words.ts';
import { type NumbersQuery, numbersLengths, ownPeriod } from './asked.ts';

interface FiltersProps {
  asked: NumbersQuery;
  onAsk: (asked: NumbersQuery) => void;
}

/** Which period: its length, and the one before or after. */
export function PeriodFilter({ asked, onAsk }: FiltersProps) {
  const { t, language } = useWords();
  const { period } = asked;
  const ask = (next: typeof period) => onAsk({ ...asked, period: next });
  const name = periodName(period, language, (number) => t('outreach.numbers.week', { number }));
  const today = wallDate(Date.now());
  const isIn = today >= period.from && today < period.to;
  return (
    <div class="numbers-filters">
      <Select
        label={t('outreach.numbers.length.legend')}
        options={numbersLengths.map((value): { value: PeriodLength; label: string } => ({
          value,
          label: t(`outreach.numbers.length.${value}`),
        }))}
        value={period.length}
        // A shorter one is the current one where today lies in the longer.
        onChange={(length) =>
          ask(length === 'own' ? { ...period, length } : periodOf(length, isIn ? today : period.from))
        }
      />
      <div class="numbers-step">
        <Button aria-label={t('outreach.numbers.before')} onClick={() => ask(beside(period, -1))}>
          ‹
        </Button>
        <strong class="number" aria-live="polite">
          {capital(name, language)}
        </strong>
        <Button aria-label={t('outreach.numbers.after')} onClick={() => ask(beside(period, 1))}>
          ›
        </Button>
      </div>
      {period.length === 'own' && <OwnDays key={`${period.from}${period.to}`} asked={asked} onAsk={onAsk} />}
    </div>
  );
}

function OwnDays({ asked, onAsk }: FiltersProps) {
  const { t } = useWords();
  const [days, setDays] = useState({ from: asked.period.from, last: daysOn(asked.period.to, -1) });
  const take = (some: Partial<typeof days>) => {
    const next = { ...days, ...some };
    setDays(next);
    const period = ownPeriod(next.from, next.last);
    if (period) onAsk({ ...asked, period });
  };
  const error = ownPeriod(days.from, days.last) ? undefined : t('outreach.numbers.wrongOwn');
  return (
    <div class="numbers-days">
      <Field label={t('outreach.numbers.from')} type="date" value={days.from} onInput={(from) => take({ from })} />
      <Field
        label={t('outreach.numbers.to')}
        type="date"
        value={days.last}
        error={error}
        onInput={(last) => take({ last })}
      />
    </div>
  );
}
