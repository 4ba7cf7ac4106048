/** Kyselyt on Tänään: how many wait for their turn, and those whose turn it is, one tap from answering. */
import { useWords } from '../../i18n/words.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { showAnswerCode } from '../respondent/answer-code.ts';
import { answerTogether, handOverAddress } from './begin-dom.ts';
import { CardCamera } from './card-camera.tsx';
import { useCodeStandings } from './codes-store.ts';
import { StandingWords } from './in-words.tsx';
import type { CodeStanding } from './standing.ts';
import './waves.css';

/** So many codes are listed on Tänään; the others one tap further. */
const most = 4;

/** Those whose turn it is: overdue ones first, each in order of their due days. */
export const waiting = (standings: readonly CodeStanding[]): CodeStanding[] =>
  (['overdue', 'due', 'upcoming'] as const).flatMap((status) =>
    standings.filter((one) => one.status === status).sort((a, b) => (a.open!.due < b.open!.due ? -1 : 1)),
  );

export function DueToday() {
  const { t } = useWords();
  const all = useCodeStandings();
  if (!all || all.length === 0) return null;
  const list = waiting(all);
  if (list.length === 0) return <Scan />;
  const counts = (['overdue', 'due', 'upcoming'] as const).flatMap((status) => {
    const count = list.filter((one) => one.status === status).length;
    return count > 0 ? [t(`codes.count.${status}`, { count })] : [];
  });
  const now = list.filter(({ status }) => status !== 'upcoming').slice(0, most);
  return (
    <section class="stack tight">
      <h2>{t('codes.today')}</h2>
      {now.length > 0 && (
        <ul class="list">
          {now.map((standing) => (
            <CodeRow key={standing.code} standing={standing} />
          ))}
        </ul>
      )}
      <Scan />
      <p class="row apart">
        <span class="muted number">{counts.join(', ')}</span>
        <LinkButton look="bare" href="/surveys/codes">
          {t('codes.all')}
        </LinkButton>
      </p>
    </section>
  );
}

const Scan = () => (
  <CardCamera label="codes.scan" load={() => import('./scan-card.tsx').then(({ ScanCard }) => ScanCard)} />
);

/** One code with what is asked under it, and the way to begin. `isSorted`: a heading says already how it stands. */
export function CodeRow({ standing, isSorted = false }: { standing: CodeStanding; isSorted?: boolean }) {
  const { code, respondent, open } = standing;
  return (
    <li class="row apart code-row">
      <a class="whole" href={`/surveys/codes/${respondent.id}`}>
        <strong class="number">{showAnswerCode(code)}</strong>
        <br />
        <StandingWords standing={standing} isSorted={isSorted} />
      </a>
      {open && <Begin standing={standing} />}
    </li>
  );
}

/** The way to answer what is open: handed over, or together where the plan says so. */
export function Begin({ standing, look = 'quiet' }: { standing: CodeStanding; look?: 'quiet' | 'primary' }) {
  const { t, language } = useWords();
  const { respondent } = standing;
  if (!respondent.assisted) {
    return (
      <LinkButton look={look} href={handOverAddress(standing)}>
        {t('codes.begin')}
      </LinkButton>
    );
  }
  return (
    <Button look={look} onClick={() => answerTogether(standing, language)}>
      {t('codes.begin')}
    </Button>
  );
}
