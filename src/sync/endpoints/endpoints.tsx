/** Lisää → Lähetyksen osoitteet: where records are sent, and how each stands. */
import { useWords } from '../../i18n/words.ts';
import { endpointConfig } from '../../setup/endpoint.ts';
import { db, homeEndpoint, type StoredEndpoint } from '../../store/db.ts';
import { useLive } from '../../store/live.ts';
import { waitingAt } from '../../store/outbox.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { TroubleWords } from '../trouble.tsx';

interface Row {
  endpoint: StoredEndpoint;
  url: string;
  dialect: string;
  waiting: number;
}

async function all(): Promise<Row[]> {
  const endpoints = await db.endpoints.toArray();
  const rows = endpoints.map(async (endpoint) => {
    const [{ url, dialect }, waiting] = await Promise.all([endpointConfig(endpoint.id), waitingAt(endpoint.id)]);
    return { endpoint, url, dialect, waiting };
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
      <ul class="list">
        {rows.map(({ endpoint, url, dialect, waiting }) => (
          <li key={endpoint.id}>
            <a class="whole" href={`/more/endpoint/${endpoint.id}`}>
              <strong>{endpoint.id === homeEndpoint && url.startsWith('/') ? t('endpoint.home') : url}</strong>
              <br />
              <span class="muted small number">
                {dialect} · {t('waiting.some', { count: waiting })}
              </span>
              {endpoint.hold && waiting > 0 && (
                <>
                  <br />
                  <span class="small">
                    <TroubleWords trouble={endpoint.hold.trouble} />
                  </span>
                </>
              )}
            </a>
          </li>
        ))}
      </ul>
    </Page>
  );
}
