import type { ComponentChildren } from 'preact';
import { span } from '../../i18n/span.ts';
import { lasting } from '../../i18n/wall-time.ts';
import { useWords } from '../../i18n/words.ts';
import { ChooseOne } from '../../ui/choice.tsx';
import { Field } from '../../ui/field.tsx';
import { ChooseNames, ChoosePlace } from '../choose-names.tsx';
import { chosenNames } from '../names.ts';
import { type Errors, type PlanDraft, timesOf, withOrganisations, withOwn } from './draft.ts';
import { planLimits } from './plan.ts';
import { PlanPairs } from './plan-pairs.tsx';
import { PlanRest } from './plan-rest.tsx';
import { PlanSafety } from './plan-safety.tsx';
import { PlanStops } from './plan-stops.tsx';
import type { FieldMessage, SomeProps } from './plan-text.tsx';

interface PartsProps {
  draft: PlanDraft;
  onChange: (some: Partial<PlanDraft>) => void;
  errors: Errors;
  names: { places: string[]; organisations: string[] };
  /** Our own organisation's name is not known on this device yet. */
  asksOwn: boolean;
  /** The part on safety stands open: something in it is still missing. */
  opens: boolean;
}

/** The checklist of a plan: when, where and who in sight, the rest folded until it is talked through. */
export function PlanParts({ draft, onChange, errors, names, asksOwn, opens }: PartsProps) {
  const { t } = useWords();
  const told = useTold(errors);
  return (
    <>
      <When draft={draft} onChange={onChange} told={told} />
      <ChoosePlace
        legend={t('outreach.plan.field.meeting')}
        names={[...new Set([...names.places, ...(draft.place && draft.place !== '+' ? [draft.place] : [])])]}
        choice={draft.place}
        written={draft.writtenPlace}
        error={told('meeting')}
        onChange={onChange}
      />
      {asksOwn && (
        <Field
          label={t('outreach.plan.own')}
          hint={t('outreach.plan.ownHint')}
          limit={planLimits.name}
          value={draft.own}
          error={told('organiser')}
          onInput={(own) => onChange(withOwn(draft, own))}
        />
      )}
      <ChooseNames
        legend={t('outreach.plan.field.organisations')}
        hint={t('outreach.begin.organisationsHint')}
        names={names.organisations}
        choices={draft.organisations}
        written={draft.writtenOrganisation}
        anotherLabel={t('outreach.begin.anotherOrganisation')}
        fieldLabel={t('outreach.begin.organisationName')}
        error={told('organisations')}
        onChange={(organisations, written) => onChange(withOrganisations(draft, organisations, written))}
      />
      <Part title={t('outreach.plan.part.safety')} open={opens}>
        <PlanSafety draft={draft} onChange={onChange} told={told} />
      </Part>
      <Part title={t('outreach.plan.part.route')}>
        <PlanStops
          stops={draft.stops}
          places={names.places}
          error={told('stops')}
          onChange={(stops) => onChange({ stops })}
        />
      </Part>
      <Part title={t('outreach.plan.part.roles')}>
        <Recorder draft={draft} onChange={onChange} told={told} />
        <PlanPairs pairs={draft.pairs} error={told('pairs')} onChange={(pairs) => onChange({ pairs })} />
      </Part>
      <Part title={t('outreach.plan.part.more')}>
        <PlanRest draft={draft} onChange={onChange} told={told} />
      </Part>
    </>
  );
}

/** The sentence for what is wrong with a field. */
function useTold(errors: Errors): FieldMessage {
  const { t } = useWords();
  return (field) => {
    const wrong = errors[field];
    return wrong && t(`outreach.plan.wrong.${wrong}`);
  };
}

interface PartProps {
  title: string;
  open?: boolean | undefined;
  children: ComponentChildren;
}

/** A folded part. Where something in it is wrong it is unfolded, and folds no more by itself. */
const Part = ({ title, open, children }: PartProps) => (
  <details class="plan-part" open={open}>
    <summary>{title}</summary>
    <div class="outreach-form">{children}</div>
  </details>
);

function When({ draft, onChange, told }: SomeProps) {
  const { t, language } = useWords();
  const times = timesOf(draft);
  return (
    <div class="stack tight">
      <div class="plan-when">
        <Field
          label={t('outreach.plan.day')}
          type="date"
          value={draft.day}
          onInput={(day) => onChange({ day })}
          error={told('day')}
        />
        <Field
          label={t('outreach.plan.from')}
          type="time"
          value={draft.from}
          onInput={(from) => onChange({ from })}
          error={told('start')}
        />
        <Field
          label={t('outreach.plan.to')}
          type="time"
          value={draft.to}
          onInput={(to) => onChange({ to })}
          error={told('end')}
        />
      </div>
      {'start' in times && (
        <p class="muted small number" role="status">
          {span(times.start, times.end, language)} · {lasting(times.start, times.end)}
          {times.isOverNight && ` · ${t('outreach.plan.overNight')}`}
        </p>
      )}
    </div>
  );
}

/** Who records: one organisation, so that one meeting is not counted by three. */
function Recorder({ draft, onChange, told }: SomeProps) {
  const { t } = useWords();
  const names = [draft.own, ...chosenNames(draft.organisations, draft.writtenOrganisation)].filter(Boolean);
  const all = [...new Set([...names, ...(draft.recorder ? [draft.recorder] : [])])];
  return (
    <ChooseOne
      legend={t('outreach.plan.field.recorder')}
      hint={t('outreach.plan.recorderHint')}
      options={all.map((value) => ({ value, label: value }))}
      value={draft.recorder}
      error={told('recorder')}
      onChange={(recorder) => onChange({ recorder })}
    />
  );
}
