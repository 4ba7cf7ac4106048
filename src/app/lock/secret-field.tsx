import { Field } from '../../ui/field.tsx';
import type { SecretKind } from '../../vault/lock/stored-lock.ts';

interface SecretFieldProps {
  label: string;
  is: SecretKind;
  value: string;
  onInput: (value: string) => void;
  hint?: string | undefined;
  error?: string | undefined;
}

/** The field of a PIN or a passphrase: a keypad for the one, a keyboard for the other, shown to nobody beside. */
export const SecretField = ({ is, ...rest }: SecretFieldProps) => (
  <Field {...rest} type="password" digits={is === 'pin'} limit={200} required />
);
