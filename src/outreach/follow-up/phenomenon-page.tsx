import { useWords } from '../../i18n/words.ts';
import { FreeTextField, isKeepable } from '../../store/free-text-field.tsx';
import { ChooseOne, ChooseSome } from '../../ui/choice.tsx';
import { capital } from '../in-words.ts';
import { useTopics } from '../use-topics.ts';
import type { EntryFormProps } from './entry.ts';
import { type PhenomenonDraft, PhenomenonDrafts } from './entry-drafts.ts';
import { EntryPage } from './entry-page.tsx';
import { observationLimit, Phenomenon } from './phenomenon.ts';

/** A phenomenon: what was noticed of a place or a time, without people, for the work on structures. */
export function PhenomenonPage() {
  const { t } = useWords();
  return (
    <EntryPage<Phenomenon, PhenomenonDraft>
      entry={{
        kind: Phenomenon,
        drafts: PhenomenonDrafts,
        title: t('outreach.phenomenon.title'),
        lead: t('outreach.phenomenon.lead'),
        blank: (base) => ({ ...base, text: '' }),
        from: ({ outingId, place, topic, text, urgent }) => {
          return { outingId, place, writtenPlace: '', topic, text, urgent };
        },
        fields: ({ outingId, topic, text, urgent }, place) =>
          topic && text.trim() && isKeepable(text, observationLimit)
            ? { outingId, place, topic, text, urgent }
            : undefined,
        texts: ({ text }) => [text],
        form: (props) => <Form {...props} />,
      }}
    />
  );
}

function Form({ draft, change, asked }: EntryFormProps<Phenomenon, PhenomenonDraft>) {
  const { t, language } = useWords();
  const topics = useTopics();
  const { topic, text, urgent } = draft;
  return (
    <>
      <FreeTextField
        label={t('outreach.phenomenon.text')}
        hint={t('outreach.phenomenon.textHint')}
        limit={observationLimit}
        value={text}
        error={asked && !text.trim() ? t('outreach.phenomenon.textMissing') : undefined}
        onInput={(written) => change({ text: written })}
        long
      />
      <ChooseOne
        legend={t('outreach.phenomenon.topic')}
        options={topics.with([topic]).map((value) => ({ value, label: capital(topics.say(value), language) }))}
        value={topic}
        error={asked && !topic ? t('outreach.unmet.topicMissing') : undefined}
        explained={topics.explained(t('outreach.phenomenon.topic'))}
        onChange={(chosen) => change({ topic: chosen })}
      />
      <ChooseSome
        legend={t('outreach.phenomenon.urgency')}
        options={[{ value: 'urgent', label: t('outreach.phenomenon.urgent') }]}
        values={urgent ? ['urgent'] : []}
        onChange={(chosen) => change({ urgent: chosen.length > 0 ? true : undefined })}
      />
    </>
  );
}
