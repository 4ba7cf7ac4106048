/** Avoimet vastaukset: what people wrote, read and marked one by one, and what the marks add up to. */
import { useState } from 'preact/hooks';
import { wallDate } from '../i18n/wall-time.ts';
import { useWords } from '../i18n/words.ts';
import { periodNumerals } from '../periods/names.ts';
import { periodOf } from '../periods/periods.ts';
import { deviceId } from '../store/device.ts';
import { draftsOf } from '../store/drafts.ts';
import type { Coding } from '../survey/coding.ts';
import { Empty, Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Select } from '../ui/select.tsx';
import type { Answered } from './answered.ts';
import { CodeAnswer } from './code-answer.tsx';
import { CodingDrafts } from './coding-draft.ts';
import { codingKey, codingKeys, codingsIn, responsesIn } from './collection.ts';
import { instrumentText } from './in-words.ts';
import { OpenSummary } from './open-summary.tsx';
import { endedHalves, type OpenQuestion, openToldOf } from './open-told.ts';
import { aboutOf } from './release-shape.ts';
import { versionTold } from './results.ts';
import { SourceNotice } from './source-notice.tsx';
import { openQuestions, useCounted } from './use-results.ts';
import './report.css';

export function AnswersPage() {
  const { t, language } = useWords();
  const [chosen, setChosen] = useState<string>();
  const [saved, setSaved] = useState(0);
  const counted = useCounted(
    async (from, choices) => {
      const { collection } = from;
      const all = responsesIn(collection);
      const questions = (await openQuestions(from, choices)).map((one, _, every) => ({
        ...one,
        key: `${aboutOf(one.instrument)} ${one.item}`,
        version: versionTold(one, every),
      }));
      const [unfinished, device] = await Promise.all([draftsOf(CodingDrafts), deviceId()]);
      const keyOf = codingKeys(collection);
      const begun = new Map(unfinished.map(({ id, data }) => [keyOf(data), id]));
      return {
        source: from.source,
        choices,
        responses: all,
        questions,
        begun,
        device,
        codings: codingsIn(collection),
      };
    },
    [saved],
  );
  const question = counted?.questions.find(({ key }) => key === chosen) ?? counted?.questions[0];
  const words = ({ instrument, item, version }: OpenQuestion & { version: string | undefined }) => {
    const { items } = instrumentText(instrument, language).text;
    const asked = items[instrument.items.findIndex(({ id }) => id === item)] ?? item;
    return version === undefined ? asked : `${asked} · ${t('report.version', { version })}`;
  };
  return (
    <Page title={t('report.answers.title')} back={{ href: '/surveys/results', label: t('common.back') }}>
      <p>{t('report.answers.lead')}</p>
      {!counted && <p role="status">{t('report.counting')}</p>}
      {counted && <SourceNotice source={counted.source} />}
      {counted && !question && (
        <Empty>
          <p>{t('report.answers.empty')}</p>
        </Empty>
      )}
      {counted && question && (
        <>
          {counted.questions.length > 1 && (
            <Select
              label={t('report.answers.question')}
              value={question.key}
              onChange={setChosen}
              options={counted.questions.map((one) => ({ value: one.key, label: words(one) }))}
            />
          )}
          {counted.questions.length === 1 && <h2>{words(question)}</h2>}
          <p class="muted">{t('report.answers.opened', { least: Math.min(...question.least.values()) })}</p>
          {question.reading.isLacking && <Notice>{t('report.answers.lacking')}</Notice>}
          {question.reading.readable.length > 0 && (
            // One person's own words are read here and carried nowhere.
            <div class="unprinted">
              <CodeAnswer
                key={question.key}
                answers={question.reading.readable}
                codings={counted.codings}
                begun={counted.begun}
                device={counted.device}
                ownTags={[
                  ...new Set([...counted.choices.tags, ...[...counted.codings.values()].flatMap(({ tags }) => tags)]),
                ]}
                onSaved={() => setSaved(saved + 1)}
                isRead={(answer) => counted.codings.has(codingKey(answer))}
              />
            </div>
          )}
          <Summary {...counted} question={question} key={`${question.key} of`} />
        </>
      )}
    </Page>
  );
}

interface SummaryProps {
  question: OpenQuestion;
  responses: readonly Answered[];
  codings: ReadonlyMap<string, Coding>;
}

/** What a half-year adds up to, once it has ended and everything in it was read: nothing that grows by one answer at a time. */
function Summary({ question, responses, codings }: SummaryProps) {
  const { t, language } = useWords();
  const halves = endedHalves(question, wallDate(Date.now()));
  const [chosen, setChosen] = useState(halves.at(-1));
  const told = chosen === undefined ? undefined : openToldOf(question, chosen, { responses, codings });
  return (
    <>
      {halves.length > 1 && (
        <div class="unprinted">
          <Select
            label={t('report.answers.half')}
            value={chosen!}
            onChange={setChosen}
            options={halves.map((from) => ({ value: from, label: periodNumerals(periodOf('half', from), language) }))}
          />
        </div>
      )}
      {told ? (
        <OpenSummary groups={told} least={question.least.get(chosen!)!} />
      ) : (
        <p class="muted">
          {t(
            chosen === undefined || question.atHand.has(chosen)
              ? 'report.answers.notAllRead'
              : 'report.answers.notAllHere',
          )}
        </p>
      )}
    </>
  );
}
