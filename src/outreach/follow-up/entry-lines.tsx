/** Entries beside the encounters as lines of a list; each leads to its page. */
import { useWords } from '../../i18n/words.ts';
import { capital } from '../in-words.ts';
import { useValues } from '../use-values.ts';
import type { Guidance } from './guidance.ts';
import type { Phenomenon } from './phenomenon.ts';
import { middayOf, type Promised } from './promise.ts';
import type { Unmet } from './unmet.ts';

interface LineProps {
  href: string;
  kind?: string;
  head: string;
  /** What is said after it, quietly. */
  told: (string | false | undefined)[];
}

const Line = ({ href, kind, head, told }: LineProps) => (
  <li>
    <a class="whole" href={href}>
      {kind && <span class="muted small">{kind} · </span>}
      <strong>{head}</strong>
      <br />
      <span class="muted small number">{told.filter(Boolean).join(' · ')}</span>
    </a>
  </li>
);

interface Named {
  /** Whether the line says what kind of entry it is. */
  named?: boolean;
}

export function GuidanceLine({ guidance, named }: Named & { guidance: Guidance }) {
  const { t, day, language } = useWords();
  const targets = useValues('guidanceTargets');
  const ways = useValues('guidanceWays');
  const { id, at, place, target, service, way, outcome } = guidance;
  return (
    <Line
      href={`/outreach/guidance/${id}`}
      {...(named ? { kind: t('kind.guidance') } : {})}
      head={capital(service ?? targets.say(target), language)}
      told={[ways.say(way), t(`outreach.outcome.${outcome}`), !named && place, !named && day(at)]}
    />
  );
}

export function UnmetLine({ unmet, named }: Named & { unmet: Unmet }) {
  const { t, language } = useWords();
  const targets = useValues('guidanceTargets');
  const topics = useValues('topics');
  const { id, place, topic, target } = unmet;
  return (
    <Line
      href={`/outreach/unmet/${id}`}
      {...(named ? { kind: t('kind.unmet') } : {})}
      head={capital(topics.say(topic), language)}
      told={[target && targets.say(target), place]}
    />
  );
}

export function PhenomenonLine({ phenomenon, named }: Named & { phenomenon: Phenomenon }) {
  const { t, day, language } = useWords();
  const topics = useValues('topics');
  const { id, at, place, topic, text, urgent } = phenomenon;
  return (
    <Line
      href={`/outreach/phenomenon/${id}`}
      {...(named ? { kind: t('kind.phenomenon') } : {})}
      head={text}
      told={[urgent && t('outreach.phenomenon.urgent'), capital(topics.say(topic), language), place, !named && day(at)]}
    />
  );
}

export function PromiseLine({ promise, named }: Named & { promise: Promised }) {
  const { t } = useWords();
  const { head, told } = usePromiseWords(promise);
  return (
    <Line
      href={`/outreach/promise/${promise.id}`}
      {...(named ? { kind: t('kind.promise') } : {})}
      head={head}
      told={[...told, promise.state !== 'open' && t(`outreach.promise.state.${promise.state}`)]}
    />
  );
}

/** A promise in words: what, and then where, by when and who. */
export function usePromiseWords(promise: Promised): { head: string; told: string[] } {
  const { t, day, language } = useWords();
  const { what, thing, place, due, who, organisation } = promise;
  const head = capital(t(`outreach.promise.what.${what}`), language);
  return {
    head: thing ? `${head}: ${thing}` : head,
    told: [place, day(middayOf(due)), organisation ?? t(`outreach.promise.who.${who}` as 'outreach.promise.who.me')],
  };
}
