/** One endpoint: its name and address, what kind of server it is, how one signs in, which kinds it takes, and trying it. */
import { useRoute } from 'preact-iso';
import { type EndpointConfig, endpointConfig, ownDialect } from '../../setup/endpoint.ts';
import { db } from '../../store/db.ts';
import { useLive } from '../../store/live.ts';
import { chosenKinds as allKinds } from '../wire.ts';
import { EndpointForm } from './endpoint-form.tsx';
import './endpoints.css';

const fresh: EndpointConfig = { dialect: ownDialect, url: '', headers: {}, auth: { way: 'none' }, options: {} };

export function EndpointPage() {
  const { id } = useRoute().params;
  const found = useLive(async () => {
    if (id === 'new') return { row: { id }, config: fresh };
    const row = id && (await db.endpoints.get(id));
    return row ? { row, config: await endpointConfig(row.id) } : undefined;
  }, [id]);
  if (!found) return null;
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
