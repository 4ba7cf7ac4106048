import { useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { ChooseOne } from '../../ui/choice.tsx';
import { toFirstError } from '../../ui/to-first-error.ts';
import { isFirstTried } from '../../vault/first-tried.ts';
import type { ChosenSecret } from '../../vault/lock/lock-row.ts';
import { measuredSlowness } from '../../vault/lock/secret-key.ts';
import type { SecretKind } from '../../vault/lock/stored-lock.ts';
import { LockNotice } from './lock-notice.tsx';
import { SecretField } from './secret-field.tsx';

/** The fewest digits of a PIN, and the fewest signs of a passphrase. */
const least: Record<SecretKind, number> = { pin: 6, passphrase: 12 };

/** What is wrong with a secret before it is taken; undefined where nothing is. */
function fault(is: SecretKind, secret: string): `lock.short.${SecretKind}` | 'lock.firstTried' | undefined {
  const isLong = secret.trim().length >= least[is];
  if (!isLong || (is === 'pin' && !/^\d+$/.test(secret.trim()))) return `lock.short.${is}`;
  return isFirstTried(secret) ? 'lock.firstTried' : undefined;
}

interface ChooseSecretProps {
  /** What the button says. */
  action: string;
  /** It is the one act of its screen. */
  isPrimary?: boolean;
  /** What is asked before the choice, such as the secret that holds now. */
  children?: preact.ComponentChildren;
  /** What neither protects; what else it comes to, said before it is written; what becomes of who forgets it, said before it is taken. */
  unprotected?: string | false | undefined;
  means?: preact.ComponentChildren;
  ifForgotten?: preact.ComponentChildren;
  /** Rejects where it could not be done; then everything that was written stays. */
  onChosen: (chosen: ChosenSecret) => Promise<unknown>;
}

/** Choosing a PIN or a passphrase: what each protects from stands beside it. */
export function ChooseSecret({
  action,
  isPrimary = false,
  children,
  unprotected,
  means,
  ifForgotten,
  onChosen,
}: ChooseSecretProps) {
  const { t } = useWords();
  const [is, setIs] = useState<SecretKind>('pin');
  const [secret, setSecret] = useState('');
  const [again, setAgain] = useState('');
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const wrong = fault(is, secret);
  const differs = secret.trim() !== again.trim();
  const chooseKind = (kind: SecretKind) => {
    setIs(kind);
    setTried(false);
  };
  const choose = async (event: Event) => {
    event.preventDefault();
    if (isBusy) return;
    setTried(true);
    if (wrong || differs) return toFirstError();
    setBusy(true);
    setError(undefined);
    try {
      const how = await measuredSlowness();
      await onChosen({ secret, is, how });
    } catch (reason) {
      setError(reason);
    } finally {
      setBusy(false);
      toFirstError();
    }
  };
  return (
    <form class="stack" noValidate onSubmit={choose}>
      {children}
      <ChooseOne
        legend={t('lock.kind')}
        options={(['pin', 'passphrase'] as const).map((value) => ({ value, label: t(`lock.${value}`) }))}
        value={is}
        onChange={chooseKind}
      />
      <p>
        {t(`lock.protects.${is}`)} {unprotected}
      </p>
      {means}
      <SecretField
        label={t(`lock.new.${is}`)}
        hint={t(`lock.hint.${is}`)}
        is={is}
        value={secret}
        onInput={setSecret}
        error={isTried && wrong ? t(wrong) : undefined}
      />
      <SecretField
        label={t('lock.again')}
        is={is}
        value={again}
        onInput={setAgain}
        error={isTried && !wrong && differs ? t('lock.differs') : undefined}
      />
      {ifForgotten}
      {error !== undefined && <LockNotice error={error} work="set" />}
      <div class="row">
        <Button look={isPrimary ? 'primary' : 'quiet'} type="submit" busy={isBusy}>
          {isBusy ? t('lock.working') : action}
        </Button>
      </div>
    </form>
  );
}
