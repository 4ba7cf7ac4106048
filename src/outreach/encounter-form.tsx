import { useWords } from '../i18n/words.ts';
import { ChooseOne, ChooseSome } from '../ui/choice.tsx';
import type { EncounterDraft } from './encounter-draft.ts';
import { EncounterRows } from './encounter-rows.tsx';
import { capital } from './in-words.ts';
import { useExplained } from './use-explained.ts';
import { useSettings } from './use-settings.ts';
import { useTopics } from './use-topics.ts';
import { useWays } from './use-ways.ts';
import { depths, people, topicLimit } from './values.ts';

interface EncounterFormProps {
  draft: EncounterDraft;
  onChange: (some: Partial<EncounterDraft>) => void;
  onNoteWritten: () => void;
  /** Places to choose from; where there is only one, nothing is asked. */
  places?: readonly string[] | undefined;
  /** Saving was tried without the depth. */
  depthMissing?: boolean;
}

/** One encounter: how many, how far it went, what about, guided how. Chips only: no keyboard, one thumb. */
export function EncounterForm(props: EncounterFormProps) {
  const { draft, onChange, onNoteWritten, places = [], depthMissing } = props;
  const { t, language } = useWords();
  const explained = useExplained();
  const topics = useTopics();
  const list = useWays();
  const settings = useSettings();
  const say = (word: string) => capital(word, language);
  const { depth } = draft;
  const ways = ['none', ...list.with([draft.guidance === 'none' ? undefined : draft.guidance])];
  const wayName = (way: string) => (way === 'none' ? t('outreach.form.noGuidance') : list.say(way));
  return (
    <div class="outreach-form in-columns">
      <div class="outreach-people">
        <ChooseOne
          legend={t('outreach.form.people')}
          options={people.map((value) => ({ value, label: t(`outreach.people.${value}`) }))}
          value={draft.people}
          explained={explained({
            title: t('outreach.form.people'),
            note: t('outreach.form.peopleMeaning'),
            values: people,
            term: (value) => t(`outreach.people.${value}`),
          })}
          onChange={(value) => onChange({ people: value })}
        />
      </div>
      <div class="outreach-depth">
        <ChooseOne
          legend={t('outreach.form.depth')}
          hint={depth ? t(`outreach.meaning.${depth}`) : t('outreach.form.depthHint')}
          error={depthMissing && !depth ? t('outreach.form.depthMissing') : undefined}
          options={depths.map((value) => ({ value, label: say(t(`outreach.depth.${value}`)) }))}
          value={depth}
          explained={explained({
            title: t('outreach.form.depth'),
            values: depths,
            term: (value) => t(`outreach.depth.${value}`),
            meaning: (value) => t(`outreach.meaning.${value}`),
          })}
          onChange={(value) => onChange({ depth: value })}
        />
      </div>
      <ChooseSome
        legend={t('outreach.form.topics')}
        hint={t('outreach.form.topicsHint')}
        options={topics.with(draft.topics).map((value) => ({ value, label: say(topics.say(value)) }))}
        values={draft.topics}
        limit={topicLimit}
        explained={topics.explained(t('outreach.form.topics'))}
        onChange={(values) => onChange({ topics: values })}
      />
      <ChooseOne
        legend={t('outreach.form.guidance')}
        options={ways.map((value) => ({ value, label: say(wayName(value)) }))}
        value={draft.guidance}
        explained={list.explained(t('outreach.form.guidance'))}
        onChange={(value) => onChange({ guidance: value })}
      />
      <EncounterRows draft={draft} settings={settings} onChange={onChange} onNoteWritten={onNoteWritten} />
      {places.length > 1 && (
        <ChooseOne
          legend={t('outreach.form.place')}
          options={places.map((value) => ({ value, label: value }))}
          value={draft.place}
          onChange={(value) => onChange({ place: value })}
        />
      )}
    </div>
  );
}
