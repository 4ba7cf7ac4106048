import type { RefObject } from 'preact';
import { useWords } from '../i18n/words.ts';
import { ChooseOne, ChooseSome } from '../ui/choice.tsx';
import type { EncounterDraft } from './encounter-draft.ts';
import { capital } from './in-words.ts';
import { depths, guidanceWays, people, topicLimit, topics } from './values.ts';

interface EncounterFormProps {
  draft: EncounterDraft;
  onChange: (some: Partial<EncounterDraft>) => void;
  /** Places to choose from; where there is only one, nothing is asked. */
  places?: readonly string[] | undefined;
  /** Saving was tried without the depth. */
  depthMissing?: boolean;
  /** Where the depth is chosen, to bring it into view. */
  depthRef?: RefObject<HTMLDivElement | null>;
}

/** One encounter: how many, how far it went, what about, guided how. Chips only: no keyboard, one thumb. */
export function EncounterForm({ draft, onChange, places = [], depthMissing, depthRef }: EncounterFormProps) {
  const { t, language } = useWords();
  const say = (word: string) => capital(word, language);
  const { depth } = draft;
  return (
    <div class="outreach-form in-columns">
      <div class="outreach-people">
        <ChooseOne
          legend={t('outreach.form.people')}
          options={people.map((value) => ({ value, label: t(`outreach.people.${value}`) }))}
          value={draft.people}
          onChange={(value) => onChange({ people: value })}
        />
      </div>
      <div ref={depthRef ?? null} class="outreach-depth">
        <ChooseOne
          legend={t('outreach.form.depth')}
          hint={depth ? t(`outreach.meaning.${depth}`) : t('outreach.form.depthHint')}
          error={depthMissing && !depth ? t('outreach.form.depthMissing') : undefined}
          options={depths.map((value) => ({ value, label: say(t(`outreach.depth.${value}`)) }))}
          value={depth}
          onChange={(value) => onChange({ depth: value })}
        />
      </div>
      <ChooseSome
        legend={t('outreach.form.topics')}
        hint={t('outreach.form.topicsHint')}
        options={topics.map((value) => ({ value, label: say(t(`outreach.topic.${value}`)) }))}
        values={draft.topics}
        limit={topicLimit}
        onChange={(values) => onChange({ topics: values })}
      />
      <ChooseOne
        legend={t('outreach.form.guidance')}
        options={[
          { value: 'none', label: say(t('outreach.form.noGuidance')) },
          ...guidanceWays.map((value) => ({ value, label: say(t(`outreach.guidance.${value}`)) })),
        ]}
        value={draft.guidance}
        onChange={(value) => onChange({ guidance: value })}
      />
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
