/** Loading the organisation's configuration: from a link, a file, a QR code. Nothing changes before a person has agreed. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useWords } from '../i18n/words.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Camera } from './camera.tsx';
import { ChooseSource } from './choose-source.tsx';
import { textFrom } from './fetch-document.ts';
import { NotRead } from './not-read.ts';
import { forgetOffered } from './offered-document.ts';
import { onSource } from './pending.ts';
import { type Candidate, type DocumentRules, readDocument } from './read-document.ts';
import type { Refusal } from './refusals.ts';
import { Refused } from './refused.tsx';
import { Review, type ReviewContents } from './review.tsx';
import { type Source, sourceInLink } from './source.ts';
import './setup.css';

type Step =
  | { is: 'choose'; trouble?: unknown }
  | { is: 'camera' }
  | { is: 'reading' }
  | { is: 'refused'; refusals: Refusal[] }
  /** `came`: what it came from, where that came with the address or from the device. */
  | { is: 'review'; candidate: Candidate; came: Source['is'] | undefined };

interface LoadProps {
  rules: DocumentRules;
  Contents: ReviewContents;
}

export function LoadOrganisation({ rules, Contents }: LoadProps) {
  const { t } = useWords();
  const { route } = useLocation();
  const [step, setStep] = useState<Step>({ is: 'choose' });
  // Of two that are read at once, the one that was asked for last is shown.
  const asked = useRef(0);

  async function read(text: () => Promise<string>, came?: Source['is']) {
    const mine = ++asked.current;
    setStep({ is: 'reading' });
    const next = await text()
      .then((found) => readDocument(found, rules))
      .then<Step, Step>(
        (read) => (read.is === 'candidate' ? { is: 'review', candidate: read.candidate, came } : read),
        (trouble: unknown) => ({ is: 'choose', trouble }),
      );
    if (mine === asked.current) setStep(next);
  }
  const readSource = (source: Source) => read(() => textFrom(source));
  useEffect(() => onSource((source) => void read(() => textFrom(source), source.is)), []);

  if (step.is === 'review') {
    return (
      <Review
        candidate={step.candidate}
        inHistory={step.came === 'packed'}
        Contents={Contents}
        addressSettings={rules.addressSettings}
        onAdopted={() => route('/more/organisation', true)}
        onLeave={() => {
          if (step.came === 'offered') void forgetOffered().catch(() => undefined);
          setStep({ is: 'choose' });
        }}
      />
    );
  }
  return (
    <Page
      title={t('setup.load')}
      back={{ href: '/more/organisation', label: t('common.back') }}
      action={
        step.is !== 'camera' &&
        'mediaDevices' in navigator && (
          <Button look="primary" onClick={() => setStep({ is: 'camera' })}>
            {t('setup.scan')}
          </Button>
        )
      }
    >
      {step.is === 'refused' && <Refused refusals={step.refusals} />}
      {step.is === 'choose' && step.trouble !== undefined && <Trouble error={step.trouble} />}
      {step.is === 'reading' && <Notice>{t('setup.reading')}</Notice>}
      {step.is === 'camera' ? (
        <Camera
          onCode={(text) => {
            const source = sourceInLink(text);
            if (source) void readSource(source);
            return source !== undefined;
          }}
          onFail={(trouble) => setStep({ is: 'choose', trouble })}
          onClose={() => setStep({ is: 'choose' })}
        />
      ) : (
        <ChooseSource onText={(text) => void read(text)} onSource={(source) => void readSource(source)} />
      )}
    </Page>
  );
}

function troubleWords(error: unknown) {
  const { why, fault } = error instanceof NotRead ? error : new NotRead('unread');
  return fault && fault !== 'bad-address' ? (`setup.refusal.${fault}` as const) : (`setup.trouble.${why}` as const);
}

/** Why nothing came to be read; that nothing has changed; what to do. */
function Trouble({ error }: { error: unknown }) {
  const { t } = useWords();
  return (
    <Notice tone="danger" title={t('setup.notRead')}>
      <p>{t(troubleWords(error))}</p>
      <p>{t('setup.nothingChanged')}</p>
    </Notice>
  );
}
