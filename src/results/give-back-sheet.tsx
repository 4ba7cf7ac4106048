import { useWordsIn } from '../i18n/use-words-in.ts';
import type { Translate, Words } from '../i18n/words.ts';
import { periodNumerals } from '../periods/names.ts';
import type { Period } from '../periods/periods.ts';
import { useOrganisation } from '../setup/organisation-store.ts';
import type { Instrument } from '../survey/instrument/instrument.ts';
import { SheetHeading } from '../ui/sheet-heading.tsx';
import { Unbroken } from '../ui/unbroken.tsx';
import { instrumentText, saidMean } from './in-words.ts';
import { type RankedItem, rankedItems } from './ranked-items.ts';
import type { ResultGroup } from './wave-results.ts';
import './give-back.css';

interface SheetProps extends PartProps {
  languages: readonly string[];
  /** Undefined: all units. */
  unit: string | undefined;
  period: Period;
  /** What changes, as it was written: once for all languages. */
  changed: readonly string[];
}

/** From so many signs on what changes is written smaller: all of it has room on the sheet. */
const longText = 240;

interface Scored {
  instrument: Instrument;
  group: ResultGroup | undefined;
  /** Where another version of it stands beside. */
  version: string | undefined;
  /** Which time it is, where there were several. */
  timeOf: (t: Translate) => string | undefined;
}

interface PartProps {
  /** The survey, by whose name they know it. */
  form: Pick<Instrument, 'texts'>;
  instrument: Instrument;
  group: ResultGroup | undefined;
  /** Every part that has a score, in the order of the survey. */
  scored: readonly Scored[];
}

/** A sheet of A4 for a wall, the same said in each language. Nothing on it but what is released. */
export function GiveBackSheet({ languages, unit, period, changed, ...part }: SheetProps) {
  const { organisation, example } = useOrganisation();
  const [first = 'fi'] = languages;
  return (
    <article
      class="give-back own-paper"
      data-languages={languages.length}
      data-long={changed.join('').length > longText}
    >
      {languages.map((language) => (
        <InLanguage key={language} language={language} {...part} />
      ))}
      {changed.length > 0 && (
        <section>
          <h2 class="give-back-changes">
            {languages.map((language, at) => (
              <Changed key={language} language={language} isFirst={at === 0} />
            ))}
          </h2>
          <ul>
            {changed.map((what, at) => (
              <li key={at} dir="auto">
                {what}
              </li>
            ))}
          </ul>
        </section>
      )}
      <footer class="number">
        <Unbroken
          text={[!example && organisation.name, unit, periodNumerals(period, first)].filter(Boolean).join(' · ')}
        />
      </footer>
    </article>
  );
}

function Changed({ language, isFirst }: { language: string; isFirst: boolean }) {
  const words = useWordsIn(language);
  if (!words || words === 'missing') return null;
  return (
    <>
      {!isFirst && ' · '}
      <span lang={language}>{words.t('giveBack.changed')}</span>
    </>
  );
}

/** Nothing until the words of the language are here. */
function InLanguage({ language, ...part }: PartProps & { language: string }) {
  const words = useWordsIn(language);
  return words && words !== 'missing' ? <Said {...part} words={words} /> : null;
}

function Said({ form, instrument, group, scored, words }: PartProps & { words: Words }) {
  const { t, language } = words;
  const { language: lang, text } = instrumentText(instrument, language);
  const survey = instrumentText({ ...instrument, ...form }, language);
  // A survey that is one instrument is named where that one's score is told.
  const told = scored.filter(scoreOf);
  const isNamed = told.some((one) => instrumentText(one.instrument, language).text.title === survey.text.title);
  const why = group?.n === undefined ? !group && t('report.withheld.none') : t('report.counted', { count: group.n });
  const items = group?.statistics?.items ?? [];
  const found = rankedItems(items);
  // Where something is not told of some, nobody can say which is the highest.
  const ranked = found?.told === items.length ? found : undefined;
  /** Those that stand at an end, where there are no more than two. */
  const statements = (of: readonly RankedItem[] = []) => {
    const alike = of.filter(({ mean }) => mean.value === of[0]?.mean.value);
    return alike.length > 2 ? [] : alike.map(({ item }) => text.items[placeOf(item)] ?? item);
  };
  const placeOf = (item: string) => instrument.items.findIndex(({ id }) => id === item);
  const ends = (['highest', 'lowest'] as const).flatMap((end) =>
    statements(ranked?.[end]).map((statement) => ({ end, statement })),
  );
  return (
    <section lang={language}>
      <SheetHeading level={2} class="give-back-thanks">
        {t('giveBack.thanks')}
      </SheetHeading>
      {!isNamed && (
        <p>
          <strong lang={survey.language}>{survey.text.title}</strong>
        </p>
      )}
      {told.length === 0 && why && <p>{why}</p>}
      {told.length === 0 && group && <p>{t('giveBack.notTold')}</p>}
      {told.map((one) => (
        <Result key={`${one.instrument.id} ${one.version}`} of={one} words={words} />
      ))}
      {ends.length > 0 && (
        <div class="give-back-ends">
          {ends.map(({ end, statement }) => (
            <p key={statement}>
              {t(`giveBack.${end}`)}: <strong lang={lang}>{statement}</strong>
            </p>
          ))}
        </div>
      )}
      <p class="give-back-note">
        {told.length > 0 && t('report.onlyWhole')} {t('giveBack.group')}
      </p>
    </section>
  );
}

const scoreOf = ({ group }: Pick<Scored, 'group'>) => group?.statistics?.scores[0];

/** A score under its name; nothing where it is not told. */
function Result({ of, words: { t, language } }: { of: Scored; words: Words }) {
  const score = scoreOf(of);
  if (!score) return null;
  const { language: lang, text } = instrumentText(of.instrument, language);
  return (
    <p class="give-back-result">
      <b class="number">{saidMean(score.mean, language, t)}</b>
      <span>
        <strong lang={lang}>{text.title}</strong>
        {of.version && ` · ${t('report.version', { version: of.version })}`}
        <br />
        {[
          of.timeOf(t),
          t('giveBack.resultOf', { from: score.from, to: score.to }),
          of.group?.n !== undefined && t('report.counted', { count: of.group.n }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </p>
  );
}
