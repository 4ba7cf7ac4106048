/** Suunnitelma: agreed with others before anyone leaves. New, copied from an earlier outing, or changed. */

import { useEffect, useMemo, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { wallDate } from '../../i18n/wall-time.ts';
import { useWords } from '../../i18n/words.ts';
import { draftsOf } from '../../store/drafts.ts';
import { find } from '../../store/find.ts';
import { newId } from '../../store/id.ts';
import { create, revise } from '../../store/save.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { toFirstError } from '../../ui/to-first-error.ts';
import { offeredNames, organisationsUsed, placesUsed } from '../names.ts';
import { isPlanned, Outing } from '../outing.ts';
import { useExampleNames } from '../use-example-names.ts';
import { type Beside, besideOf, keepBeside } from './beside-plan-store.ts';
import '../outreach.css';
import './plan.css';
import { Unknown } from '../unknown.tsx';
import { useFirst } from '../use-first.ts';
import { begunOutings } from '../use-running.ts';
import { SaveBar, useSave } from '../use-save.tsx';
import { again, daysToNext, edited, plannedFields } from './change.ts';
import { draftOf, type Errors, emptyDraft, type PlanDraft, PlanDrafts, planFromOuting, planOf } from './draft.ts';
import { ownName, setOwnName } from './own-name-store.ts';
import { isSameName } from './plan.ts';
import { PlanParts } from './plan-parts.tsx';

/** How many outings the offered names are taken from. */
const outingsBack = 20;

/** `?id=`: the outing whose plan is changed; `?from=`: the one that is copied; `?day=`: on which day. */
export function PlanForm() {
  const { t } = useWords();
  const { query, route } = useLocation();
  // Where the device cannot be read a new plan begins with nothing.
  const orElse = () => {
    const initial = emptyDraft(query.day ?? wallDate(Date.now()), '');
    return { id: query.draft ?? newId(), own: '', outings: [], kept: undefined, initial };
  };
  const start = useFirst(
    async () => {
      const [outings, drafts, own, kept, source] = await Promise.all([
        begunOutings(outingsBack),
        draftsOf(PlanDrafts),
        ownName(),
        query.id || query.draft ? find(Outing, (query.id ?? query.draft)!) : undefined,
        query.from ? find(Outing, query.from) : undefined,
      ]);
      const unfinished = drafts.find(({ base, id }) => base === 0 && (!query.draft || id === query.draft));
      const isFresh = query.from || query.day || !unfinished;
      const id = query.id ?? query.draft ?? (isFresh ? newId() : unfinished.id);
      const beside = await besideOf(kept?.id ?? source?.id ?? '');
      return { id, own, outings, kept, initial: initialOf({ kept, source, own, beside, day: query.day }) };
    },
    query.id || query.from ? undefined : orElse,
  );
  // The draft's id stays in the address, so that a killed tab comes back to it; a kept plan has a page of its own.
  useEffect(() => {
    if (!start || query.id) return;
    if (start.kept) route(`/outreach/outing/${start.id}`, true);
    else if (!query.draft) route(`/outreach/plan?draft=${start.id}${query.from ? `&from=${query.from}` : ''}`, true);
  }, [start]);
  if (!start || (start.kept && !query.id)) return null;
  if (query.id && (!start.kept || !isPlanned(start.kept))) return <Unknown title={t('outreach.outing.unknown')} />;
  return <Form {...start} />;
}

interface Start {
  kept: Outing | undefined;
  source: Outing | undefined;
  own: string;
  beside: Beside;
  day: string | undefined;
}

function initialOf({ kept, source, own, beside, day }: Start): PlanDraft {
  const today = wallDate(Date.now());
  if (kept?.plan) return draftOf(kept.plan, own, beside);
  if (!source) return emptyDraft(day ?? today, own);
  const plan = planFromOuting(source, own);
  const draft = draftOf(again(plan, daysToNext(plan.start, today), own, ''), own, { ...beside, note: '' });
  return { ...draft, ...(day ? { day } : {}) };
}

interface FormProps {
  id: string;
  own: string;
  outings: readonly Outing[];
  kept: Outing | undefined;
  initial: PlanDraft;
}

function Form({ id, own, outings, kept, initial }: FormProps) {
  const { t } = useWords();
  const { query, route } = useLocation();
  const examples = useExampleNames();
  const draft = useDraft(PlanDrafts, { id, base: kept?.rev ?? 0 }, initial);
  const saving = useSave(draft);
  const [asked, setAsked] = useState(false);
  const { data } = draft;
  const places = useMemo(() => offeredNames(placesUsed(outings), examples.places), [examples]);
  const organisations = useMemo(
    () => offeredNames(organisationsUsed(outings), examples.organisations).filter((name) => !isSameName(name, own)),
    [examples],
  );
  if (!data) return null;
  const back = kept ? `/outreach/outing/${kept.id}` : '/outreach';
  const read = planOf(data, kept?.plan, id);
  const errors: Errors = asked && 'errors' in read ? read.errors : {};
  const isChanged = JSON.stringify(data) !== JSON.stringify(initial);

  async function save() {
    if (!data) return;
    if ('errors' in read) {
      setAsked(true);
      return toFirstError();
    }
    return saving.save(async () => {
      if (data.own.trim() !== own) await setOwnName(data.own);
      await keepBeside(id, data);
      await keepPlan(id, kept, read.plan, data.own.trim());
      route(`/outreach/outing/${id}`, true);
      scrollTo(0, 0);
    });
  }

  return (
    <Page
      title={t(kept ? 'outreach.plan.change' : 'outreach.plan.new')}
      back={{ href: back, label: t('common.back') }}
      action={<SaveBar saving={saving} draft={draft} label={t('outreach.plan.save')} onSave={save} />}
    >
      <div class="outreach-form">
        <PlanParts
          draft={data}
          onChange={draft.change}
          errors={errors}
          names={{ places, organisations }}
          asksOwn={own === ''}
          opens={Boolean(query.missing)}
        />
      </div>
      {isChanged && (
        <Button look="bare" onClick={() => draft.discard().then(() => route(back, true))}>
          {t(kept ? 'outreach.encounter.discard' : 'outreach.plan.discard')}
        </Button>
      )}
    </Page>
  );
}

async function keepPlan(id: string, kept: Outing | undefined, plan: NonNullable<Outing['plan']>, own: string) {
  if (!kept || !isPlanned(kept)) {
    const { at, ...fields } = plannedFields(plan, 'proposed', own);
    await create(Outing, fields, { id, at });
    return;
  }
  const next = edited(kept.plan, kept.state, plan, own);
  await revise(Outing, kept, plannedFields(next.plan, next.state, own));
}
