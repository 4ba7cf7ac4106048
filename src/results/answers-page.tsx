/** Avoimet vastaukset: what people wrote, read and marked one by one, and what the marks add up to. */
import { useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { deviceId } from '../store/device.ts';
import { draftsOf } from '../store/drafts.ts';
import type { Instrument } from '../survey/instrument/instrument.ts';
import { readInstruments } from '../survey/instrument/instruments-store.ts';
import { Empty } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Select } from '../ui/select.tsx';
import { CodeAnswer } from './code-answer.tsx';
import { CodingDrafts } from './coding-draft.ts';
import { codingKey, codingsIn, responsesIn } from './collection.ts';
import { instrumentText } from './in-words.ts';
import { answersTo, openGroups, openItems } from './open-answers.ts';
import { OpenSummary } from './open-summary.tsx';
import { useCounted } from './use-results.ts';
import './report.css';

export function AnswersPage() {
  const { t, language } = useWords();
  const [chosen, setChosen] = useState<string>();
  const [saved, setSaved] = useState(0);
  const counted = useCounted(
    async (collection, choices) => {
      const responses = responsesIn(collection);
      const questions = (await readInstruments()).flatMap((instrument) =>
        openItems(instrument).flatMap(({ id }) => {
          const answers = answersTo(instrument, id, responses);
          return answers.length > 0 ? [{ key: `${instrument.id} ${id}`, instrument, item: id, answers }] : [];
        }),
      );
      const [unfinished, device] = await Promise.all([draftsOf(CodingDrafts), deviceId()]);
      const begun = new Map(unfinished.map(({ id, data }) => [codingKey(data.response, data.item), id]));
      return { choices, responses, questions, begun, device, codings: codingsIn(collection) };
    },
    [saved],
  );
  const question = counted?.questions.find(({ key }) => key === chosen) ?? counted?.questions[0];
  const words = (instrument: Instrument, item: string) =>
    instrumentText(instrument, language).text.items[instrument.items.findIndex(({ id }) => id === item)] ?? item;
  return (
    <Page title={t('report.answers.title')} back={{ href: '/surveys/results', label: t('common.back') }}>
      <p>{t('report.answers.lead')}</p>
      {!counted && <p role="status">{t('report.counting')}</p>}
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
              options={counted.questions.map(({ key, instrument, item }) => ({
                value: key,
                label: words(instrument, item),
              }))}
            />
          )}
          {counted.questions.length === 1 && <h2>{words(question.instrument, question.item)}</h2>}
          <CodeAnswer
            key={question.key}
            answers={question.answers}
            codings={counted.codings}
            begun={counted.begun}
            device={counted.device}
            ownTags={[
              ...new Set([...counted.choices.tags, ...[...counted.codings.values()].flatMap(({ tags }) => tags)]),
            ]}
            onSaved={() => setSaved(saved + 1)}
            isRead={({ response, item }) => counted.codings.has(codingKey(response, item))}
          />
          <OpenSummary
            groups={openGroups(counted.responses, question.answers, counted.codings, counted.choices.least)}
            least={counted.choices.least}
          />
        </>
      )}
    </Page>
  );
}
