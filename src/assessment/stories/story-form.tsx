import { useMemo, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useWords } from '../../i18n/words.ts';
import { useSave } from '../../outreach/use-save.tsx';
import { FreeTextField } from '../../store/free-text-field.tsx';
import { create, revise } from '../../store/save.ts';
import { useDraft } from '../../store/use-draft.ts';
import { toFirstError } from '../../ui/to-first-error.ts';
import { mayLeave } from '../ask-about-identifying-dom.ts';
import { FormFacts } from '../form-facts.tsx';
import { FormFrame } from '../form-frame.tsx';
import { type FormProps, formPage } from '../form-page.tsx';
import { type FormStepProps, StepList } from '../step-list.tsx';
import { Story, storyLimits } from './story.ts';
import {
  firstUnfitStoryStep,
  type StoryDraft,
  StoryDrafts,
  storyFields,
  storyForm,
  storySteps,
  writtenInStory,
} from './story-draft.ts';
import { Analyse, Prepare, Reporting, Tell } from './story-steps.tsx';
import { withdrawalDigest } from './withdrawal.ts';

/** A small success story in its four steps. New, or one that is kept. */
export const StoryFormPage = formPage(Story, StoryForm);

const at = '/assessment/stories';
const stepViews = [Prepare, Tell, Analyse, Reporting];

function StoryForm({ id, record }: FormProps<Story>) {
  const { t } = useWords();
  const { route, query } = useLocation();
  const initial = useMemo(() => storyForm(record), []);
  const draft = useDraft(StoryDrafts, { id, base: record?.rev ?? 0 }, initial);
  const [isAsked, setAsked] = useState(false);
  const saving = useSave(draft);
  const { data, change } = draft;
  if (!data) return null;
  const hrefOf = (step: number) => `${at}/${id}?step=${step}`;
  const chosen = storySteps.map((_, index) => index + 1).find((step) => String(step) === query.step);
  const step = chosen ?? 1;
  const leave = () => route(at, true);
  async function save(form: StoryDraft) {
    setAsked(true);
    const unfit = firstUnfitStoryStep(form);
    if (unfit !== undefined) {
      if (unfit !== (chosen ?? 0)) route(unfit === 0 ? `${at}/${id}` : hrefOf(unfit));
      return toFirstError();
    }
    const before = record ? writtenInStory(storyForm(record)) : [];
    if (!(await mayLeave(writtenInStory(form), before, t))) return;
    await saving.save(async () => {
      const withdrawal = record?.withdrawal ?? (await withdrawalDigest(form.code));
      const fields = storyFields(form, withdrawal, record?.printedOn);
      await (record ? revise(Story, record, fields) : create(Story, fields, { id }));
      leave();
    });
  }
  const titles = storySteps.map((one) => t(`stories.step.${one}`));
  const shown: FormStepProps<StoryDraft> = {
    ...{ step, isAlone: chosen !== undefined, data, isAsked, titles, onChange: change, hrefOf },
  };
  const View = stepViews[step - 1]!;
  return (
    <FormFrame
      {...{ id, record, saving, draft }}
      deleting={{ label: t('stories.delete'), ask: t('stories.deleteAsk') }}
      title={t('stories.one')}
      toParts={{ href: `${at}/${id}`, label: t('stories.toSteps') }}
      toList={{ href: at, label: t('stories.title') }}
      isAlone={shown.isAlone}
      isTouched={data !== initial}
      label={t('stories.save')}
      onSave={() => save(data)}
      leaves={async () => undefined}
      onGone={leave}
    >
      <div class="assessment-head stack">
        <FreeTextField
          label={t('stories.name')}
          hint={t('stories.nameHint')}
          error={isAsked && !data.name.trim() ? t('stories.nameMissing') : undefined}
          value={data.name}
          onInput={(name) => change({ name })}
          limit={storyLimits.name}
        />
        <FormFacts {...{ id, record }} at={at} name="" />
      </div>
      <StepList open={step} titles={titles} hrefOf={hrefOf} label={t('stories.steps')} />
      <View {...shown} isKept={record !== undefined} />
    </FormFrame>
  );
}
