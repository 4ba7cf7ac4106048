import { useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { NotKeptNotice } from '../../store/not-kept.tsx';
import { revise } from '../../store/save.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Outing, type PlannedOuting } from '../outing.ts';
import { answered, partners } from '../plan/change.ts';
import { partnerOf, titleOf } from '../plan/plan.ts';
import { whenWords } from '../plan/words.ts';
import type { Found } from './event.ts';

interface FoundAnswerProps {
  answer: Extract<Found, { is: 'answer' }>;
  held: PlannedOuting | undefined;
  own: string;
}

/** One organisation's answer: written into the plan that it is for. */
export function FoundAnswer({ answer: { from, sequence }, held, own }: FoundAnswerProps) {
  const { t, language } = useWords();
  const [error, setError] = useState<unknown>();
  const said = `${from.name}: ${t(`outreach.plan.answer.${from.answer}`)}${from.people ? ` (${from.people})` : ''}`;
  if (!held) {
    return (
      <Notice tone="look" title={said}>
        <p>{t('outreach.import.answerToNone')}</p>
      </Notice>
    );
  }
  const { plan } = held;
  const before = partnerOf(plan.organisations, from.name);
  const isKnown = before?.answer === from.answer && before?.people === from.people;
  const take = () => {
    const next = answered(plan, from.name, { answer: from.answer, ...(from.people ? { people: from.people } : {}) });
    return revise(Outing, held, { plan: next, organisations: partners(next, own) }).then(
      () => setError(undefined),
      setError,
    );
  };
  return (
    <section class="card">
      <h2>{said}</h2>
      <p class="number">
        <a href={`/outreach/outing/${held.id}`}>{titleOf(plan)}</a> {whenWords(plan, language)}
      </p>
      {sequence < plan.sequence && !isKnown && <p>{t('outreach.import.answerToOlder')}</p>}
      {before && before.answer !== 'waiting' && !isKnown && (
        <p>{t('outreach.import.answerBefore', { answer: t(`outreach.plan.answer.${before.answer}`) })}</p>
      )}
      {error !== undefined && <NotKeptNotice error={error} />}
      {isKnown ? (
        <p role="status">{t('outreach.import.answerKept')}</p>
      ) : (
        <Button onClick={take}>{t('outreach.import.takeAnswer')}</Button>
      )}
    </section>
  );
}
