/** Koodiluettelo: codes and due days on paper, with room to write beside them by hand. What is written there never comes here. */
import { useWords } from '../../i18n/words.ts';
import { setting } from '../../store/device.ts';
import { useLive } from '../../store/live.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { showAnswerCode } from '../respondent/answer-code.ts';
import '../paper/paper.css';
import { todayInFinland, useCodeStandings, usePlans } from './codes-store.ts';
import { planName, timeWords } from './in-words.tsx';
import type { CodeStanding } from './standing.ts';
import { inTurn } from './turns.ts';
import './waves.css';

export function TurnsPage() {
  const { t } = useWords();
  const standings = useCodeStandings();
  const unit = useLive(() => setting('unit', 'oma'));
  if (!standings || unit === undefined) return null;
  const turns = inTurn(standings);
  return (
    <Page
      title={t('turns.title')}
      back={{ href: '/surveys/codes', label: t('common.back') }}
      action={
        turns.length > 0 && (
          <Button look="primary" onClick={() => print()}>
            {t('turns.print')}
          </Button>
        )
      }
    >
      <p class="unprinted">{t('turns.lead')}</p>
      {turns.length === 0 ? (
        <Empty>
          <p>{t('turns.none')}</p>
        </Empty>
      ) : (
        <TurnsTable turns={turns} unit={unit} />
      )}
    </Page>
  );
}

function TurnsTable({ turns, unit }: { turns: CodeStanding[]; unit: string }) {
  const words = useWords();
  const { t, day } = words;
  const plans = usePlans()?.plans ?? [];
  return (
    <table class="turns own-paper">
      <caption>
        <strong>{t('turns.title')}</strong> · {unit} · {day(todayInFinland())}
        <br />
        <span class="small">{t('turns.keep')}</span>
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('codes.code')}</th>
          <th scope="col">{t('turns.due')}</th>
          <th scope="col" class="by-hand">
            {t('turns.byHand')}
          </th>
        </tr>
      </thead>
      <tbody>
        {turns.map(({ code, open, next, respondent, status }) => (
          <tr key={code}>
            <th scope="row" class="number code">
              {showAnswerCode(code)}
            </th>
            <td class="number">
              {day((open ?? next)!.due)}
              {status === 'overdue' && ` · ${t('codes.status.overdue')}`}
              <br />
              <span class="small">
                {planName(respondent.plan, plans, words)} · {timeWords(respondent, (open ?? next)!, t)}
              </span>
            </td>
            <td />
          </tr>
        ))}
      </tbody>
    </table>
  );
}
