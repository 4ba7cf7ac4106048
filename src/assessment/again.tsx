import { ActionList } from '../actions/action-list.tsx';
import { allActions } from '../actions/action-store.ts';
import '../actions/actions.css';
import { useWords } from '../i18n/words.ts';
import { useLive } from '../store/live.ts';
import { movedSince, promisedIn } from './again.ts';
import { areaOf } from './parts.ts';
import type { QuestionStanding } from './progress.ts';
import type { Round } from './round.ts';
import { StandingMark } from './standing-mark.tsx';
import { dayAt } from './use-round.ts';

/** What was agreed in a round; and beside the earlier ones what moved, what was promised then and what was done. */
export function AgainSection({ round, earlier }: { round: Round; earlier: Round[] }) {
  const { t } = useWords();
  const actions = useLive(allActions);
  if (!actions) return null;
  const here = promisedIn(round.round, actions);
  return (
    <>
      {here.length > 0 && (
        <section class="stack tight">
          <h2>{t('rounds.agreed')}</h2>
          <ActionList actions={here} />
        </section>
      )}
      {earlier.map((before) => (
        <Since key={before.round} before={before} round={round} promised={promisedIn(before.round, actions)} />
      ))}
    </>
  );
}

function Since({ before, round, promised }: { before: Round; round: Round; promised: ReturnType<typeof promisedIn> }) {
  const { t, day } = useWords();
  const [then, now] = [before.common[0], round.common[0]];
  const moved = then && now ? movedSince(then.answers, now.answers) : [];
  const done = promised.filter(({ state }) => state === 'done').length;
  return (
    <section class="stack tight">
      <h2>
        <a href={`/assessment/round/${before.round}`}>{t('rounds.since', { day: day(dayAt(before.begun)) })}</a>
      </h2>
      {then && now && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what does not fit is read by moving along it with the keyboard.
        <section class="moved" tabIndex={0} aria-label={t('rounds.moved', { count: moved.length })}>
          <table>
            <caption>{t('rounds.moved', { count: moved.length })}</caption>
            {moved.length > 0 && (
              <thead>
                <tr>
                  <th scope="col">{t('rounds.movedQuestion')}</th>
                  <th scope="col">{t('rounds.movedFrom')}</th>
                  <th scope="col">{t('rounds.movedTo')}</th>
                </tr>
              </thead>
            )}
            <tbody>
              {moved.map(({ key, from, to }) => (
                <tr key={key}>
                  <th scope="row" lang="fi">
                    <span class="number">{key}</span> {areaOf(Number.parseInt(key, 10)).asked.text}
                  </th>
                  <td>
                    <Stands at={from} />
                  </td>
                  <td>
                    <Stands at={to} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {promised.length > 0 && (
        <>
          <h3 class="number">{t('rounds.promised', { count: promised.length, done })}</h3>
          <ActionList actions={promised} />
        </>
      )}
    </section>
  );
}

const Stands = ({ at }: { at: QuestionStanding }) => {
  const { t } = useWords();
  return (
    <span class="stands small">
      <StandingMark mark={at} /> {t(`assessment.standing.${at}`)}
    </span>
  );
};
