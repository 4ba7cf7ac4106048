import { useWords } from '../i18n/words.ts';
import { useOrganisation } from '../setup/organisation-store.ts';
import { draftsOf } from '../store/drafts.ts';
import { countSince } from '../store/find.ts';
import { useLive } from '../store/live.ts';
import { countOf } from '../store/outbox.ts';
import { useOtherWorkers } from '../store/use-other-workers.ts';
import { LinkButton } from '../ui/button.tsx';
import { LinkRow } from '../ui/link-row.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { useKnown, useOfferedForms } from './bundle/bundles-store.ts';
import type { Form } from './bundle/form.ts';
import { languagesInWords } from './bundle/languages-in-words.ts';
import { PartTitles } from './bundle/part-titles.tsx';
import { About } from './instrument/about.tsx';
import { type Instrument, questionsIn } from './instrument/instrument.ts';
import { answerLanguages, builtLanguages, textFor, useInstruments } from './instrument/instruments-store.ts';
import { aboutAnswers } from './respondent/about-answers.ts';
import { asking, formAddress } from './respondent/answer-address.ts';
import { ResponseDrafts } from './respondent/answer-drafts.ts';
import { SurveyResponse } from './response.ts';
import { surveyPart } from './settings.ts';

/** Kyselyt: the ways of answering each bundle. Says how many have answered, never what. */
export function Surveys() {
  const { t } = useWords();
  const kept = useLive(countKept);
  const forms = useOfferedForms();
  const instruments = useInstruments();
  const { survey } = surveyPart.of(useOrganisation());
  if (!forms || !instruments) return null;
  return (
    <Page title={t('surveys.title')}>
      <p>{t('surveys.lead')}</p>
      <p class="row">
        <LinkButton href="/surveys/build">{t('surveys.make')}</LinkButton>
      </p>
      <Unfinished />
      {forms.map((form, index) => (
        <BundleCard key={form.id} {...{ form, instruments, isRemote: survey.remote, isFirst: index === 0 }} />
      ))}
      <ul class="list">
        <LinkRow href="/surveys/codes" name={t('surveys.codes')} help={t('surveys.codesHelp')} />
        <LinkRow href="/surveys/results" name={t('surveys.results')} help={t('surveys.resultsHelp')} />
      </ul>
      {kept && (
        <p class="muted number">
          {kept.all === 0
            ? t('surveys.none')
            : `${t('surveys.kept', { count: kept.all })}, ${t('surveys.today', { count: kept.today })}`}
        </p>
      )}
      <p class="row">
        <LinkButton href="/surveys/instruments">{t('surveys.instruments')}</LinkButton>
      </p>
    </Page>
  );
}

/** What was begun and not finished. What a respondent put away is counted only: their code opens it, on the respondent's page. */
function Unfinished() {
  const { t, clock, day, language: here } = useWords();
  const drafts = useLive(() => draftsOf(ResponseDrafts));
  const known = useKnown();
  const isShared = !!useOtherWorkers()?.length;
  if (!drafts || !known || drafts.length === 0) return null;
  const titlesOf = (id: string): Record<string, string> => known.bundles.find((one) => one.id === id)?.titles ?? {};
  const open = drafts.flatMap(({ id, at, data }) => ('underCode' in data ? [] : [{ id, at, data }]));
  const away = drafts.length - open.length;
  return (
    <>
      {open.map(({ id, at, data: { bundle, language, mode, code, startedAt } }) => {
        const title = titlesOf(bundle)[here] ?? titlesOf(bundle)[language] ?? bundle;
        const isBuilt = builtLanguages(bundle).includes(language);
        const form = formAddress(bundle, language, isBuilt);
        const href = mode === 'paper' ? `/surveys/paper/${bundle}?draft=${id}` : asking(form, { mode, draft: id });
        return (
          <Notice tone="look" key={id} title={t('surveys.unfinished')}>
            <p class="number">{aboutAnswers(code, title, day(startedAt), t('surveys.withoutCode'))}</p>
            <p>
              <span class="number">{clock(at)}</span> · {t('surveys.unfinishedHelp')}
            </p>
            <p>
              <LinkButton href={href}>{t('common.continue')}</LinkButton>
            </p>
          </Notice>
        );
      })}
      {away > 0 && (
        <p class="muted number">
          {t('surveys.away', { count: away })} {isShared && t('surveys.awayShared')}
        </p>
      )}
    </>
  );
}

async function countKept(): Promise<{ all: number; today: number }> {
  const midnight = new Date();
  midnight.setHours(0, 0, 0, 0);
  const [all, today] = await Promise.all([
    countOf(SurveyResponse.name),
    countSince(SurveyResponse.name, midnight.toISOString()),
  ]);
  return { all, today };
}

interface CardProps {
  form: Form;
  instruments: readonly Instrument[];
  /** People may answer on phones of their own. */
  isRemote: boolean;
  isFirst: boolean;
}

function BundleCard({ form, instruments, isRemote, isFirst }: CardProps) {
  const { t, language } = useWords();
  const { id, items } = form;
  const shown = textFor(form, language);
  const parts = form.parts.flatMap((part) => instruments.find((one) => one.id === part.instrument) ?? []);
  const { first } = answerLanguages(form, language);
  const together = formAddress(id, first, builtLanguages(id).includes(first));
  const languages = languagesInWords(t, form, language);
  return (
    <section class="card" aria-label={shown.title}>
      <h2 lang={shown.language}>{shown.title}</h2>
      <p class="muted">
        {t('surveys.statements', { count: questionsIn(items).length })} · {t('surveys.inLanguages', { languages })}
      </p>
      {parts.length > 1 && (
        <p class="muted small">
          {t('surveys.parts')} <PartTitles parts={parts} />
        </p>
      )}
      <LinkButton look={isFirst ? 'primary' : 'quiet'} href={`/surveys/hand-over/${id}`}>
        {t('surveys.self')}
      </LinkButton>
      <LinkButton href={asking(together, { mode: 'assisted' })}>{t('surveys.assisted')}</LinkButton>
      <details>
        <summary>{t('surveys.otherWays')}</summary>
        <div class="row">
          <LinkButton href={`/surveys/print/${id}`}>{t('surveys.print')}</LinkButton>
          <LinkButton href={`/surveys/paper/${id}`}>{t('surveys.paper')}</LinkButton>
          {isRemote && <LinkButton href={`/surveys/link/${id}`}>{t('surveys.remote')}</LinkButton>}
          {isRemote && <LinkButton href={`/surveys/poster/${id}`}>{t('surveys.poster')}</LinkButton>}
        </div>
      </details>
      <details>
        <summary>{t('surveys.about')}</summary>
        {parts.map((part) => (
          <div key={part.id}>
            {parts.length > 1 && <h3>{textFor(part, language).title}</h3>}
            <About instrument={part} />
          </div>
        ))}
      </details>
    </section>
  );
}
