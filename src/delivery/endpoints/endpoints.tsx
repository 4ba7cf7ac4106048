/** Lisää → Lähetyksen osoitteet: where records are sent, and how each stands. */
import { useWords } from '../../i18n/words.ts';
import { presentConfig } from '../../setup/endpoint.ts';
import { endpointName } from '../../setup/endpoint-name.ts';
import { db, type StoredEndpoint } from '../../store/db.ts';
import { useLive } from '../../store/live.ts';
import { refusedAt, waitingAt } from '../../store/outbox.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { TroubleWords } from '../screens/trouble.tsx';
import { serverName } from './server-name.ts';
import './endpoints.css';

interface Row {
  endpoint: StoredEndpoint;
  name: string | undefined;
  url: string;
  dialect: string;
  waiting: number;
  refused: number;
}

async function all(): Promise<Row[]> {
  const endpoints = await db.endpoints.toArray();
  const rows = endpoints.map(async (endpoint) => {
    const { id } = endpoint;
    const [config, waiting, refused] = await Promise.all([presentConfig(id), waitingAt(id), refusedAt(id)]);
    const { name, url, dialect } = config;
    return { endpoint, name, url, dialect, waiting, refused };
  });
  return Promise.all(rows);
}

export function Endpoints() {
  const { t } = useWords();
  const rows = useLive(all);
  if (!rows) return null;
  return (
    <Page
      title={t('endpoint.all')}
      back={{ href: '/more', label: t('common.back') }}
      action={
        <LinkButton look="primary" href="/more/endpoint/new">
          {t('endpoint.add')}
        </LinkButton>
      }
    >
      <p>{t('endpoint.allLead')}</p>
      {rows.length > 0 && (
        <ul class="list">
          {rows.map((row) => (
            <li key={row.endpoint.id}>
              <One row={row} />
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

function One({ row: { endpoint, name, url, dialect, waiting, refused } }: { row: Row }) {
  const { t } = useWords();
  const { id, hold, retired } = endpoint;
  const called = endpointName(id, { name, url }, t);
  return (
    <a class="whole" href={`/more/endpoint/${id}`}>
      <strong>{called}</strong>
      <br />
      {called !== url && (
        <>
          <span class="endpoint-address small">{url}</span>
          <br />
        </>
      )}
      <span class="muted small number">
        {serverName(dialect, t)}
        {(waiting > 0 || refused === 0) && ` · ${t('waiting.some', { count: waiting })}`}
        {refused > 0 && (
          <>
            {' · '}
            <span class="wrong">{t('waiting.refused', { count: refused })}</span>
          </>
        )}
      </span>
      {retired && (
        <>
          <br />
          <span class="small">{t('retired.title')}</span>
        </>
      )}
      {hold && waiting > 0 && !retired && (
        <>
          <br />
          <span class="small">
            <TroubleWords trouble={hold.trouble} />
          </span>
        </>
      )}
    </a>
  );
}
