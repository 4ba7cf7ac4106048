/** Endpoints that went out of use with something unsent: it waits until a person says what becomes of it. */
import { useWords } from '../../i18n/words.ts';
import { configureEndpoint, endpointConfig } from '../../setup/endpoint.ts';
import { endpointName } from '../../setup/endpoint-name.ts';
import { db, type StoredEndpoint } from '../../store/db.ts';
import { removeEndpoint } from '../../store/endpoints.ts';
import { useLive } from '../../store/live.ts';
import { unsentKinds } from '../../store/outbox.ts';
import { ask } from '../../ui/ask.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { drain } from '../engine/drain.ts';
import { chosenKinds as allKinds } from '../wire.ts';

const unsent = async (id: string) => Object.values(await unsentKinds(id)).reduce((sum, n) => sum + n, 0);

/** Said on the page of deliveries while something waits for a person's word. */
export function RetiredNotice() {
  const { t } = useWords();
  const rows = useLive(async () => {
    const retired = (await db.endpoints.toArray()).filter((row) => row.retired === 'undecided');
    return Promise.all(
      retired.map(async ({ id }) => ({
        id,
        count: await unsent(id),
        config: await endpointConfig(id).catch(() => undefined),
      })),
    );
  });
  return (
    <>
      {rows?.map(({ id, count, config }) => (
        <Notice
          key={id}
          tone="look"
          title={t('retired.waits', { count, name: config ? endpointName(id, config, t) : id })}
        >
          <a href={`/more/endpoint/${id}`}>{t('retired.decide', { count })}</a>
        </Notice>
      ))}
    </>
  );
}

interface RetiredProps {
  row: StoredEndpoint;
  onGone: () => void;
}

/** What can be done with what an endpoint that is out of use does not yet have. */
export function Retired({ row: { id, kinds, retired }, onGone }: RetiredProps) {
  const { t } = useWords();
  const count = useLive(() => unsent(id), [id]);
  if (!retired || count === undefined) return null;
  const empty = async () => {
    await db.endpoints.update(id, { retired: 'emptying' });
    await drain('button');
  };
  const remove = async () => {
    const choices = [
      { value: 'remove', label: t('retired.remove'), danger: true },
      { value: 'keep', label: t('today.keep') },
    ] as const;
    if (
      count > 0 &&
      (await ask({ title: t('retired.removeAsk'), text: t('retired.removeText', { count }), choices })) !== 'remove'
    )
      return;
    await removeEndpoint(id);
    onGone();
  };
  return (
    <Notice tone="look" title={t('retired.title')}>
      <p>{count === 0 ? t('retired.empty') : t(`retired.${retired}`, { count })}</p>
      <div class="row">
        {retired === 'undecided' && count > 0 && <Button onClick={empty}>{t('retired.sendRest')}</Button>}
        <Button onClick={() => configureEndpoint(id, {}, kinds ?? [...allKinds])}>{t('retired.takeBack')}</Button>
        <Button look="danger" onClick={remove}>
          {t('retired.remove')}
        </Button>
      </div>
    </Notice>
  );
}
