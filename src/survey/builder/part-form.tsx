import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { About } from '../instrument/about.tsx';
import { languageName } from '../instrument/instrument.ts';
import { textFor } from '../instrument/instruments-store.ts';
import { longestName } from './look-through.ts';
import { MoveButtons } from './move-buttons.tsx';
import { neighbourOf } from './neighbour.ts';
import { dropScorings, movePart, removePart, setSection } from './operations.ts';
import { anyWords, isOwn, type OwnPart, type PlacedPart, type Section, type SurveyPart } from './survey.ts';
import { type Builder, issuesAt } from './use-builder.ts';
import { WordsFields } from './words-fields.tsx';

interface PartProps {
  builder: Builder;
  part: SurveyPart;
  section: readonly Section[];
}

/** A part of the survey: the heading of own questions, or an instrument that stands whole. */
export function PartForm({ builder, part, section }: PartProps) {
  const { t } = useWords();
  const { does, draft, focusInList, survey } = builder;
  const at = survey.parts.findIndex(({ id }) => id === part.id);
  return (
    <>
      {isOwn(part) ? <OwnForm {...{ builder, part, section }} /> : <PlacedForm {...{ builder, part }} />}
      <div class="row">
        <MoveButtons
          up={at > 0 ? () => does((now) => movePart(now, part.id, -1)) : undefined}
          down={at < survey.parts.length - 1 ? () => does((now) => movePart(now, part.id, 1)) : undefined}
        />
        <Button
          look="danger"
          onClick={() => {
            const after = draft.change((now) => removePart(now, part.id));
            focusInList(neighbourOf(`part:${part.id}`, survey, after));
          }}
        >
          {t(isOwn(part) ? 'builder.removePart' : 'builder.removeInstrument')}
        </Button>
      </div>
    </>
  );
}

function OwnForm({
  builder,
  part,
  section: sections,
}: {
  builder: Builder;
  part: OwnPart;
  section: readonly Section[];
}) {
  const { t } = useWords();
  const { does, issues, language } = builder;
  const own = issuesAt(issues, { part: part.id });
  const has = (why: string) => own.some((issue) => issue.why === why);
  return (
    <>
      <h2 tabIndex={-1}>
        {sections.map(({ titles }) => anyWords(titles, language)).find(Boolean) ?? t('builder.ownQuestions')}
      </h2>
      <p class="muted">{t('builder.partHelp')}</p>
      {has('tooMany') && <Notice tone="look" title={t('builder.why.tooMany')} />}
      {has('scoreItem') && (
        <Notice tone="look" title={t('builder.why.scoreItem')}>
          <Button onClick={() => does((now) => dropScorings(now, part.id))}>{t('builder.dropScorings')}</Button>
        </Notice>
      )}
      {sections.map(({ name, titles, stems }) => (
        <div key={name} class="stack tight">
          <WordsFields
            builder={builder}
            label={t('builder.heading')}
            hint={t('builder.headingHelp')}
            words={titles}
            issues={[]}
            most={longestName}
            onInput={(one, text) => does((now) => setSection(now, part.id, name, 'titles', one, text))}
          />
          <WordsFields
            builder={builder}
            label={t('builder.stem')}
            hint={t('builder.stemHelp')}
            words={stems}
            issues={[]}
            isLong
            onInput={(one, text) => does((now) => setSection(now, part.id, name, 'stems', one, text))}
          />
        </div>
      ))}
    </>
  );
}

function PlacedForm({ builder, part }: { builder: Builder; part: PlacedPart }) {
  const { t, language } = useWords();
  const { around, survey, issues } = builder;
  const instrument = around.instruments.find(({ id }) => id === part.id);
  const own = issuesAt(issues, { part: part.id });
  const lacking = own.flatMap((issue) => (issue.why === 'partLanguage' && issue.language ? [issue.language] : []));
  if (!instrument)
    return (
      <>
        <h2 tabIndex={-1}>{part.id}</h2>
        <Notice tone="look" title={t('builder.why.partUnknown')} />
      </>
    );
  const text = textFor(instrument, language);
  const otherwise = survey.languages.filter((one) => !instrument.texts[one] && !lacking.includes(one));
  return (
    <>
      <h2 tabIndex={-1} lang={text.language}>
        {text.title}
      </h2>
      <p>{t(instrument.validated ? 'builder.official' : 'builder.asIsHelp')}</p>
      {lacking.length > 0 && (
        <Notice
          tone="look"
          title={t('builder.why.partLanguage', { languages: lacking.map(languageName).join(', ') })}
        />
      )}
      {own.some(({ why }) => why.startsWith('rule')) && <Notice tone="look" title={t('builder.why.ruleGone')} />}
      {otherwise.length > 0 && (
        <p class="muted">{t('builder.officialLanguage', { languages: otherwise.map(languageName).join(', ') })}</p>
      )}
      <ol class="builder-whole" lang={text.language}>
        {instrument.items.map((item, at) => (
          <li key={item.id}>{text.items[at]}</li>
        ))}
      </ol>
      <details>
        <summary>{t('surveys.about')}</summary>
        <About instrument={instrument} />
      </details>
    </>
  );
}
