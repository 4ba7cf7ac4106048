import { useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { FreeTextField } from '../store/free-text-field.tsx';
import { ChooseSome } from '../ui/choice.tsx';
import { Field } from '../ui/field.tsx';
import {
  type AnswerSoFar,
  assessmentTextLimit,
  besideLimit,
  hasHeard,
  heardWays,
  leastHeard,
  teamStandings,
  whyLimit,
} from './answer.ts';
import { faultsIn } from './form.ts';
import { LinksField } from './links-field.tsx';
import type { TeamStanding } from './progress.ts';
import { StandingMark } from './standing-mark.tsx';

interface AnswerProps {
  answer: AnswerSoFar | undefined;
  onChange: (some: AnswerSoFar) => void;
}

/** What the team says of one question: where it stands, what it does, what shows it; apart from it, what participants say. */
export function AnswerFields({ answer = {}, onChange }: AnswerProps) {
  const { t } = useWords();
  return (
    <div class="stack answer">
      <StandingField answer={answer} onChange={onChange} />
      <FreeTextField
        label={t('assessment.now')}
        value={answer.text ?? ''}
        onInput={(text) => onChange({ text })}
        limit={assessmentTextLimit}
        hint={false}
        long
      />
      <ShowsFields answer={answer} onChange={onChange} />
    </div>
  );
}

/** Where the team stands with it; where it is not the team's task, also why. */
export function StandingField({ answer = {}, onChange }: AnswerProps) {
  const { t } = useWords();
  return (
    <>
      <ChooseSome<TeamStanding>
        legend={t('assessment.where')}
        values={answer.standing ? [answer.standing] : []}
        // One at a time: the one just tapped; tapped again it is let go.
        onChange={(values) => onChange({ standing: values.at(-1) })}
        options={teamStandings.map((value) => ({
          value,
          label: (
            <>
              <StandingMark mark={value} />
              {t(`assessment.standing.${value}`)}
            </>
          ),
        }))}
      />
      {(answer.standing === 'not-our-task' || answer.why) && (
        <FreeTextField
          label={t('assessment.why')}
          value={answer.why ?? ''}
          onInput={(why) => onChange({ why })}
          limit={whyLimit}
          hint={t('assessment.whyHint')}
          long
        />
      )}
    </>
  );
}

/** What shows that it is so, in words and in links. */
function ShowsFields({ answer = {}, onChange }: AnswerProps) {
  const { t } = useWords();
  const [wasUsed] = useState(Boolean(answer.shows || answer.links?.some((link) => link.trim())));
  return (
    <details class="beside" open={wasUsed}>
      <summary>{t('assessment.shows')}</summary>
      <div class="stack">
        <FreeTextField
          label={t('assessment.showsWords')}
          value={answer.shows ?? ''}
          onInput={(shows) => onChange({ shows })}
          limit={besideLimit}
          hint={t('assessment.showsHint')}
          long
        />
        <LinksField links={answer.links ?? []} onChange={(links) => onChange({ links })} />
      </div>
    </details>
  );
}

/** What participants themselves say: beside the team's answer, in no sum with it, without names. `kiosk`: where they say it themselves. */
export function HeardFields({ answer = {}, onChange, kiosk }: AnswerProps & { kiosk?: string | undefined }) {
  const { t } = useWords();
  const heard = answer.heard ?? {};
  const change = (some: typeof heard) => onChange({ heard: { ...heard, ...some } });
  const { count } = faultsIn(answer);
  const [wasUsed] = useState(hasHeard(answer));
  return (
    <details class="beside" open={wasUsed}>
      <summary>{t('assessment.heard')}</summary>
      <div class="stack">
        <p class="muted small">{t('assessment.heardLead')}</p>
        <ChooseSome
          legend={t('assessment.heardWays')}
          values={heard.ways ?? []}
          onChange={(ways) => change({ ways })}
          options={heardWays.map((value) => ({ value, label: t(`assessment.heardWay.${value}`) }))}
        />
        {kiosk && (
          <p>
            <a href={kiosk}>{t('kiosk.open')}</a>
          </p>
        )}
        <Field
          label={t('assessment.heardCount')}
          value={String(heard.count ?? '')}
          onInput={(written) => change({ count: written })}
          hint={t('assessment.heardCountHint', { count: leastHeard })}
          error={
            count && t(count === 'few' ? 'assessment.heardFew' : 'assessment.heardNoNumber', { count: leastHeard })
          }
          digits
        />
        <FreeTextField
          label={t('assessment.heardText')}
          value={heard.text ?? ''}
          onInput={(text) => change({ text })}
          limit={besideLimit}
          hint={t('assessment.heardHint')}
          long
        />
      </div>
    </details>
  );
}
