import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { isPractising } from '../../store/practice.ts';
import { useOtherWorkers } from '../../store/use-other-workers.ts';
import { isNoneLeft, type OnlyHere, type OnlyOthers, ofOthers, onlyHere } from '../../store/wipe.ts';
import { ask } from '../../ui/ask.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { ChooseSome } from '../../ui/choice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { toFirstError } from '../../ui/to-first-error.ts';
import { emptyDevice } from './empty-device.ts';
import { OfOthers, OfOwn } from './of-others.tsx';

/** Lisää → Tyhjennä laite: what goes, what only this device has, a backup first; then everything goes. Not while practising. */
export function WipePage() {
  const { t } = useWords();
  return (
    <Page title={t('wipe.title')} back={{ href: '/more', label: t('common.back') }}>
      {isPractising ? <p>{t('wipe.practice')}</p> : <Wipe />}
    </Page>
  );
}

/** What only this device has: of who is on shift, of others, and together. */
interface OnDevice extends OnlyOthers {
  own: OnlyHere;
  others: OnlyOthers;
}

/** What goes, and what only this device has. `isLocked`: nothing of it can be sent or backed up by hand. */
export function Wipe({ isLocked = false }: { isLocked?: boolean }) {
  const { t } = useWords();
  const others = useOtherWorkers();
  const [here, setHere] = useState<OnDevice>();
  const [isTold, setTold] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const look = async () => {
    const [own, others] = await Promise.all([onlyHere(), ofOthers(onlyHere)]);
    const [records, forms] = [own.records + others.records, own.forms + others.forms];
    const found = { own, others, records, forms, unread: others.unread };
    setHere(found);
    return found;
  };
  useEffect(() => void look().catch(() => setFailed(true)), []);
  const wipe = async () => {
    setFailed(false);
    try {
      // What came meanwhile is told before it goes.
      const found = await look();
      const isMore = (['records', 'forms', 'unread'] as const).some((of) => found[of] > (here?.[of] ?? 0));
      if (isMore) setTold(false);
      if (isMore || !(isNoneLeft(found) || isTold)) {
        setAsked(true);
        return toFirstError();
      }
      if (!(await isSure(t))) return;
      await emptyDevice();
    } catch (error) {
      console.error('The device was not emptied', error instanceof Error ? error.name : '');
      setFailed(true);
    }
  };
  return (
    <>
      <p>{t('wipe.intro')}</p>
      {others && others.length > 0 && <p>{t('wipe.everybody')}</p>}
      {here && <Only here={here} isLocked={isLocked} isTold={isTold} isAsked={isAsked} onTold={setTold} />}
      <p class="muted">{t('wipe.traces')}</p>
      {hasFailed && <Notice tone="danger">{t('wipe.failed')}</Notice>}
      <div class="row">
        <Button look="danger" onClick={wipe} busy={!here}>
          {t('wipe.button')}
        </Button>
      </div>
      {/* Another way to the same end, out of a finger's slip. */}
      {!isLocked && (
        <ul class="list">
          <li>
            <a class="whole" href="/more/wipe/order">
              <strong>{t('wipeOrder.title')}</strong>
            </a>
          </li>
        </ul>
      )}
    </>
  );
}

const isSure = async (t: ReturnType<typeof useWords>['t']): Promise<boolean> =>
  (await ask({
    title: t('wipe.sure'),
    text: t('wipe.sureHelp'),
    choices: [
      { value: 'wipe', label: t('wipe.button'), danger: true },
      { value: 'stay', label: t('common.cancel') },
    ],
  })) === 'wipe';

interface OnlyProps {
  here: OnDevice;
  isLocked: boolean;
  isTold: boolean;
  isAsked: boolean;
  onTold: (is: boolean) => void;
}

/** What only this device has, and the ways to keep it. */
function Only({ here, isLocked, isTold, isAsked, onTold }: OnlyProps) {
  const { t } = useWords();
  const { own, others } = here;
  if (isNoneLeft(here)) return <p>{t('wipe.allDelivered')}</p>;
  return (
    <>
      <Notice tone="look" title={t('wipe.onlyHere')}>
        <OfOwn own={own} isLocked={isLocked} />
        <OfOthers others={others} />
      </Notice>
      {!isLocked && (
        <div class="row">
          {own.records > 0 && <LinkButton href="/more/delivery">{t('more.delivery')}</LinkButton>}
          {own.forms > 0 && <LinkButton href="/">{t('nav.today')}</LinkButton>}
          <LinkButton href="/more/backup">{t('more.backup')}</LinkButton>
          {others.unread > 0 && <LinkButton href="/more/workers">{t('shift.title')}</LinkButton>}
        </div>
      )}
      <ChooseSome
        legend={t('wipe.told')}
        options={[{ value: 'told', label: t('wipe.lose') }]}
        values={isTold ? ['told'] : []}
        error={isAsked && !isTold ? t('wipe.toldMissing') : undefined}
        onChange={(values) => onTold(values.length > 0)}
      />
    </>
  );
}
