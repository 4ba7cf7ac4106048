import { useWords } from '../../i18n/words.ts';
import type { Auth } from '../../setup/endpoint.ts';
import { isComplete, isSecretName, withoutSecrets } from '../../setup/secrets.ts';
import { ChooseOne } from '../../ui/choice.tsx';
import { Field } from '../../ui/field.tsx';

const ways = ['none', 'bearer', 'basic', 'header', 'login'] as const;
type Way = (typeof ways)[number];

/** What a person begins to fill in for each way. */
const blank: { [W in Way]: Extract<Auth, { way: W }> } = {
  none: { way: 'none' },
  bearer: { way: 'bearer', token: '' },
  basic: { way: 'basic', user: '', password: '' },
  header: { way: 'header', name: 'x-api-key', value: '' },
  login: { way: 'login', url: '', fields: { username: '', password: '' }, tokenAt: 'access_token' },
};

/** The same way of signing in with its secrets to be given anew; a key where there was no way yet. */
export function askedAnew(kept: Auth): Auth {
  const shown = withoutSecrets(kept);
  switch (shown.way) {
    case 'none':
      return blank.bearer;
    case 'bearer':
    case 'basic':
    case 'header':
      return { ...blank[shown.way], ...shown } as Auth;
    case 'login':
      return shown;
  }
}

/** What is to be kept: nothing was given where everything still stands as it was asked. */
export const given = (asked: Auth | undefined, kept: Auth): Auth =>
  asked && JSON.stringify(asked) !== JSON.stringify(askedAnew(kept)) ? asked : kept;

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
  const auth = value ?? (kept.way === 'none' ? blank.none : isComplete(kept) ? undefined : askedAnew(kept));
  return (
    <>
      <ChooseOne
        legend={t('endpoint.signIn')}
        options={ways.map((one) => ({ value: one, label: t(`endpoint.way.${one}`) }))}
        value={way}
        onChange={(chosen) => onChange(chosen === kept.way ? undefined : blank[chosen])}
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
        <Field
          label={t('endpoint.token')}
          hint={t('endpoint.tokenHint')}
          type="password"
          value={auth.token ?? ''}
          error={told('token')}
          onInput={(token) => onChange({ ...auth, token: token.trim() })}
        />
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
            type="password"
            value={auth.value ?? ''}
            error={told('value')}
            onInput={(value) => onChange({ ...auth, value: value.trim() })}
          />
        </>
      );
    case 'login':
      return (
        <>
          <Field
            label={t('endpoint.loginUrl')}
            value={auth.url}
            error={told('url')}
            onInput={(url) => onChange({ ...auth, url })}
          />
          {Object.entries(auth.fields).map(([name, value]) => (
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
        </>
      );
  }
}
