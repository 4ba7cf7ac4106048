/** One endpoint: its name and address, what kind of server it is, how one signs in, which kinds it takes, and trying it. */
import { useRoute } from 'preact-iso';
import { useWords } from '../../i18n/words.ts';
import { type EndpointConfig, endpointConfig, ownDialect } from '../../setup/endpoint.ts';
import { db } from '../../store/db.ts';
import { useLive } from '../../store/live.ts';
import { Page } from '../../ui/page.tsx';
import { chosenKinds as allKinds } from '../wire.ts';
import { EndpointForm } from './endpoint-form.tsx';
import './endpoints.css';

const fresh: EndpointConfig = { dialect: ownDialect, url: '', headers: {}, auth: { way: 'none' }, options: {} };

export function EndpointPage() {
  const { id } = useRoute().params;
  const found = useLive(async () => {
    if (id === 'new') return { row: { id }, config: fresh };
    const row = id && (await db.endpoints.get(id));
    return row ? { row, config: await endpointConfig(row.id) } : null;
  }, [id]);
  if (found === undefined) return null;
  if (!found) return <Gone />;
  const { row, config } = found;
  return (
    <EndpointForm
      key={row.id}
      row={row}
      kept={config}
      keptKinds={row.kinds ?? [...allKinds]}
      asksForKey={'hold' in row && row.hold?.trouble === 'sign-in'}
    />
  );
}

/** The address of one that is not here, as the browser's history keeps it. */
function Gone() {
  const { t } = useWords();
  return (
    <Page title={t('endpoint.gone')} back={{ href: '/more/endpoint', label: t('common.back') }}>
      <p>{t('endpoint.goneHelp')}</p>
    </Page>
  );
}
