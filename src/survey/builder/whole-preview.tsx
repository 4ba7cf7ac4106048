import { useEffect, useMemo, useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { ChooseOne } from '../../ui/choice.tsx';
import { Select } from '../../ui/select.tsx';
import '../respondent/answer.css';
import '../respondent/statement.css';
import '../respondent/answer-bars.css';
import '../respondent/answer-list.css';
import { isRightToLeft, languageName } from '../instrument/instrument.ts';
import { AnswerForm } from '../respondent/answer-form.tsx';
import type { Answering } from '../respondent/answers.ts';
import type { Keeper } from '../respondent/use-answering.ts';
import { answersLeadingTo } from './branches.ts';
import { numbered } from './builder-words.ts';
import { ruleInWords } from './rule-words.ts';
import type { Builder } from './use-builder.ts';
import { type Preview, usePreview } from './use-preview.ts';

/** The whole survey as the respondent goes through it, in any of its languages and in every branch. Nothing of it is kept. */
export function WholePreview({ builder }: { builder: Builder }) {
  const { t } = useWords();
  const { survey } = builder;
  const [chosen, setChosen] = useState(survey.languages[0]!);
  /** From where it is looked at; `round` counts how often it was begun. */
  const [from, setFrom] = useState({ round: 0, at: -1 });
  const preview = usePreview(builder, chosen);
  const begin = (at: number) => setFrom(({ round }) => ({ round: round + 1, at }));
  return (
    <>
      <h2 tabIndex={-1}>{t('builder.preview')}</h2>
      <p class="muted">{t('builder.previewHelp')}</p>
      {survey.languages.length > 1 && (
        <ChooseOne
          legend={t('builder.previewLanguage')}
          options={survey.languages.map((value) => ({ value, label: <bdi lang={value}>{languageName(value)}</bdi> }))}
          value={chosen}
          onChange={setChosen}
        />
      )}
      {preview === null && <p class="muted">{t('builder.nothingToSee')}</p>}
      {preview && (
        <div class="builder-walk">
          <Branches builder={builder} preview={preview} at={from.at} onBegin={begin} />
          <section
            class="builder-phone"
            id="answer"
            lang={preview.language}
            dir={isRightToLeft(preview.language) ? 'rtl' : 'ltr'}
            aria-label={t('builder.asSeen')}
          >
            <Walk key={`${preview.language} ${from.round}`} preview={preview} at={from.at} />
          </section>
        </div>
      )}
    </>
  );
}

interface BranchesProps {
  builder: Builder;
  preview: Preview;
  at: number;
  onBegin(at: number): void;
}

/** From where to look: the beginning, or any question with the answers that bring it. */
function Branches({ builder, preview, at, onBegin }: BranchesProps) {
  const { t } = useWords();
  const { named } = builder;
  const { items } = preview.form;
  const ways = useMemo(
    () => items.map((_, index) => answersLeadingTo(preview.form, index) !== undefined),
    [preview.form],
  );
  const nameOf = (id: string) => {
    const one = named.get(id);
    return one ? numbered(t, one) : id;
  };
  return (
    <div class="stack tight">
      <div class="row">
        <Select
          label={t('builder.lookFrom')}
          options={[
            { value: '-1', label: t('builder.fromBeginning') },
            ...items.flatMap(({ id, showWhen }, index) =>
              ways[index]
                ? [{ value: String(index), label: `${nameOf(id)}${showWhen ? ` · ${t('builder.conditional')}` : ''}` }]
                : [],
            ),
          ]}
          value={String(at)}
          onChange={(value) => onBegin(Number(value))}
        />
        <Button onClick={() => onBegin(-1)}>{t('builder.again')}</Button>
      </div>
      {items.some(({ showWhen }) => showWhen) && (
        <ul class="builder-branches">
          {items.map(({ id, showWhen }, index) =>
            showWhen ? (
              <li key={id}>
                <span>
                  <strong class="number">{nameOf(id)}</strong>
                  <br />
                  <span class="muted small">{t('builder.shownWhen', { when: ruleInWords(t, builder, showWhen) })}</span>
                </span>
                {ways[index] ? (
                  <Button onClick={() => onBegin(index)}>{t('builder.lookAt')}</Button>
                ) : (
                  <span class="lacks small">{t('builder.neverShown')}</span>
                )}
              </li>
            ) : null,
          )}
        </ul>
      )}
    </div>
  );
}

/** One way through the form, from its beginning or from a question with the answers that bring it. */
function Walk({ preview, at }: { preview: Preview; at: number }) {
  const { language } = preview;
  /** The question that is gone to stands where the page began: the beginning is not seen before it. */
  const [isThere, setThere] = useState(at < 0);
  const [keeper] = useState((): Keeper => {
    const given = at < 0 ? undefined : answersLeadingTo(preview.form, at);
    const kept: Answering | undefined = given && {
      ...given,
      ...{ bundle: preview.form.id, language, mode: 'self', startedAt: new Date().toISOString(), at: at + 1 },
    };
    return {
      mode: 'self',
      resume: async () => {
        setThere(true);
        return kept;
      },
      keep: (_, ended) => ended(true),
      finish: async () => undefined,
      forget: async () => undefined,
      putAside: async () => undefined,
      allows: async () => true,
      contactIn: async () => undefined,
    };
  });
  // Larger text is the respondent's, for as long as their page is on the screen.
  useEffect(() => () => document.documentElement.classList.remove('larger'), []);
  return (
    <div class={isThere ? 'contents' : 'builder-unseen'}>
      <AnswerForm instrument={preview.form} language={language} words={preview.words} keeper={keeper} />
    </div>
  );
}
