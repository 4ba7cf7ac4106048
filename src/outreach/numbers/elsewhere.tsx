import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { deviceId } from '../../store/device.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { countElsewhere, forgetElsewhere, kindsCounted, takeElsewhere } from './facts-store.ts';

/** Asks endpoints for records of these kinds and gives each to `take`. Resolves to how it ended. */
export type ReadElsewhere = (
  kinds: readonly string[],
  take: (record: unknown) => Promise<void> | undefined,
) => Promise<'read' | 'failed' | 'none'>;

interface ElsewhereProps {
  read: ReadElsewhere;
  /** There is something else to count. */
  onChange: () => void;
}

type State = { is: 'rest' } | { is: 'reading'; count: number } | { is: 'failed' } | { is: 'none' };

/** What other devices logged: read when a person asks for it, in memory only. */
export function Elsewhere({ read, onChange }: ElsewhereProps) {
  const { t } = useWords();
  const [state, setState] = useState<State>({ is: 'rest' });
  const [others, setOthers] = useState(0);
  const look = async () => setOthers(countElsewhere(await deviceId()));
  useEffect(() => void look(), []);

  async function ask() {
    let count = 0;
    setState({ is: 'reading', count });
    const end = await read(
      kindsCounted.map(({ name }) => name),
      (record) => {
        if (takeElsewhere(record)) count += 1;
        if (count % 500 === 0) setState({ is: 'reading', count });
        return undefined;
      },
    );
    setState(end === 'read' ? { is: 'rest' } : { is: end });
    await look();
    onChange();
  }

  function forget() {
    forgetElsewhere();
    void look();
    onChange();
  }

  return (
    <section class="card numbers-elsewhere" aria-labelledby="numbers-elsewhere">
      <h2 id="numbers-elsewhere">{t('outreach.numbers.elsewhere.title')}</h2>
      {others > 0 ? (
        <p class="number">{t('outreach.numbers.elsewhere.in', { count: others })}</p>
      ) : (
        <p class="muted">{t('outreach.numbers.elsewhere.help')}</p>
      )}
      <div class="row">
        <Button busy={state.is === 'reading'} onClick={ask}>
          {t('outreach.numbers.elsewhere.read')}
        </Button>
        {others > 0 && (
          <Button look="bare" onClick={forget}>
            {t('outreach.numbers.elsewhere.forget')}
          </Button>
        )}
      </div>
      {state.is === 'reading' && (
        <p class="number" role="status">
          {t('outreach.numbers.elsewhere.reading', { count: state.count })}
        </p>
      )}
      {state.is === 'failed' && <Notice tone="look">{t('outreach.numbers.elsewhere.failed')}</Notice>}
      {state.is === 'none' && <Notice>{t('outreach.numbers.elsewhere.none')}</Notice>}
    </section>
  );
}
