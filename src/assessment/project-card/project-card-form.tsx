import { useMemo, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useWords } from '../../i18n/words.ts';
import { useSave } from '../../outreach/use-save.tsx';
import { useOrganisation } from '../../setup/organisation-store.ts';
import { FreeTextField } from '../../store/free-text-field.tsx';
import { create, revise } from '../../store/save.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { toFirstError } from '../../ui/to-first-error.ts';
import { mayLeave } from '../ask-about-identifying-dom.ts';
import { FormFacts } from '../form-facts.tsx';
import { type FormProps, formPage } from '../form-page.tsx';
import { KeepBar } from '../keep-bar.tsx';
import { assessmentPart } from '../settings.ts';
import { ThrowAway } from '../throw-away.tsx';
import { ProjectCard, projectCardLimits } from './project-card.ts';
import { fieldTitle } from './project-card-document.ts';
import {
  askedOn,
  fieldsOfCard,
  isCardFit,
  type ProjectCardDraft,
  ProjectCardDrafts,
  projectCardFields,
  projectCardForm,
  tooManyForPage,
  withWritten,
  writtenInCard,
} from './project-card-draft.ts';

/** A project card: one page. New, or one that is kept. */
export const ProjectCardFormPage = formPage(ProjectCard, ProjectCardForm);

const at = '/assessment/project-card';

function ProjectCardForm({ id, record }: FormProps<ProjectCard>) {
  const { t } = useWords();
  const { route } = useLocation();
  const initial = useMemo(() => projectCardForm(record), []);
  const draft = useDraft(ProjectCardDrafts, { id, base: record?.rev ?? 0 }, initial);
  const [isAsked, setAsked] = useState(false);
  const saving = useSave(draft);
  const own = assessmentPart.of(useOrganisation()).assessment.cardFields;
  const { data, change } = draft;
  if (!data) return null;
  const asked = askedOn(own);
  const leave = () => route(at, true);
  async function save(form: ProjectCardDraft) {
    setAsked(true);
    if (!isCardFit(form)) return toFirstError();
    if (!(await mayLeave(writtenInCard(form), record ? writtenInCard(projectCardForm(record)) : [], t))) return;
    await saving.save(async () => {
      const fields = projectCardFields(form, asked);
      await (record ? revise(ProjectCard, record, fields) : create(ProjectCard, fields, { id }));
      leave();
    });
  }
  const over = tooManyForPage(data);
  return (
    <Page
      title={t('projectCard.one')}
      back={{ href: at, label: t('projectCard.title') }}
      action={<KeepBar {...{ saving, draft }} label={t('projectCard.save')} onSave={() => save(data)} />}
    >
      <FreeTextField
        label={t('projectCard.name')}
        error={isAsked && !data.name.trim() ? t('projectCard.nameMissing') : undefined}
        value={data.name}
        onInput={(name) => change({ name })}
        limit={projectCardLimits.name}
      />
      <FormFacts {...{ id, record, at }} name={data.name} />
      <p class="muted">
        {own.length > 0
          ? t('projectCard.fieldsOwn')
          : [t('projectCard.fieldsOurs'), t('projectCard.fieldsHow')].join(' ')}
      </p>
      {fieldsOfCard(asked, data).map(({ ours, title, hint, said }) => (
        <FreeTextField
          key={ours ?? `own ${title}`}
          label={fieldTitle({ ours, title }, { t })}
          value={said}
          onInput={(words) => change(({ fields }) => ({ fields: withWritten(fields, { ours, title }, words) }))}
          limit={projectCardLimits.words}
          hint={hint ?? (ours === 'contact' ? t('projectCard.contactHint') : false)}
          long
        />
      ))}
      {over > 0 && (
        <Notice tone="look" title={t('projectCard.over', { count: over })}>
          <p>{t('projectCard.overHelp')}</p>
        </Notice>
      )}
      <ThrowAway
        {...{ id, record, draft }}
        deleting={{ label: t('projectCard.delete'), ask: t('projectCard.deleteAsk') }}
        isTouched={data !== initial}
        leaves={async () => undefined}
        onGone={leave}
        onFailed={saving.fail}
      />
    </Page>
  );
}
