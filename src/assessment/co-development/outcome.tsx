import { useId } from 'preact/hooks';
import { wallDate } from '../../i18n/wall-time.ts';
import { useWords } from '../../i18n/words.ts';
import { FreeTextField } from '../../store/free-text-field.tsx';
import { ChooseOne } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { useShown } from '../use-shown.ts';
import { type ChecklistStepProps, Turn } from './checklist-part.tsx';
import { coDevelopmentLimits, eventStates } from './co-development.ts';
import { faultsOf } from './co-development-draft.ts';

/** What came of it, what effect it had, and who was told: on Tänään until they were. */
export function EventOutcome({ step, isAlone, data, onChange, hrefOf }: ChecklistStepProps) {
  const { t } = useWords();
  const id = useId();
  const heading = useShown(step, isAlone);
  const faults = faultsOf(data, wallDate(Date.now()));
  const { words, line } = coDevelopmentLimits;
  const isOff = data.state === 'cancelled';
  const field = (name: 'cameOf' | 'effect' | 'toldHow', label: string) => (
    <FreeTextField
      label={label}
      value={data[name]}
      onInput={(said) => onChange({ [name]: said })}
      limit={words}
      {...(name === 'toldHow' ? { hint: false as const } : {})}
      long
    />
  );
  return (
    <section class="question" aria-labelledby={id}>
      <h2 id={id} ref={heading} tabIndex={-1}>
        <span class="number">{step}</span> {t('coDevelopment.outcome')}
      </h2>
      <ChooseOne
        legend={t('coDevelopment.stateNow')}
        options={eventStates.map((value) => ({ value, label: t(`coDevelopment.state.${value}`) }))}
        value={data.state}
        onChange={(state) => onChange({ state })}
      />
      {(!isOff || data.cameOf) && field('cameOf', t('coDevelopment.cameOf'))}
      {(!isOff || data.effect) && field('effect', t('coDevelopment.effect'))}
      <h3>{t(isOff ? 'coDevelopment.tellingOff' : 'coDevelopment.telling')}</h3>
      <p class="muted">{t('coDevelopment.tellingHelp')}</p>
      <FreeTextField
        label={t('coDevelopment.toldTo')}
        hint={t('coDevelopment.toldToHint')}
        error={faults.toldTo ? t('coDevelopment.toldNobody') : undefined}
        value={data.toldTo}
        onInput={(toldTo) => onChange({ toldTo })}
        limit={line}
      />
      {field('toldHow', t('coDevelopment.toldHow'))}
      <DateField
        label={t('coDevelopment.toldOn')}
        value={data.toldOn}
        onInput={(toldOn) => onChange({ toldOn })}
        error={faults.toldOn ? t('coDevelopment.toldAhead') : undefined}
      />
      <Turn step={step} hrefOf={hrefOf} />
    </section>
  );
}
