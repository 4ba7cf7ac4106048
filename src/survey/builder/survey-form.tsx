import { useWords } from '../../i18n/words.ts';
import { Folded } from './folded.tsx';
import { longestName } from './look-through.ts';
import { setSurvey } from './operations.ts';
import { type Builder, issuesAt } from './use-builder.ts';
import { WordsFields } from './words-fields.tsx';

/** What the survey is called, and what a person reads before the first question. */
export function SurveyForm({ builder }: { builder: Builder }) {
  const { t } = useWords();
  const { survey, does, issues, remarks } = builder;
  const own = issuesAt(issues, {});
  return (
    <>
      <h2 tabIndex={-1}>{t('builder.survey')}</h2>
      <WordsFields
        builder={builder}
        label={t('builder.name')}
        words={survey.titles}
        issues={own.filter(({ why }) => why === 'noTitle')}
        most={longestName}
        onInput={(language, text) => does((now) => setSurvey(now, 'titles', language, text))}
      />
      <WordsFields
        builder={builder}
        label={t('builder.purpose')}
        hint={t('builder.purposeHelp')}
        words={survey.purposes}
        issues={issuesAt(remarks, {}).filter(({ why }) => why === 'purposeMissing')}
        isLong
        onInput={(language, text) => does((now) => setSurvey(now, 'purposes', language, text))}
      />
      <Folded
        summary={t('builder.controllerMore')}
        isOpen={[survey.controllers, survey.notices].some((words) => Object.values(words).some(Boolean))}
      >
        <div class="stack tight">
          <WordsFields
            builder={builder}
            label={t('builder.controller')}
            hint={t('builder.controllerHelp')}
            words={survey.controllers}
            issues={[]}
            onInput={(language, text) => does((now) => setSurvey(now, 'controllers', language, text))}
          />
          <WordsFields
            builder={builder}
            label={t('builder.notice')}
            hint={t('builder.noticeHelp')}
            words={survey.notices}
            issues={own.filter(({ why }) => why === 'badAddress')}
            onInput={(language, text) => does((now) => setSurvey(now, 'notices', language, text))}
          />
        </div>
      </Folded>
    </>
  );
}
