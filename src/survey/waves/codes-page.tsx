/** Koodit ja mittauskerrat: the unit’s codes by when they are due. */
import { useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { LinkButton } from '../../ui/button.tsx';
import { LinkRow } from '../../ui/link-row.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { codeInHash } from '../respondent/answer-code.ts';
import { CodeField } from './code-field.tsx';
import { useCodeStandings } from './codes-store.ts';
import { CodeRow, waiting } from './due-today.tsx';
import type { CodeStanding, CodeStatus } from './standing.ts';
import './waves.css';

export function CodesPage() {
  const { t } = useWords();
  const standings = useCodeStandings();
  if (!standings) return null;
  return (
    <Page
      title={t('codes.title')}
      back={{ href: '/surveys', label: t('common.back') }}
      aside={<More />}
      action={
        <LinkButton look="primary" href="/surveys/codes/new">
          {t('codes.make')}
        </LinkButton>
      }
    >
      {standings.length === 0 ? (
        <Empty>
          <p>{t('codes.none')}</p>
        </Empty>
      ) : (
        <Lists standings={standings} />
      )}
    </Page>
  );
}

function Lists({ standings }: { standings: CodeStanding[] }) {
  const { t } = useWords();
  const [written, setWritten] = useState('');
  const code = codeInHash(written);
  const found = standings.find((one) => one.code === code);
  const of = (status: CodeStatus) => standings.filter((one) => one.status === status);
  return (
    <>
      <CodeField label={t('codes.find')} hint={t('codes.findHint')} value={written} onInput={setWritten} />
      {code && !found && <p class="muted">{t('codes.notHere')}</p>}
      {found && <List standings={[found]} />}
      {!found && (
        <>
          {(['overdue', 'due', 'upcoming'] as const).map((status) => (
            <Part key={status} status={status} standings={waiting(of(status))} />
          ))}
          {waiting(standings).length === 0 && <p>{t('codes.nobodyNow')}</p>}
          {(['rest', 'finished', 'ended'] as const).map((status) => (
            <Later key={status} status={status} standings={of(status)} />
          ))}
        </>
      )}
    </>
  );
}

interface PartProps {
  status: CodeStatus;
  standings: CodeStanding[];
}

function Part({ status, standings }: PartProps) {
  const { t } = useWords();
  if (standings.length === 0) return null;
  return (
    <section class="stack tight">
      <h2>
        <span class="capital">{t(`codes.status.${status}`)}</span> <span class="muted number">{standings.length}</span>
      </h2>
      <List standings={standings} />
    </section>
  );
}

function Later({ status, standings }: PartProps) {
  const { t } = useWords();
  if (standings.length === 0) return null;
  const inOrder = [...standings].sort((a, b) => ((a.next?.due ?? '') < (b.next?.due ?? '') ? -1 : 1));
  return (
    <details>
      <summary>
        <span class="capital">{t(`codes.status.${status}`)}</span> <span class="number">{standings.length}</span>
      </summary>
      <List standings={inOrder} />
    </details>
  );
}

const List = ({ standings }: { standings: CodeStanding[] }) => (
  <ul class="list">
    {standings.map((standing) => (
      <CodeRow key={standing.code} standing={standing} isSorted />
    ))}
  </ul>
);

/** What one needs less often, or at a desk. */
function More() {
  const { t } = useWords();
  const ways = [
    ['/surveys/pace', t('codes.pace'), t('codes.paceHelp')],
    ['/surveys/codes/turns', t('turns.title'), t('turns.help')],
    ['/surveys/codes/cards', t('codes.cards'), t('codes.cardsHelp')],
    ['/surveys/plans', t('codes.plans'), t('codes.plansHelp')],
    ['/surveys/codes/devices', t('codes.devices'), t('codes.devicesHelp')],
  ] as const;
  return (
    <ul class="list">
      {ways.map(([href, name, help]) => (
        <LinkRow key={href} {...{ href, name, help }} />
      ))}
    </ul>
  );
}
