import { useWords } from '../../i18n/words.ts';
import { ChooseOne } from '../../ui/choice.tsx';
import { capital } from '../in-words.ts';
import { useTopics } from '../use-topics.ts';
import { ChooseTarget } from './choose-target.tsx';
import type { EntryFormProps } from './entry.ts';
import { type UnmetDraft, UnmetDrafts } from './entry-drafts.ts';
import { EntryPage } from './entry-page.tsx';
import { Unmet } from './unmet.ts';

/** An unmet need: what was asked for and not to be had. */
export function UnmetPage() {
  const { t } = useWords();
  return (
    <EntryPage<Unmet, UnmetDraft>
      entry={{
        kind: Unmet,
        drafts: UnmetDrafts,
        title: t('outreach.unmet.title'),
        lead: t('outreach.unmet.lead'),
        blank: (base) => base,
        from: ({ outingId, place, topic, target }) => ({ outingId, place, writtenPlace: '', topic, target }),
        fields: ({ outingId, topic, target }, place) =>
          outingId && topic ? { outingId, place, topic, target } : undefined,
        form: (props) => <Form {...props} />,
      }}
    />
  );
}

function Form({ draft, change, asked }: EntryFormProps<Unmet, UnmetDraft>) {
  const { t, language } = useWords();
  const topics = useTopics();
  return (
    <>
      <ChooseOne
        legend={t('outreach.unmet.topic')}
        options={topics.with([draft.topic]).map((value) => ({ value, label: capital(topics.say(value), language) }))}
        value={draft.topic}
        error={asked && !draft.topic ? t('outreach.unmet.topicMissing') : undefined}
        explained={topics.explained(t('outreach.unmet.topic'))}
        onChange={(topic) => change({ topic })}
      />
      <ChooseTarget
        legend={t('outreach.unmet.target')}
        hint={t('outreach.unmet.targetHint')}
        target={draft.target}
        onChange={({ target }) => change({ target })}
      />
    </>
  );
}
