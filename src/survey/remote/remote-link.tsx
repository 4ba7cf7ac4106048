import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { useWords } from '../../i18n/words.ts';
import { useOrganisation } from '../../setup/organisation-store.ts';
import { setting } from '../../store/device.ts';
import { useLive } from '../../store/live.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { ChooseLanguage } from '../choose-language.tsx';
import { asking, formAddress, formAnywhere } from '../respondent/answer-address.ts';
import { codeInHash } from '../respondent/answer-code.ts';
import { CodeField, useWrittenCode } from '../waves/code-field.tsx';
import '../paper/paper.css';
import { formsOf, useKnown } from '../bundle/bundles-store.ts';
import { answerLanguages, builtLanguages, textFor } from '../instrument/instruments-store.ts';
import { UnknownInstrument } from '../instrument/unknown-instrument.tsx';
import { surveyPart } from '../settings.ts';
import { askedInLink } from '../waves/asked.ts';
import { askedNow } from '../waves/codes-store.ts';
import { keyForNow, toldOfKey } from './form-link-store.ts';
import { LinkLasts } from './link-lasts.tsx';
import { NotShared } from './not-shared.tsx';
import { inDays } from './poster.ts';
import { RemoteOff } from './remote-off.tsx';
import { useFormKey } from './use-form-key.ts';
import { toldOfShared, useShared } from './use-shared.ts';

/** A link is good for two months, and for two weeks at least when it is given. */
const days = () => ({ today: inDays(0), least: inDays(14), until: inDays(60) });

/** In place of a language: that of the phone which opens the link. */
const phones = 'phone';

/** A link and its QR that open the form, and nothing else, on a person's own phone. */
export function RemoteLink() {
  const { t, language } = useWords();
  const { params, query } = useRoute();
  const known = useKnown();
  const { survey } = surveyPart.of(useOrganisation());
  const [chosen, setChosen] = useState<string>();
  const { written, write } = useWrittenCode(query.for);
  const code = codeInHash(written);
  const around = useLive(
    async () => ({ unit: await setting('unit', 'oma'), asked: code && (await askedNow(code, params.id ?? '')) }),
    [code],
  );
  const [isCopied, setCopied] = useState(false);
  const unit = around?.unit;
  const made = useFormKey(
    unit !== undefined && survey.remote ? () => keyForNow(unit, days(), survey.formKey) : undefined,
    [unit, survey.remote, survey.formKey],
  );
  const sharing = useShared(known, survey.remote ? params.id : undefined);
  if (!known || !around) return null;
  const instrument = formsOf(known).find(({ id }) => id === params.id);
  if (!instrument) return <UnknownInstrument />;
  const { all: languages, first } = answerLanguages(instrument, language);
  const text = textFor(instrument, language);
  const inLanguage = chosen ?? first;
  const told = new URLSearchParams({
    ...(made && 'key' in made ? toldOfKey(made) : {}),
    unit: around.unit,
    ...toldOfShared(sharing),
    // The link stays in the phone's history: the code is written there by hand.
    ...(code ? { coded: '1' } : {}),
    ...(around.asked ? { asked: askedInLink(around.asked) } : {}),
  });
  const page =
    inLanguage === phones
      ? formAnywhere(instrument.id)
      : formAddress(instrument.id, inLanguage, builtLanguages(instrument.id).includes(inLanguage));
  const form = asking(page, { mode: 'remote' });
  const link = `${location.origin}${form}#${told}`;
  const copy = async () => {
    await navigator.clipboard.writeText(link);
    setCopied(true);
  };
  return (
    <Page title={t('remote.title')} back={{ href: '/surveys', label: t('common.back') }}>
      <p lang={text.language}>
        <strong>{text.title}</strong>
      </p>
      {!survey.remote && <RemoteOff />}
      {survey.remote && (
        <>
          <p>{t('remote.lead')}</p>
          <ChooseLanguage
            {...{ instrument, languages }}
            phones={{ value: phones, label: t('remote.phones'), help: t('remote.phonesHelp') }}
            value={inLanguage}
            onChange={setChosen}
          />
          <CodeField
            label={t('handOver.code')}
            hint={t('remote.codeHint')}
            value={written}
            onInput={write}
            bundle={instrument.id}
          />
          <LinkLasts made={sharing.is === 'sharing' ? undefined : made} />
          <NotShared sharing={sharing} />
          {made && 'key' in made && sharing.is === 'shared' && (
            <>
              <div class="remote-qr">
                <QrCode text={link} label={t('remote.qr')} />
              </div>
              <p class="small checksum">{link}</p>
              <Button onClick={copy}>{t('remote.copy')}</Button>
              {isCopied && <Notice title={t('remote.copied')} />}
            </>
          )}
          <p>
            <LinkButton href="/surveys/on-server">{t('onServer.title')}</LinkButton>
          </p>
        </>
      )}
    </Page>
  );
}
