import { useWords } from '../../i18n/words.ts';
import { FreeTextField, isKeepable } from '../../store/free-text-field.tsx';
import { ChooseOne } from '../../ui/choice.tsx';
import { capital } from '../in-words.ts';
import { useExplained } from '../use-explained.ts';
import { useWays } from '../use-ways.ts';
import { outcomes } from '../values.ts';
import { ChooseTarget } from './choose-target.tsx';
import type { EntryFormProps } from './entry.ts';
import { type GuidanceDraft, GuidanceDrafts } from './entry-drafts.ts';
import { EntryPage } from './entry-page.tsx';
import { Guidance, reasonLimit } from './guidance.ts';

/** A guidance: where to and how; afterwards, what became of it. */
export function GuidancePage() {
  const { t } = useWords();
  return (
    <EntryPage<Guidance, GuidanceDraft>
      entry={{
        kind: Guidance,
        drafts: GuidanceDrafts,
        title: t('outreach.guided.title'),
        lead: t('outreach.guided.lead'),
        blank: (base, { encounter, way }) => ({
          ...base,
          encounterId: encounter,
          way,
        }),
        from: ({ outingId, encounterId, place, target, service, way, outcome, reason }) => {
          return { outingId, encounterId, place, writtenPlace: '', target, service, way, outcome, reason };
        },
        fields: ({ outingId, encounterId, target, service, way, outcome = 'unknown', reason = '' }, place) => {
          if (!outingId || !target || !way || !isKeepable(reason, reasonLimit)) return undefined;
          const isOff = outcome !== 'unknown' && outcome !== 'arrived';
          const why = isOff ? reason.trim() || undefined : undefined;
          return { outingId, encounterId, place, target, service, way, outcome, reason: why };
        },
        texts: ({ reason }) => [reason],
        form: (props) => <Form {...props} />,
      }}
    />
  );
}

function Form({ draft, change, asked, record }: EntryFormProps<Guidance, GuidanceDraft>) {
  const { t, language } = useWords();
  const explained = useExplained();
  const ways = useWays();
  const say = (word: string) => capital(word, language);
  const { target, service, way, outcome = 'unknown', reason = '' } = draft;
  const became = (
    <>
      <ChooseOne
        legend={t('outreach.guided.outcome')}
        options={outcomes.map((value) => ({ value, label: say(t(`outreach.outcome.${value}`)) }))}
        value={outcome}
        explained={explained({
          title: t('outreach.guided.outcome'),
          note: t('outreach.guided.outcomeMeaning'),
          values: outcomes,
          term: (value) => t(`outreach.outcome.${value}`),
        })}
        onChange={(value) => change({ outcome: value })}
      />
      {outcome !== 'unknown' && outcome !== 'arrived' && (
        <FreeTextField
          label={t('outreach.guided.reason')}
          limit={reasonLimit}
          value={reason}
          onInput={(text) => change({ reason: text })}
        />
      )}
    </>
  );
  return (
    <>
      {record && became}
      <ChooseTarget
        legend={t('outreach.guided.target')}
        target={target}
        service={service}
        error={asked && !target ? t('outreach.guided.targetMissing') : undefined}
        onChange={(chosen) => change({ target: chosen.target, service: chosen.service })}
      />
      <ChooseOne
        legend={t('outreach.guided.way')}
        options={ways.with([way]).map((value) => ({ value, label: say(ways.say(value)) }))}
        value={way}
        error={asked && !way ? t('outreach.guided.wayMissing') : undefined}
        explained={ways.explained(t('outreach.guided.way'))}
        onChange={(value) => change({ way: value })}
      />
    </>
  );
}
