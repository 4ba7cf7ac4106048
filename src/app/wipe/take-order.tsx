import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { Camera } from '../../setup/camera.tsx';
import { NotKeptNotice } from '../../store/not-kept.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { toFirstError } from '../../ui/to-first-error.ts';
import { carryOut, type TakenOrder, takeOrder } from './ordered-store.ts';

type Why = Extract<TakenOrder, { why: string }>['why'];

/** An order as text, by a link that was opened (`given`), by the camera, pasted or as a file. What is none changes nothing. */
export function TakeOrder({ given }: { given: string | undefined }) {
  const { t } = useWords();
  const [written, setWritten] = useState('');
  const [why, setWhy] = useState<Why>();
  const [isReading, setReading] = useState(false);
  const [hasNoCamera, setNoCamera] = useState(false);
  const [error, setError] = useState<unknown>();
  const take = async (text: string) => {
    setReading(false);
    setError(undefined);
    try {
      const taken = await takeOrder(text);
      setWhy('why' in taken ? taken.why : undefined);
      if ('why' in taken) return toFirstError();
      await carryOut();
    } catch (reason) {
      setError(reason);
    }
  };
  useEffect(() => {
    if (given === undefined) return;
    setWritten(given);
    void take(given);
  }, [given]);
  if (isReading) {
    const onCode = (text: string) => {
      setWritten(text);
      void take(text);
      return true;
    };
    const fail = () => {
      setReading(false);
      setNoCamera(true);
    };
    return <Camera onCode={onCode} onFail={fail} onClose={() => setReading(false)} />;
  }
  const give = (event: Event) => {
    event.preventDefault();
    void take(written);
  };
  return (
    <form class="stack tight" noValidate onSubmit={give}>
      <Field
        label={t('wipeOrder.order')}
        hint={t('wipeOrder.orderHint')}
        value={written}
        onInput={setWritten}
        limit={4000}
        long
        error={why && t(`wipeOrder.why.${why}`)}
      />
      {hasNoCamera && <Notice tone="look" title={t('wipeOrder.noCamera')} />}
      {error !== undefined && <NotKeptNotice error={error} />}
      <div class="row">
        <Button type="submit">{t('wipeOrder.take')}</Button>
        {'mediaDevices' in navigator && <Button onClick={() => setReading(true)}>{t('wipeOrder.scan')}</Button>}
      </div>
    </form>
  );
}
