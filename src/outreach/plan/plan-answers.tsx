import { useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { NotKeptNotice } from '../../store/not-kept.tsx';
import { useRevise } from '../../store/use-revise.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { ChooseOne } from '../../ui/choice.tsx';
import { Field } from '../../ui/field.tsx';
import { capital } from '../in-words.ts';
import { nameLimit, Outing, type PlannedOuting } from '../outing.ts';
import { answered, partners } from './change.ts';
import { setOwnName } from './own-name-store.ts';
import { answers, isSameName, type Partner, partnerOf } from './plan.ts';

interface PlanAnswersProps {
  outing: PlannedOuting;
  own: string;
}

const counts = ['1', '2', '3', '4', '5', '6'] as const;

/** Who is coming: our own answer in one tap, the others' as they were heard. */
export function PlanAnswers({ outing, own }: PlanAnswersProps) {
  const { t } = useWords();
  const [error, setError] = useState<unknown>();
  const { plan } = outing;
  const revise = useRevise<Outing>(Outing, outing);
  const say = (name: string, said: Omit<Partner, 'name'>) =>
    revise((now) => {
      const next = answered(now.plan ?? plan, name, said);
      return { plan: next, organisations: partners(next, own) };
    }).then(() => setError(undefined), setError);
  const isOurs = own !== '' && isSameName(plan.organiser, own);
  const others = plan.organisations.filter(({ name }) => !isSameName(name, own));
  return (
    <section class="card" aria-labelledby="plan-answers">
      <h2 id="plan-answers">{t('outreach.plan.field.organisations')}</h2>
      {error !== undefined && <NotKeptNotice error={error} />}
      {own === '' ? (
        <WhoAreWe names={plan.organisations.map(({ name }) => name)} />
      ) : (
        <>
          <PartnerRow
            partner={partnerOf(plan.organisations, own) ?? { name: own, answer: 'waiting' }}
            onSay={say}
            opens
          />
          {!isOurs && plan.organiser && (
            <LinkButton href={`/outreach/share/${outing.id}?answer=1`}>
              {t('outreach.share.sendAnswer', { organiser: plan.organiser })}
            </LinkButton>
          )}
        </>
      )}
      {others.map((partner) => (
        <PartnerRow key={partner.name} partner={partner} onSay={say} />
      ))}
    </section>
  );
}

interface SaidProps {
  partner: Partner;
  onSay: (name: string, said: Omit<Partner, 'name'>) => void;
}

/** One organisation and its answer, unfolded where it is to be given: our own, while we have not said. */
function PartnerRow({ partner, onSay, opens = false }: SaidProps & { opens?: boolean }) {
  const { t } = useWords();
  const [open] = useState(opens && partner.answer === 'waiting');
  return (
    <details class="plan-partner" open={open}>
      <summary>
        <span>{partner.name}</span>
        <span class={`plan-answer is-${partner.answer}`}>
          {t(`outreach.plan.answer.${partner.answer}`)}
          {partner.people ? ` · ${partner.people}` : ''}
        </span>
      </summary>
      <Said partner={partner} onSay={onSay} />
    </details>
  );
}

function Said({ partner: { name, answer, people }, onSay }: SaidProps) {
  const { t, language } = useWords();
  const count = people === undefined ? undefined : counts.find((one) => Number(one) === people);
  return (
    <div class="stack tight">
      <ChooseOne
        legend={name}
        options={answers.map((value) => ({ value, label: capital(t(`outreach.plan.answer.${value}`), language) }))}
        value={answer}
        onChange={(said) => onSay(name, { answer: said, ...(people && said !== 'out' ? { people } : {}) })}
      />
      {(answer === 'in' || answer === 'maybe') && (
        <ChooseOne
          legend={t('outreach.plan.howMany')}
          options={counts.map((value) => ({ value, label: value }))}
          value={count}
          onChange={(chosen) => onSay(name, { answer, people: Number(chosen) })}
        />
      )}
    </div>
  );
}

/** A plan came from others and this device does not know yet whose it is. */
function WhoAreWe({ names }: { names: readonly string[] }) {
  const { t } = useWords();
  const [written, setWritten] = useState('');
  return (
    <div class="stack tight">
      <p>{t('outreach.plan.whoAreWe')}</p>
      <div class="chips">
        {names.map((name) => (
          <Button key={name} onClick={() => setOwnName(name)}>
            {name}
          </Button>
        ))}
      </div>
      <div class="outreach-write">
        <Field label={t('outreach.plan.own')} limit={nameLimit} value={written} onInput={setWritten} />
        <Button onClick={() => written.trim() && setOwnName(written)}>{t('outreach.begin.add')}</Button>
      </div>
    </div>
  );
}
