import { useWords } from '../../i18n/words.ts';
import type { Auth } from '../../setup/endpoint.ts';
import { isComplete } from '../../setup/secrets.ts';
import { ChooseOne } from '../../ui/choice.tsx';
import { Field } from '../../ui/field.tsx';
import { askedAnew, authWays, blankAuth } from './given.ts';
import { LoginFields, Scheme } from './login-fields.tsx';

interface SignInProps {
  /** What is kept: its way is shown, its secrets never. */
  kept: Auth;
  /** What was filled in now; undefined where it stays as it was. */
  value: Auth | undefined;
  onChange: (auth: Auth | undefined) => void;
  /** Which of what was given is wrong, and what is to be said of it there. */
  at: string | undefined;
  error: string;
}

/** How one signs in at an endpoint. Left alone, what was given before stays. */
export function SignIn({ kept, value, onChange, at, error }: SignInProps) {
  const { t } = useWords();
  const way = (value ?? kept).way;
  const auth = value ?? (kept.way === 'none' ? blankAuth.none : isComplete(kept) ? undefined : askedAnew(kept));
  return (
    <>
      <ChooseOne
        legend={t('endpoint.signIn')}
        options={authWays.map((one) => ({ value: one, label: t(`endpoint.way.${one}`) }))}
        value={way}
        onChange={(chosen) => onChange(chosen === kept.way ? undefined : blankAuth[chosen])}
      />
      {!auth && (
        <p class="muted">
          {t('endpoint.hasToken')}{' '}
          <button type="button" class="button plain" onClick={() => onChange(askedAnew(kept))}>
            {t('endpoint.another')}
          </button>
        </p>
      )}
      {auth && <Fields auth={auth} onChange={onChange} told={(name) => (name === at ? error : undefined)} />}
    </>
  );
}

interface FieldsProps {
  auth: Auth;
  onChange: (auth: Auth) => void;
  told: (name: string) => string | undefined;
}

function Fields({ auth, onChange, told }: FieldsProps) {
  const { t } = useWords();
  switch (auth.way) {
    case 'none':
      return null;
    case 'bearer':
      return (
        <>
          <Field
            label={t('endpoint.token')}
            hint={t('endpoint.tokenHint')}
            type="password"
            value={auth.token ?? ''}
            error={told('token')}
            onInput={(token) => onChange({ ...auth, token: token.trimStart() })}
          />
          <Scheme auth={auth} onChange={onChange} error={told('scheme')} />
        </>
      );
    case 'basic':
      return (
        <>
          <Field
            label={t('endpoint.user')}
            value={auth.user ?? ''}
            error={told('user')}
            onInput={(user) => onChange({ ...auth, user })}
          />
          <Field
            label={t('endpoint.password')}
            type="password"
            value={auth.password ?? ''}
            error={told('password')}
            onInput={(password) => onChange({ ...auth, password })}
          />
        </>
      );
    case 'header':
      return (
        <>
          <Field
            label={t('endpoint.headerName')}
            value={auth.name}
            error={told('name')}
            onInput={(name) => onChange({ ...auth, name })}
          />
          <Field
            label={t('endpoint.token')}
            hint={t('endpoint.headerHint')}
            type="password"
            value={auth.value ?? ''}
            error={told('value')}
            onInput={(value) => onChange({ ...auth, value: value.trimStart() })}
          />
        </>
      );
    case 'login':
      return <LoginFields auth={auth} onChange={onChange} told={told} />;
  }
}
