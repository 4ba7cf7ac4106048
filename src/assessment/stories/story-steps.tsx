/** The four steps of a small success story: preparation, interview, analysis, reporting. */
import { useWords } from '../../i18n/words.ts';
import { FreeTextField } from '../../store/free-text-field.tsx';
import { showAnswerCode } from '../../survey/respondent/answer-code.ts';
import { ChooseOne, ChooseSome } from '../../ui/choice.tsx';
import { type FormStepProps, Step } from '../step-list.tsx';
import { consents, inclusionAreas, storyLimits, storyOutcomes, waysOfTelling } from './story.ts';
import './stories.css';
import { areaTitle } from './story-areas.ts';
import type { StoryDraft } from './story-draft.ts';
import { newWithdrawalCode } from './withdrawal.ts';

interface StoryStepProps extends FormStepProps<StoryDraft> {
  /** It was kept before: its code is with the teller alone. */
  isKept: boolean;
}

/** Voluntary, how it is told, and the code that the teller takes along. */
export function Prepare({ isKept, ...props }: StoryStepProps) {
  const { t } = useWords();
  const { data, isAsked, onChange } = props;
  return (
    <Step {...props}>
      <p class="muted">{t('stories.prepareHelp')}</p>
      <ChooseOne
        legend={t('stories.consent')}
        hint={t('stories.consentHint')}
        error={isAsked && !data.consent ? t('stories.consentMissing') : undefined}
        options={consents.map((value) => ({ value, label: t(`stories.consents.${value}`) }))}
        value={data.consent}
        onChange={(consent) => onChange({ consent, ...(!isKept && !data.code && { code: newWithdrawalCode() }) })}
      />
      <ChooseOne
        legend={t('stories.told')}
        error={isAsked && !data.told ? t('stories.toldMissing') : undefined}
        options={waysOfTelling.map((value) => ({ value, label: t(`stories.tellings.${value}`) }))}
        value={data.told}
        onChange={(told) => onChange({ told })}
      />
      <p class="muted small">{t('stories.noSound')}</p>
      {isKept && <p class="muted">{t('stories.codeWithTeller')}</p>}
      {data.code && (
        <div class="stack tight">
          <h3>{t('stories.code')}</h3>
          <p class="withdrawal-code number">{showAnswerCode(data.code)}</p>
          <p class="muted">{t('stories.codeHelp')}</p>
          <ChooseSome
            legend={t('stories.codeToTeller')}
            error={isAsked && !data.isCodeGiven ? t('stories.codeMissing') : undefined}
            options={[{ value: 'given', label: t('stories.codeGiven') }]}
            values={data.isCodeGiven ? ['given'] : []}
            onChange={(chosen) => onChange({ isCodeGiven: chosen.length > 0 })}
          />
        </div>
      )}
    </Step>
  );
}

/** What happened, in the teller's words. */
export function Tell({ isKept: _, ...props }: StoryStepProps) {
  const { t } = useWords();
  const { data, isAsked } = props;
  return (
    <Step {...props}>
      <p class="muted">{t('stories.tellHelp')}</p>
      <Words
        {...props}
        field="happened"
        hint={t('stories.happenedHint')}
        error={isAsked && !data.happened.trim() ? t('stories.happenedMissing') : undefined}
      />
    </Step>
  );
}

/** Which situation brought it, and what kind of increase of inclusion it tells of; what did not succeed, too. */
export function Analyse({ isKept: _, ...props }: StoryStepProps) {
  const { t } = useWords();
  const { data, onChange } = props;
  return (
    <Step {...props}>
      <p class="muted">{t('stories.analyseHelp')}</p>
      <ChooseOne
        legend={t('stories.outcome')}
        options={storyOutcomes.map((value) => ({ value, label: t(`stories.outcomes.${value}`) }))}
        value={data.outcome}
        onChange={(outcome) => onChange({ outcome })}
      />
      <Words {...props} field="situation" hint={false} />
      {(data.outcome === 'success' || data.areas.length > 0) && (
        <ChooseSome
          legend={t('stories.areas')}
          options={inclusionAreas.map((value) => ({ value, label: <bdi lang="fi">{areaTitle(value)}</bdi> }))}
          values={data.areas}
          onChange={(areas) => onChange({ areas })}
        />
      )}
      {(data.outcome === 'success' || data.increase) && <Words {...props} field="increase" hint={false} />}
      <Words {...props} field="failed" hint={false} />
    </Step>
  );
}

/** Where it is told on: beside numbers, and what cannot be taken back from there. */
export function Reporting({ isKept: _, ...props }: StoryStepProps) {
  const { t } = useWords();
  const { data, onChange } = props;
  return (
    <Step {...props}>
      <p class="muted">{t('stories.reportHelp')}</p>
      <FreeTextField
        label={t('stories.toldIn')}
        hint={t('stories.toldInHint')}
        value={data.toldIn}
        onInput={(toldIn) => onChange({ toldIn })}
        limit={storyLimits.line}
      />
    </Step>
  );
}

interface WordsProps extends FormStepProps<StoryDraft> {
  field: 'happened' | 'situation' | 'increase' | 'failed';
  hint: string | false;
  error?: string | undefined;
}

function Words({ field, hint, error, data, onChange }: WordsProps) {
  const { t } = useWords();
  return (
    <FreeTextField
      label={t(`stories.${field}`)}
      hint={hint}
      error={error}
      value={data[field]}
      onInput={(said) => onChange({ [field]: said })}
      limit={storyLimits.words}
      long
    />
  );
}
