import type { ComponentChildren } from 'preact';
import { span } from '../../i18n/span.ts';
import { lasting } from '../../i18n/wall-time.ts';
import { useWords } from '../../i18n/words.ts';
import { ChooseOne } from '../../ui/choice.tsx';
import { Field } from '../../ui/field.tsx';
import { ChooseNames, ChoosePlace } from '../choose-names.tsx';
import { chosenNames } from '../names.ts';
import { type Errors, type PlanDraft, timesOf } from './draft.ts';
import { planLimits } from './plan.ts';
import { PlanPairs } from './plan-pairs.tsx';
import { PlanStops } from './plan-stops.tsx';

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
          onInput={(own) => onChange({ own, recorder: draft.recorder || own })}
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
        onChange={(organisations, writtenOrganisation) => onChange({ organisations, writtenOrganisation })}
      />
      <Part title={t('outreach.plan.part.safety')} isWrong={safety.some((name) => errors[name])} open={opens}>
        <Safety draft={draft} onChange={onChange} told={told} />
      </Part>
      <Part title={t('outreach.plan.part.route')} isWrong={Boolean(errors.stops)}>
        <PlanStops
          stops={draft.stops}
          places={names.places}
          error={told('stops')}
          onChange={(stops) => onChange({ stops })}
        />
      </Part>
      <Part title={t('outreach.plan.part.roles')} isWrong={Boolean(errors.pairs ?? errors.recorder)}>
        <Recorder draft={draft} onChange={onChange} />
        <PlanPairs pairs={draft.pairs} error={told('pairs')} onChange={(pairs) => onChange({ pairs })} />
      </Part>
      <Part title={t('outreach.plan.part.more')} isWrong={rest.some((name) => errors[name])}>
        <Rest draft={draft} onChange={onChange} told={told} />
      </Part>
    </>
  );
}

const safety = ['inCharge', 'offSite', 'checkIns', 'stopIf', 'ifMissing'] as const;
const rest = ['title', 'aim', 'target', 'permission', 'equipment'] as const;

type Told = (field: keyof Errors) => string | undefined;

/** The sentence for what is wrong with a field. */
function useTold(errors: Errors): Told {
  const { t } = useWords();
  return (field) => {
    const wrong = errors[field];
    return wrong && t(`outreach.plan.wrong.${wrong}`);
  };
}

interface PartProps {
  title: string;
  isWrong: boolean;
  open?: boolean | undefined;
  children: ComponentChildren;
}

const Part = ({ title, isWrong, open, children }: PartProps) => (
  <details class="plan-part" open={isWrong || open}>
    <summary>{title}</summary>
    <div class="outreach-form">{children}</div>
  </details>
);

type SomeProps = Pick<PartsProps, 'draft' | 'onChange'> & { told: Told };

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

function Safety({ draft, onChange, told }: SomeProps) {
  const { t } = useWords();
  const field = (name: (typeof safety)[number], limit: number, hint?: string, long = false) => (
    <Field
      label={t(`outreach.plan.field.${name}`)}
      hint={hint}
      limit={limit}
      long={long}
      value={draft[name]}
      onInput={(value) => onChange({ [name]: value })}
      error={told(name)}
    />
  );
  return (
    <>
      {field('inCharge', planLimits.name, t('outreach.plan.roleHint'))}
      {field('offSite', planLimits.name, t('outreach.plan.offSiteHint'))}
      <Field
        label={t('outreach.plan.phone')}
        hint={t('outreach.plan.phoneHint')}
        type="tel"
        limit={planLimits.phone}
        value={draft.phone}
        onInput={(phone) => onChange({ phone })}
      />
      {field('checkIns', planLimits.line, t('outreach.plan.checkInsHint'))}
      {field('stopIf', planLimits.text, t('outreach.plan.stopIfHint'), true)}
      {field('ifMissing', planLimits.text, t('outreach.plan.ifMissingHint'), true)}
    </>
  );
}

/** Who records: one organisation, so that one meeting is not counted by three. */
function Recorder({ draft, onChange }: Omit<SomeProps, 'told'>) {
  const { t } = useWords();
  const names = [draft.own, ...chosenNames(draft.organisations, draft.writtenOrganisation)].filter(Boolean);
  const all = [...new Set([...names, ...(draft.recorder ? [draft.recorder] : [])])];
  return (
    <ChooseOne
      legend={t('outreach.plan.field.recorder')}
      hint={t('outreach.plan.recorderHint')}
      options={all.map((value) => ({ value, label: value }))}
      value={draft.recorder}
      onChange={(recorder) => onChange({ recorder })}
    />
  );
}

function Rest({ draft, onChange, told }: SomeProps) {
  const { t } = useWords();
  const field = (name: (typeof rest)[number], limit: number, hint?: string, long = false) => (
    <Field
      label={t(`outreach.plan.field.${name}`)}
      hint={hint}
      limit={limit}
      long={long}
      value={draft[name]}
      onInput={(value) => onChange({ [name]: value })}
      error={told(name)}
    />
  );
  const equipmentLimit = planLimits.equipment * planLimits.item;
  return (
    <>
      {field('title', planLimits.title, t('outreach.plan.titleHint'))}
      {field('aim', planLimits.text, undefined, true)}
      {field('target', planLimits.line)}
      {field('permission', planLimits.line, t('outreach.plan.permissionHint'))}
      {field('equipment', equipmentLimit, t('outreach.plan.equipmentHint'), true)}
      <Field
        label={t('outreach.plan.field.debrief')}
        type="time"
        value={draft.debrief}
        onInput={(debrief) => onChange({ debrief })}
      />
      <Field
        label={t('outreach.plan.note')}
        hint={t('outreach.plan.noteHint')}
        limit={planLimits.text}
        long
        value={draft.note}
        onInput={(note) => onChange({ note })}
      />
    </>
  );
}
