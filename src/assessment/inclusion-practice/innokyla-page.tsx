/** Tekstit Innokylään: a practice as plain text, field by field as Innokylä has them, each copied by one tap. */
import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { CopyButton } from '../../files/copy-button.tsx';
import { useWords } from '../../i18n/words.ts';
import { NotKeptNotice } from '../../store/not-kept.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { Gone } from '../gone.tsx';
import { beginFromPractice } from '../project-card/begin-card-store.ts';
import { useWritten } from '../use-written.ts';
import { InclusionPractice } from './inclusion-practice.ts';
import { innokylaTexts } from './inclusion-practice-document.ts';
import {
  type InclusionPracticeDraft,
  InclusionPracticeDrafts,
  inclusionPracticeForm,
} from './inclusion-practice-draft.ts';
import { innokylaFields } from './innokyla.ts';
import './innokyla.css';

const practices = { kind: InclusionPractice, drafts: InclusionPracticeDrafts, formOf: inclusionPracticeForm };

export function InnokylaPage() {
  const { t } = useWords();
  const id = useRoute().params.id ?? '';
  const found = useWritten(practices, id);
  if (!found) return null;
  if (!found.data) return <Gone />;
  const texts = innokylaTexts(found.data);
  const at = `/assessment/inclusion-practice/${id}`;
  return (
    <Page title={t('inclusionPractice.toInnokyla')} back={{ href: at, label: t('common.back') }}>
      <p>{t('inclusionPractice.innokylaLead')}</p>
      {innokylaFields.map(({ id: field, title }) => (
        <TextBlock key={field} title={title} text={texts[field]} />
      ))}
      <section class="stack tight">
        <h2>{t('inclusionPractice.annex')}</h2>
        <p>{t('inclusionPractice.annexLead')}</p>
        <p>
          <LinkButton href={`${at}/document`}>{t('documents.make')}</LinkButton>
        </p>
      </section>
      <AsCard practice={found.data} />
    </Page>
  );
}

/** A card of the project that the practice is of. */
function AsCard({ practice }: { practice: InclusionPracticeDraft }) {
  const { t } = useWords();
  const { route } = useLocation();
  const [error, setError] = useState<unknown>();
  const begin = () => beginFromPractice(practice).then((id) => route(`/assessment/project-card/${id}`), setError);
  return (
    <section class="stack tight">
      <h2>{t('projectCard.one')}</h2>
      <p>{t('projectCard.fromPracticeLead')}</p>
      {error !== undefined && <NotKeptNotice error={error} />}
      <p>
        <Button onClick={begin}>{t('projectCard.fromPractice')}</Button>
      </p>
    </section>
  );
}

function TextBlock({ title, text }: { title: string; text: string }) {
  const { t } = useWords();
  return (
    <section class="stack tight" aria-label={title}>
      <h2 lang="fi">{title}</h2>
      {text ? (
        <>
          <p class="innokyla-text" dir="auto">
            {text}
          </p>
          <div class="row">
            <CopyButton text={text} aria-label={t('inclusionPractice.copyOf', { field: title })} />
          </div>
        </>
      ) : (
        <p class="muted">{t('documents.unwritten')}</p>
      )}
    </section>
  );
}
