import { useWords } from '../../i18n/words.ts';
import { FreeTextField, isKeepable } from '../../store/free-text-field.tsx';
import { ChooseOne } from '../../ui/choice.tsx';
import { capital } from '../in-words.ts';
import { nameLimit } from '../outing.ts';
import { useExplained } from '../use-explained.ts';
import { promiseStates, promises } from '../values.ts';
import { ChooseDay } from './choose-day.tsx';
import type { EntryFormProps } from './entry.ts';
import { type PromiseDraft, PromiseDrafts } from './entry-drafts.ts';
import { EntryPage } from './entry-page.tsx';
import { Promised, thingLimit } from './promise.ts';

/** A promise: what, where, by when and who of us. Afterwards, whether it was kept. */
export function PromisePage() {
  const { t } = useWords();
  return (
    <EntryPage<Promised, PromiseDraft>
      entry={{
        kind: Promised,
        drafts: PromiseDrafts,
        title: t('outreach.promise.title'),
        lead: t('outreach.promise.lead'),
        blank: (base) => ({ ...base, thing: '', due: '', who: 'me' }),
        from: ({ outingId, place, what, thing = '', due, who, organisation, state }) => {
          return { outingId, place, writtenPlace: '', what, thing, due, who, organisation, state };
        },
        fields: ({ outingId, what, thing, due, who, organisation, state = 'open' }, place, record) => {
          if (!what || !due || !who || !isKeepable(thing, thingLimit)) return undefined;
          const closedAt = state === 'open' ? undefined : (record?.closedAt ?? new Date().toISOString());
          const whose = who === 'organisation' ? organisation : undefined;
          return {
            outingId,
            what,
            thing: thing.trim() || undefined,
            place,
            due,
            who,
            organisation: whose,
            state,
            closedAt,
          };
        },
        texts: ({ thing }) => [thing],
        form: (props) => <Form {...props} />,
      }}
    />
  );
}

/** Organisations are told from roles by this. No role begins so. */
const named = '=';
const roles = ['me', 'pair', 'lead'] as const;

function Form({ draft, change, asked, outing, record }: EntryFormProps<Promised, PromiseDraft>) {
  const { t, language } = useWords();
  const explained = useExplained();
  const say = (word: string) => capital(word, language);
  const { what, thing, due, who, organisation, state = 'open' } = draft;
  const organisations = [...new Set([...(outing?.organisations ?? []), ...(organisation ? [organisation] : [])])];
  const whoName = (value: string) =>
    value.startsWith(named)
      ? value.slice(named.length)
      : t(`outreach.promise.who.${value}` as 'outreach.promise.who.me');
  const whos: string[] = [...roles, ...organisations.map((name) => named + name.slice(0, nameLimit))];
  return (
    <>
      {record && (
        <ChooseOne
          legend={t('outreach.promise.how')}
          options={promiseStates.map((value) => ({ value, label: say(t(`outreach.promise.state.${value}`)) }))}
          value={state}
          onChange={(value) => change({ state: value })}
        />
      )}
      <ChooseOne
        legend={t('outreach.promise.whatAsk')}
        options={promises.map((value) => ({ value, label: say(t(`outreach.promise.what.${value}`)) }))}
        value={what}
        error={asked && !what ? t('outreach.promise.whatMissing') : undefined}
        explained={explained({
          title: t('outreach.promise.whatAsk'),
          note: t('outreach.promise.lead'),
          values: promises,
          term: (value) => t(`outreach.promise.what.${value}`),
        })}
        onChange={(value) => change({ what: value })}
      />
      <FreeTextField
        label={t('outreach.promise.thing')}
        hint={t('outreach.promise.thingHint')}
        limit={thingLimit}
        value={thing}
        onInput={(text) => change({ thing: text })}
      />
      <ChooseDay
        legend={t('outreach.promise.when')}
        day={due}
        error={asked && !due ? t('outreach.promise.whenMissing') : undefined}
        onChange={(day) => change({ due: day })}
      />
      <ChooseOne
        legend={t('outreach.promise.whoAsk')}
        options={whos.map((value) => ({ value, label: say(whoName(value)) }))}
        value={who === 'organisation' && organisation ? named + organisation : who}
        explained={explained({
          title: t('outreach.promise.whoAsk'),
          note: t('outreach.promise.whoMeaning'),
          values: whos,
          term: whoName,
        })}
        onChange={(value) =>
          change(
            value.startsWith(named)
              ? { who: 'organisation', organisation: value.slice(named.length) }
              : { who: value as (typeof roles)[number], organisation: undefined },
          )
        }
      />
    </>
  );
}
