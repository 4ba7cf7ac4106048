import { useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import type { Auth } from '../../setup/endpoint.ts';
import { isSecretName } from '../../setup/secrets.ts';
import { ChooseOne } from '../../ui/choice.tsx';
import { Field } from '../../ui/field.tsx';
import { headerLines, readHeaders } from './header-lines.ts';

interface SchemeProps<A> {
  auth: A;
  onChange: (auth: A) => void;
  error: string | undefined;
}

/** The word before a key. */
export function Scheme<A extends { scheme?: string | undefined }>({ auth, onChange, error }: SchemeProps<A>) {
  const { t } = useWords();
  return (
    <Field
      label={t('endpoint.scheme')}
      hint={t('endpoint.schemeHint')}
      value={auth.scheme ?? 'Bearer'}
      error={error && t('setup.refusal.scheme-shape')}
      onInput={(scheme) => onChange({ ...auth, scheme })}
    />
  );
}

type Login = Extract<Auth, { way: 'login' }>;

interface LoginFieldsProps {
  auth: Login;
  onChange: (auth: Login) => void;
  /** What is to be said at a field. */
  told: (name: string) => string | undefined;
}

/** How a token is fetched. */
export function LoginFields({ auth, onChange, told }: LoginFieldsProps) {
  const { t } = useWords();
  const [own] = useState(() => Object.keys(auth.fields));
  const ownFields = own.map((name) => [name, auth.fields[name] ?? ''] as const);
  return (
    <>
      <Field
        label={t('endpoint.loginUrl')}
        value={auth.url}
        error={told('url')}
        onInput={(url) => onChange({ ...auth, url })}
      />
      {ownFields.map(([name, value]) => (
        <Field
          key={name}
          label={name === 'username' ? t('endpoint.user') : name === 'password' ? t('endpoint.password') : name}
          {...(isSecretName(name) ? { type: 'password' } : {})}
          value={value}
          onInput={(written) => onChange({ ...auth, fields: { ...auth.fields, [name]: written } })}
        />
      ))}
      <Field
        label={t('endpoint.tokenAt')}
        value={auth.tokenAt}
        error={told('tokenAt')}
        onInput={(tokenAt) => onChange({ ...auth, tokenAt })}
      />
      <details>
        <summary>{t('endpoint.loginMore')}</summary>
        <div class="stack">
          <ChooseOne
            legend={t('endpoint.loginAs')}
            options={[
              { value: 'auto', label: t('endpoint.loginAsAuto') },
              { value: 'json', label: t('endpoint.loginAsJson') },
              { value: 'form', label: t('endpoint.loginAsForm') },
            ]}
            value={auth.as ?? 'auto'}
            onChange={(as) => onChange(loginAs(auth, as))}
          />
          <Lines
            label={t('endpoint.loginFields')}
            hint={t('endpoint.loginFieldsHint')}
            begin={{}}
            onChange={(more) => onChange({ ...auth, fields: { ...Object.fromEntries(ownFields), ...more } })}
          />
          <Lines
            label={t('endpoint.loginHeaders')}
            hint={t('endpoint.loginHeadersHint')}
            begin={auth.headers ?? {}}
            error={told('headers') && t('setup.refusal.header-name')}
            onChange={(headers) => onChange({ ...auth, headers })}
          />
          <Scheme auth={auth} onChange={onChange} error={told('scheme')} />
        </div>
      </details>
    </>
  );
}

const loginAs = ({ as: _, ...auth }: Login, as: 'auto' | 'json' | 'form'): Login =>
  as === 'auto' ? auth : { ...auth, as };

interface LinesProps {
  label: string;
  hint: string;
  begin: Record<string, string>;
  error?: string | undefined;
  onChange: (named: Record<string, string>) => void;
}

/** Names with their values, one a line, as they are written. */
function Lines({ label, hint, begin, error, onChange }: LinesProps) {
  const [text, setText] = useState(() => headerLines(begin));
  const write = (written: string) => {
    setText(written);
    onChange(readHeaders(written));
  };
  return <Field label={label} hint={hint} long value={text} onInput={write} limit={20_000} error={error} />;
}
