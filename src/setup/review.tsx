/** What a configuration would change on this device, shown before anything is kept. */
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { NotKeptNotice } from '../store/not-kept.tsx';
import { Button } from '../ui/button.tsx';
import { ChooseOne } from '../ui/choice.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { toFirstError } from '../ui/to-first-error.ts';
import { adopt, planFor, presentEndpoints, unitFor } from './adopt.ts';
import { askOtherOrders, askOtherServer } from './ask-other-server.ts';
import type { AddressSettings } from './endpoint-addresses.ts';
import type { Organisation } from './organisation.ts';
import { useSetup } from './organisation-store.ts';
import { otherServers, type SetupChanges } from './plan.ts';
import { type Candidate, shortSum } from './read-document.ts';
import { ReviewSending } from './review-sending.tsx';
import { bringsKeys } from './share.ts';
import { hasWork } from './wipe-key-store.ts';
import { wipePart } from './wipe-part.ts';

/** What draws the parts of a document, which this folder does not know. */
export type ReviewContents = ComponentType<{
  organisation: Organisation;
  /** What holds now, to look at beside it. */
  before?: Organisation | undefined;
}>;

interface ReviewProps {
  candidate: Candidate;
  /** It came in a link's own text, which the history of this browser keeps. */
  inHistory: boolean;
  Contents: ReviewContents;
  addressSettings: AddressSettings;
  onAdopted: () => void;
  onLeave: () => void;
}

export function Review({ candidate, inHistory, Contents, addressSettings, onAdopted, onLeave }: ReviewProps) {
  const { t } = useWords();
  const { organisation, sum } = candidate;
  const { organisation: now, loaded } = useSetup();
  const [plan, setPlan] = useState<SetupChanges>();
  const [unit, setUnit] = useState<string>();
  const [isAsked, setIsAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<unknown>();
  useEffect(() => {
    void Promise.all([planFor(organisation), unitFor(organisation)]).then(([found, its]) => {
      setPlan(found);
      // Who was quicker than the reading has chosen.
      setUnit((chosen) => (organisation.units.some(({ id }) => id === chosen) ? chosen : its));
    }, setFailed);
  }, [candidate]);

  async function take() {
    setIsAsked(true);
    if (unit === undefined) return toFirstError();
    setBusy(true);
    try {
      if (!(await isKeyMeant()) || !(await isMeant(plan ?? (await planFor(organisation))))) return setBusy(false);
      await adopt(candidate, unit);
      onAdopted();
    } catch (error) {
      setFailed(error);
      setBusy(false);
    }
  }

  /** Whether a person says again that somebody else may order this device empty. */
  async function isKeyMeant() {
    const [key, before] = [organisation, now].map((one) => wipePart.of(one).wipe.signer);
    return !key || key === before || !(loaded || (await hasWork())) || askOtherOrders(t);
  }

  /** Whether a person says again that something goes to servers to which nothing went before. */
  async function isMeant(changes: SetupChanges) {
    const others = otherServers(changes, await presentEndpoints(), addressSettings);
    return !others || askOtherServer(others, t);
  }

  return (
    <Page
      title={t('setup.load')}
      heading={<bdi>{organisation.organisation.name}</bdi>}
      back={{ href: '/more/organisation', label: t('common.back') }}
      action={
        <>
          {failed !== undefined && <NotKeptNotice error={failed} />}
          <Button look="primary" busy={busy || !plan} onClick={take}>
            {t('setup.adopt')}
          </Button>
        </>
      }
    >
      <p>{t('setup.reviewLead')}</p>
      {inHistory && bringsKeys(candidate.text) && (
        <Notice tone="look" title={t('setup.keyInHistory')}>
          <p>{t('setup.keyInHistoryHelp')}</p>
        </Notice>
      )}
      {organisation.example && <Notice tone="look">{t('setup.isExample')}</Notice>}
      {organisation.units.length > 1 && (
        <ChooseOne
          legend={t('setup.unit')}
          hint={t('setup.unitHint')}
          options={organisation.units.map(({ id, name }) => ({ value: id, label: name }))}
          value={unit}
          onChange={setUnit}
          error={isAsked && unit === undefined ? t('setup.unitMissing') : undefined}
        />
      )}
      {plan && <ReviewSending plan={plan} addressSettings={addressSettings} />}
      <Contents organisation={organisation} before={loaded ? now : undefined} />
      <p class="muted small">{t('setup.sum', { sum: shortSum(sum) })}</p>
      <p>
        <Button onClick={onLeave}>{t('setup.leave')}</Button>
      </p>
    </Page>
  );
}
