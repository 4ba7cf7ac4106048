import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { useWords } from '../../i18n/words.ts';
import { DraftNotice } from '../../store/not-kept.tsx';
import { ListDetail } from '../../ui/list-detail.tsx';
import { Page } from '../../ui/page.tsx';
import { useKnown } from '../bundle/bundles-store.ts';
import './builder.css';
import { AddQuestion } from './add-question.tsx';
import { focusIssue } from './focus-issue-dom.ts';
import { LanguagesForm } from './languages-form.tsx';
import { longestName } from './look-through.ts';
import { PartForm } from './part-form.tsx';
import { QuestionForm, QuestionPlace } from './question-form.tsx';
import { QuestionPreview } from './question-preview.tsx';
import { QuestionsList } from './questions-list.tsx';
import { Ready } from './ready.tsx';
import { anyWords, isOwn, itemKey, questionsOf } from './survey.ts';
import { SurveyForm } from './survey-form.tsx';
import { type Builder, useBuilder } from './use-builder.ts';
import { WholePreview } from './whole-preview.tsx';

/** Making a survey: its list, what is open of it, and how the respondent sees that. */
export function BuilderPage() {
  const { params } = useRoute();
  const known = useKnown();
  return known ? <Opened key={params.id} id={params.id!} known={known} /> : null;
}

function Opened({ id, known }: { id: string; known: NonNullable<ReturnType<typeof useKnown>> }) {
  const { t } = useWords();
  const { query } = useRoute();
  const builder = useBuilder(id, known);
  if (!builder) return null;
  const { survey, language, draft } = builder;
  const at = query.at ?? '';
  return (
    <Page
      title={t('builder.title')}
      heading={shortened(anyWords(survey.titles, language)) || t('builder.untitled')}
      back={
        at
          ? { href: builder.hrefOf(), label: t('builder.toList') }
          : { href: '/surveys/build', label: t('common.back') }
      }
      isWide
    >
      {draft.failed ? <DraftNotice error={draft.failed} /> : null}
      <ListDetail
        isOpen={at !== ''}
        list={
          <Held builder={builder}>
            <QuestionsList builder={builder} at={at} />
          </Held>
        }
        preview={questionAt(builder, at) && <QuestionPreview builder={builder} open={at} />}
      >
        <Detail builder={builder} at={at} />
      </ListDetail>
    </Page>
  );
}

/** A name that is still too long leaves room for the field in which it is told of. */
const shortened = (name: string): string => (name.length > longestName ? `${name.slice(0, longestName)}…` : name);

const questionAt = ({ survey }: Builder, at: string) => questionsOf(survey).find(({ key }) => key === at);

/** Whether there is that link to focus in the list. */
function focusLink(href: string): boolean {
  const links = [...document.querySelectorAll<HTMLElement>('.builder-list a')];
  const link = links.find((one) => one.getAttribute('href') === href);
  link?.focus();
  return link !== undefined;
}

/** What is open; of nothing that is there, the survey itself. */
function Detail({ builder, at }: { builder: Builder; at: string }) {
  const place = useRef<HTMLDivElement>(null);
  const before = useRef(at);
  useEffect(() => {
    // The list is drawn in the same round, or in the next one: it is looked for in each until it is there.
    const { toFocus } = builder;
    if (toFocus.current?.at === at && focusLink(toFocus.current.href)) {
      toFocus.current = undefined;
      before.current = at;
    }
  });
  useEffect(() => {
    // Whoever opened something reads it from its heading.
    const heading = place.current?.querySelector<HTMLElement>('h2');
    const { current: mend } = builder.toMend;
    builder.toMend.current = undefined;
    const isMended = mend?.at === at && focusIssue(place.current!, mend.issue);
    if (before.current !== at && heading && !isMended) {
      heading.focus({ preventScroll: true });
      heading.scrollIntoView({ block: 'nearest' });
    }
    before.current = at;
  }, [at]);
  return (
    <div class="stack builder-detail" ref={place}>
      {at === 'preview' ? (
        <WholePreview builder={builder} />
      ) : (
        <Held builder={builder}>
          <OpenDetail builder={builder} at={at} />
        </Held>
      )}
    </div>
  );
}

/** Nothing is written in it while another tab writes: it is read, and one goes about in it. */
const Held = ({ builder, children }: { builder: Builder; children: ComponentChildren }) => (
  <fieldset class="builder-held" role="none" disabled={builder.draft.isElsewhere}>
    {children}
  </fieldset>
);

function OpenDetail({ builder, at }: { builder: Builder; at: string }) {
  const own = questionAt(builder, at);
  if (own)
    return (
      <>
        <QuestionForm
          key={itemKey(own.part.id, own.question.name)}
          builder={builder}
          part={own.part}
          question={own.question}
        />
        <QuestionPlace builder={builder} part={own.part} question={own.question} />
      </>
    );
  const part = builder.survey.parts.find(({ id }) => at === `part:${id}`);
  if (part) return <PartForm key={part.id} builder={builder} part={part} section={isOwn(part) ? part.sections : []} />;
  if (at === 'add' || at.startsWith('add:')) return <AddQuestion builder={builder} after={at.slice(4)} />;
  if (at === 'languages') return <LanguagesForm builder={builder} />;
  if (at === 'ready') return <Ready builder={builder} />;
  return <SurveyForm builder={builder} />;
}
