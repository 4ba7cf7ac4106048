/** A poster to print: who asks, why, until when, that it is voluntary, and the link as a QR, in up to four languages. */
import { useEffect, useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { useWords } from '../../i18n/words.ts';
import { useOrganisation } from '../../setup/organisation-store.ts';
import { setting } from '../../store/device.ts';
import { useLive } from '../../store/live.ts';
import { NotKeptNotice } from '../../store/not-kept.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { ChooseSome } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Field } from '../../ui/field.tsx';
import { Page } from '../../ui/page.tsx';
import { toFirstError } from '../../ui/to-first-error.ts';
import { formFor, formsOf, useKnown } from '../bundle/bundles-store.ts';
import type { Form } from '../bundle/form.ts';
import { PageLanguageNote } from '../choose-language.tsx';
import { languageName } from '../instrument/instrument.ts';
import { answerLanguages } from '../instrument/instruments-store.ts';
import { UnknownInstrument } from '../instrument/unknown-instrument.tsx';
import { asking, formAnywhere } from '../respondent/answer-address.ts';
import { loadPageWords, loadPosterWords } from '../respondent/page-words-store.ts';
import { surveyPart } from '../settings.ts';
import { withOwnWords, wordsAround } from '../words-around.ts';
import { keyForLink, toldOfKey } from './form-link-store.ts';
import { LinkLasts } from './link-lasts.tsx';
import { NotShared } from './not-shared.tsx';
import { inDays, newTag } from './poster.ts';
import { type PosterPart, PosterSheet } from './poster-sheet.tsx';
import { keepPoster } from './posters-store.ts';
import { RemoteOff } from './remote-off.tsx';
import { useFormKey } from './use-form-key.ts';
import { toldOfShared, useShared } from './use-shared.ts';

/** For so many days ahead a poster may be made: a link that nobody remembers lets nobody in. */
const longest = 366;

/** So many languages have room on a sheet and are still read from a step away. */
const most = 4;

export function PosterPage() {
  const { t, language } = useWords();
  const { params } = useRoute();
  const known = useKnown();
  const { survey, organisation, example } = surveyPart.of(useOrganisation());
  const unit = useLive(() => setting('unit', 'oma'));
  const [tag] = useState(newTag);
  const [place, setPlace] = useState('');
  const [until, setUntil] = useState('');
  const [chosen, setChosen] = useState<string[]>();
  const [isTried, setTried] = useState(false);
  const [error, setError] = useState<unknown>();
  const asked = known && formsOf(known).find(({ id }) => id === params.id);
  const { all, first } = asked ? answerLanguages(asked, language) : { all: [], first: language };
  const languages = chosen ?? [first];
  const form = asked && formFor(known, asked.id);
  const parts = usePosterParts(form, languages);
  const isDay = until >= inDays(0) && until <= inDays(longest);
  const made = useFormKey(
    unit !== undefined && isDay && survey.remote ? () => keyForLink(unit, until, survey.formKey) : undefined,
    [unit, until, isDay, survey.remote, survey.formKey],
  );
  const sharing = useShared(known, survey.remote ? params.id : undefined);
  if (!known || unit === undefined) return null;
  if (!form) return <UnknownInstrument />;
  const wrong = {
    place: place.trim() ? undefined : t('poster.placeMissing'),
    until: isDay ? undefined : t('poster.untilMissing'),
    languages: languages.length > 0 ? undefined : t('poster.languagesMissing'),
  };
  const key = made && 'key' in made && sharing.is === 'shared' ? toldOfKey(made) : undefined;
  const told = new URLSearchParams({ ...key, unit, ...toldOfShared(sharing), poster: tag, until });
  const link = key && `${location.origin}${asking(formAnywhere(form.id), { mode: 'remote' })}#${told}`;
  const printIt = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (Object.values(wrong).some(Boolean)) return toFirstError();
    // Above the sheet it is said why it has no link.
    if (!link) return;
    try {
      const links = made?.is === 'invite' ? { links: [made.id] } : {};
      await keepPoster({ tag, bundle: form.id, place: place.trim(), until, ...links, ...toldOfShared(sharing) });
      setError(undefined);
    } catch (reason) {
      return setError(reason);
    }
    print();
  };
  return (
    <form onSubmit={printIt} noValidate class="contents">
      <Page
        title={t('poster.title')}
        back={{ href: '/surveys', label: t('common.back') }}
        action={
          survey.remote && (
            <>
              {error !== undefined && <NotKeptNotice error={error} />}
              <Button look="primary" type="submit">
                {t('poster.print')}
              </Button>
            </>
          )
        }
      >
        {!survey.remote && <RemoteOff />}
        {survey.remote && (
          <>
            <PosterFields
              {...{ place, setPlace, until, setUntil, all, languages, setChosen }}
              wrong={isTried ? wrong : {}}
            />
            <div class="unprinted">
              <NotShared sharing={sharing} />
            </div>
            {isDay && made?.is !== 'invite' && (
              <div class="unprinted">
                <LinkLasts made={made} />
              </div>
            )}
            <PosterSheet
              {...{ link, tag, place, until }}
              organiser={example ? undefined : organisation.name}
              parts={parts}
            />
          </>
        )}
      </Page>
    </form>
  );
}

/** What a poster says in each of these languages, as far as it has come. */
function usePosterParts(form: Form | undefined, languages: readonly string[]): PosterPart[] {
  const [parts, setParts] = useState<PosterPart[]>([]);
  useEffect(() => {
    let isLatest = true;
    const load = async (language: string): Promise<PosterPart[]> => {
      if (!form) return [];
      const text = form.texts[language]!;
      const [page, says] = await Promise.all([loadPageWords(language), loadPosterWords(language)]);
      const words = withOwnWords(wordsAround(form, page, text, form.purposes[language]), text.page);
      const questions = form.parts.map(({ texts }) => texts[language]!.language);
      return [{ language, says, words, questions }];
    };
    // One that cannot be fetched now is left out: what is on the screen is what will be printed.
    const each = languages.map((language) => load(language).catch(() => []));
    void Promise.all(each).then((all) => isLatest && setParts(all.flat()));
    return () => {
      isLatest = false;
    };
  }, [form?.id, languages.join()]);
  return parts;
}

interface FieldsProps {
  place: string;
  setPlace(place: string): void;
  until: string;
  setUntil(until: string): void;
  /** The languages that there are, and those of the poster. */
  all: readonly string[];
  languages: string[];
  setChosen(languages: string[]): void;
  wrong: { place?: string | undefined; until?: string | undefined; languages?: string | undefined };
}

function PosterFields({ place, setPlace, until, setUntil, all, languages, setChosen, wrong }: FieldsProps) {
  const { t } = useWords();
  return (
    <div class="stack unprinted">
      <p>{t('poster.lead')}</p>
      <Field
        label={t('poster.place')}
        hint={t('poster.placeHint')}
        value={place}
        onInput={setPlace}
        limit={60}
        error={wrong.place}
      />
      <DateField label={t('poster.until')} value={until} onInput={setUntil} error={wrong.until} />
      <ChooseSome
        legend={t('poster.languages')}
        hint={t('poster.languagesHint')}
        options={all.map((one) => ({ value: one, label: <bdi lang={one}>{languageName(one)}</bdi> }))}
        values={languages}
        limit={most}
        error={wrong.languages}
        onChange={setChosen}
      />
      {languages.map((one) => (
        <PageLanguageNote key={one} language={one} />
      ))}
      <p>
        <LinkButton href="/surveys/posters">{t('poster.all')}</LinkButton>
      </p>
    </div>
  );
}
