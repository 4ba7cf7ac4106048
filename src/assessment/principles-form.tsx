import { useMemo, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { keepBegunAbout } from '../actions/action-store.ts';
import { useWords } from '../i18n/words.ts';
import { useSave } from '../outreach/use-save.tsx';
import { FreeTextField } from '../store/free-text-field.tsx';
import { create, revise } from '../store/save.ts';
import { useDraft } from '../store/use-draft.ts';
import { ChooseOne } from '../ui/choice.tsx';
import { toFirstError } from '../ui/to-first-error.ts';
import { activityLimit } from './assessment.ts';
import { withAnswer } from './form.ts';
import { FormFacts } from './form-facts.tsx';
import { FormFrame } from './form-frame.tsx';
import { type FormProps, formPage } from './form-page.tsx';
import { PrincipleDetail, PrinciplesList } from './principle-detail.tsx';
import { principlesIn } from './principles.ts';
import {
  firstUnfitPrinciple,
  isPracticeFit,
  type PrinciplesDraft,
  PrinciplesDrafts,
  principlesFields,
  principlesForm,
  principlesProgress,
} from './principles-draft.ts';
import { PrinciplesReview, wordings } from './principles-review.ts';

/** A practice looked at against each of the principles. New, or one that is kept. */
export const PrinciplesFormPage = formPage(PrinciplesReview, PrinciplesForm);

function PrinciplesForm({ id, record }: FormProps<PrinciplesReview>) {
  const { t } = useWords();
  const { route, query } = useLocation();
  const initial = useMemo(() => principlesForm(record), []);
  const draft = useDraft(PrinciplesDrafts, { id, base: record?.rev ?? 0 }, initial);
  const [isAsked, setAsked] = useState(false);
  const saving = useSave(draft);
  const { data } = draft;
  if (!data) return null;
  const principles = principlesIn(data.wording);
  const hrefOf = (key: string) => `/assessment/principles/${id}?principle=${key}`;
  const chosen = principles.find(({ key }) => key === query.principle);
  const open = chosen ?? principles[0]!;
  const leave = () => route('/assessment/principles', true);
  async function save(form: PrinciplesDraft) {
    setAsked(true);
    if (!isPracticeFit(form.practice)) {
      if (chosen) route(`/assessment/principles/${id}`);
      return toFirstError();
    }
    const unfit = firstUnfitPrinciple(form);
    if (unfit !== undefined) {
      if (unfit !== chosen?.key) route(hrefOf(unfit));
      return toFirstError();
    }
    await saving.save(async () => {
      await keepBegunAbout(id);
      const fields = principlesFields(form);
      await (record ? revise(PrinciplesReview, record, fields) : create(PrinciplesReview, fields, { id }));
      leave();
    });
  }
  return (
    <FormFrame
      {...{ id, record, saving, draft }}
      deleting={{ label: t('principles.delete'), ask: t('principles.deleteAsk') }}
      title={t('principles.one')}
      toParts={{ href: `/assessment/principles/${id}`, label: t('principles.toList') }}
      toList={{ href: '/assessment/principles', label: t('principles.title') }}
      isAlone={chosen !== undefined}
      isTouched={data !== initial}
      progress={principlesProgress(data)}
      label={t('principles.save')}
      onSave={() => save(data)}
      leaves={async () => id}
      onGone={leave}
    >
      <Head id={id} record={record} data={data} isAsked={isAsked} onChange={draft.change} />
      <PrinciplesList principles={principles} answers={data.answers} open={open.key} hrefOf={hrefOf} />
      <PrincipleDetail
        principle={open}
        principles={principles}
        answer={data.answers[open.key]}
        about={id}
        hrefOf={hrefOf}
        isAlone={chosen !== undefined}
        onChange={(some) => draft.change({ answers: withAnswer(data.answers, open.key, some) })}
      />
    </FormFrame>
  );
}

interface HeadProps extends FormProps<PrinciplesReview> {
  data: PrinciplesDraft;
  isAsked: boolean;
  onChange: (some: Partial<PrinciplesDraft>) => void;
}

/** Which practice it is, and in which of the two wordings the principles stand: that stays once something was said of them. */
function Head({ id, record, data, isAsked, onChange }: HeadProps) {
  const { t } = useWords();
  const isOpen = principlesProgress(data).answered === 0;
  return (
    <div class="assessment-head stack">
      <FreeTextField
        label={t('principles.practice')}
        hint={t('principles.practiceHint')}
        error={isAsked && !data.practice.trim() ? t('principles.practiceMissing') : undefined}
        value={data.practice}
        onInput={(practice) => onChange({ practice })}
        limit={activityLimit}
      />
      {isOpen && !record ? (
        <ChooseOne
          legend={t('principles.wordingAsk')}
          hint={t('principles.wordingHint')}
          options={wordings.map((value) => ({ value, label: t(`principles.wording.${value}`) }))}
          value={data.wording}
          onChange={(wording) => onChange({ wording })}
        />
      ) : (
        <p class="muted small">{t('principles.stands', { wording: t(`principles.wording.${data.wording}`) })}</p>
      )}
      <FormFacts {...{ id, record }} at="/assessment/principles" name={data.practice} />
    </div>
  );
}
