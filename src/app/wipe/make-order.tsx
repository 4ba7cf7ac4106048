import { useEffect, useRef, useState } from 'preact/hooks';
import { CopyButton } from '../../files/copy-button.tsx';
import { saveFile } from '../../files/save-file-dom.ts';
import { wallDate } from '../../i18n/wall-time.ts';
import { useWords } from '../../i18n/words.ts';
import { Camera } from '../../setup/camera.tsx';
import { useOrganisation } from '../../setup/organisation-store.ts';
import { orderDays, orderText, type WipeOrder } from '../../setup/wipe-order.ts';
import { wipePart } from '../../setup/wipe-part.ts';
import { Button } from '../../ui/button.tsx';
import { ChooseOne, ChooseSome } from '../../ui/choice.tsx';
import { Field } from '../../ui/field.tsx';
import type { QrCode } from '../../ui/qr-code.tsx';
import { toFirstError } from '../../ui/to-first-error.ts';
import type { KeyBytes } from '../../vault/lock/wrapping.ts';
import type { Signed } from '../../vault/signing.ts';
import { signingKeyIn } from '../../vault/signing-key.ts';

type Made = { link: string; text: string; Code: typeof QrCode };

/** Making an order at a desk, by the printed key: for one device or a unit's. Nothing of the key is kept. */
export function MakeOrder() {
  const { t } = useWords();
  const open = signingKeyIn(wipePart.of(useOrganisation()).wipe.signer ?? '');
  return (
    <details>
      <summary>{t('wipeOrder.make.title')}</summary>
      {open ? <OrderForm open={open} /> : <p>{t('wipeOrder.make.noKey')}</p>}
    </details>
  );
}

const isDevice = (text: string) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(text);

function OrderForm({ open }: { open: KeyBytes }) {
  const { t } = useWords();
  const { organisation, units } = useOrganisation();
  const [device, setDevice] = useState('');
  const [unit, setUnit] = useState<string>('');
  const [isLost, setLost] = useState(false);
  const [secret, setSecret] = useState('');
  const [isTried, setTried] = useState(false);
  const [why, setWhy] = useState<Extract<Signed, { why: string }>['why']>();
  const [isReading, setReading] = useState(false);
  const [made, setMade] = useState<Made>();
  const id = device.trim().toLowerCase();
  const isAimed = unit !== '' || isDevice(id);
  const make = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    setMade(undefined);
    if (!isAimed) return toFirstError();
    const said = {
      ...{ kenttakirjaWipe: 1 as const, organisation: organisation.name, id: crypto.randomUUID() },
      ...{ at: new Date().toISOString(), ...(isLost ? { lost: true as const } : {}) },
    };
    const order: WipeOrder = unit === '' ? { ...said, device: id } : { ...said, unit };
    const [signed, { QrCode }] = await Promise.all([orderText(order, secret, open), import('../../ui/qr-code.tsx')]);
    setWhy('why' in signed ? signed.why : undefined);
    if ('why' in signed) return toFirstError();
    setSecret('');
    setMade({ text: signed.text, link: `${location.origin}/#wipe=${signed.text}`, Code: QrCode });
  };
  if (isReading) {
    const onCode = (text: string) => {
      setSecret(text);
      setReading(false);
      return true;
    };
    return <Camera onCode={onCode} onFail={() => setReading(false)} onClose={() => setReading(false)} />;
  }
  return (
    <form class="stack" noValidate onSubmit={make}>
      <p>{t('wipeOrder.make.help', { count: orderDays })}</p>
      <ChooseOne
        legend={t('wipeOrder.make.whom')}
        options={[
          { value: '', label: t('wipeOrder.make.oneDevice') },
          ...units.map((one) => ({ value: one.id, label: t('wipeOrder.make.allOf', { unit: one.name }) })),
        ]}
        value={unit}
        onChange={setUnit}
      />
      {unit === '' && (
        <Field
          label={t('wipeOrder.make.device')}
          hint={t('wipeOrder.make.deviceHint')}
          value={device}
          onInput={setDevice}
          limit={60}
          error={isTried && !isAimed ? t('wipeOrder.make.deviceMissing') : undefined}
        />
      )}
      <ChooseSome
        legend={t('wipeOrder.make.lost')}
        hint={t('wipeOrder.make.lostHint')}
        options={[{ value: 'lost', label: t('wipeOrder.make.isLost') }]}
        values={isLost ? ['lost'] : []}
        onChange={(values) => setLost(values.length > 0)}
      />
      <Field
        label={t('wipeOrder.key.secret')}
        value={secret}
        onInput={setSecret}
        limit={200}
        long
        error={why && t(`wipeOrder.make.why.${why}`)}
      />
      <div class="row">
        <Button look="danger" type="submit">
          {t('wipeOrder.make.button')}
        </Button>
        {'mediaDevices' in navigator && <Button onClick={() => setReading(true)}>{t('wipeOrder.scan')}</Button>}
      </div>
      {made && <MadeOrder {...made} />}
    </form>
  );
}

function MadeOrder({ text, link, Code }: Made) {
  const { t } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [text]);
  return (
    <section class="stack tight">
      <h2 ref={heading} tabIndex={-1}>
        {t('wipeOrder.make.made')}
      </h2>
      <p>{t('wipeOrder.make.madeHelp')}</p>
      <Code text={link} label={t('wipeOrder.make.made')} />
      <p>
        <code class="checksum">{link}</code>
      </p>
      <div class="row">
        <CopyButton text={link} />
        <Button
          onClick={() => saveFile(`${text}\n`, `kenttakirja-tyhjennys-${wallDate(Date.now())}.txt`, 'text/plain')}
        >
          {t('wipeOrder.make.save')}
        </Button>
      </div>
    </section>
  );
}
