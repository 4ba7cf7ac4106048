import { useRef, useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import type { EndpointConfig } from '../../setup/endpoint.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { Finding } from './finding.ts';
import { serverName } from './server-name.ts';
import { type Trial, tryEndpoint } from './trial.ts';

interface TrialViewProps {
  /** What the form says now; undefined where something in it is wrong, which is then said there. */
  read: () => EndpointConfig | undefined;
  kind: string;
  onDialect: (dialect: string) => void;
  onFitting: (options: Record<string, unknown>) => void;
}

type State = { is: 'idle' } | { is: 'running'; findings: Finding[] } | { is: 'done'; trial: Trial };

/** Kokeile osoitetta: one marked record is sent, and each step is told in plain words. */
export function TrialView({ read, kind, onDialect, onFitting }: TrialViewProps) {
  const { t } = useWords();
  const [state, setState] = useState<State>({ is: 'idle' });
  const round = useRef(0);
  const run = async (insist: boolean) => {
    const config = read();
    if (!config) return setState({ is: 'idle' });
    const mine = ++round.current;
    const show = (next: State) => mine === round.current && setState(next);
    show({ is: 'running', findings: [] });
    const trial = await tryEndpoint(config, kind, (findings) => show({ is: 'running', findings }), insist);
    show({ is: 'done', trial });
  };
  const findings = state.is === 'running' ? state.findings : state.is === 'done' ? state.trial.findings : [];
  const { proposal, fitting } = state.is === 'done' ? state.trial : ({} as Partial<Trial>);
  return (
    <section class="card" aria-labelledby="trial">
      <h2 id="trial">{t('trial.title')}</h2>
      <p class="muted small">{t('trial.lead')}</p>
      <p>
        <Button onClick={() => run(false)} busy={state.is === 'running'}>
          {t(state.is === 'running' ? 'trial.running' : 'trial.run')}
        </Button>
      </p>
      <ol class="trial-findings" aria-live="polite">
        {findings.map((finding) => (
          <Found key={finding.step} finding={finding} />
        ))}
      </ol>
      {proposal && (
        <Notice tone="look" title={t('trial.proposal', { server: serverName(proposal, t) })}>
          <div class="row">
            <Button onClick={() => onDialect(proposal)}>{t('trial.take')}</Button>
            <Button look="bare" onClick={() => run(true)}>
              {t('trial.insist')}
            </Button>
          </div>
        </Notice>
      )}
      {fitting && (
        <Notice tone="look" title={t(titleOf(fitting))}>
          <code class="endpoint-address">{JSON.stringify(fitting)}</code>
          <div class="row">
            <Button onClick={() => onFitting(fitting)}>{t('trial.takeFitting')}</Button>
          </div>
        </Notice>
      )}
    </section>
  );
}

/** What the settings that would fit mean. */
function titleOf({ answers, proof }: Record<string, unknown>) {
  if (proof === 'status') return 'trial.fittingUnseen';
  return answers === 'status' ? 'trial.fittingStatus' : 'trial.fitting';
}

const marks = { good: '✓', look: '!', bad: '✕' };

function Found({ finding: { step, tone, word, raw, params } }: { finding: Finding }) {
  const { t } = useWords();
  const server = params?.dialect === undefined ? undefined : serverName(String(params.dialect), t);
  // Every finding has a sentence; a test holds the two together.
  const key = `trial.found.${step}.${word}` as 'trial.found.reach.answers';
  return (
    <li class={`trial-found ${tone}`}>
      <span class="trial-mark" role="img" aria-label={t(`trial.tone.${tone}`)}>
        {marks[tone]}
      </span>
      <div>
        <strong>{t(`trial.step.${step}`)}</strong>
        <p>{t(key, { ...params, server })}</p>
        {raw && (raw.status !== undefined || raw.text) && (
          <details>
            <summary>{t('trial.raw')}</summary>
            <p class="small muted number">{[raw.status, raw.type].filter(Boolean).join(' · ')}</p>
            {raw.text && <pre class="trial-raw">{raw.text}</pre>}
          </details>
        )}
      </div>
    </li>
  );
}
