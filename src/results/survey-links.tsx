import { useWords } from '../i18n/words.ts';
import { useForms } from '../survey/bundle/bundles-store.ts';
import { instrumentText } from './in-words.ts';
import type { Results } from './results.ts';

/** The surveys of which every part has something to tell: each leads to its results, part by part. */
export function SurveyLinks({ all }: { all: readonly Results[] }) {
  const { t, language } = useWords();
  const has = (id: string) => all.some(({ instrument }) => instrument.id === id);
  const forms = (useForms() ?? []).filter(({ parts }) => parts.every(({ instrument }) => has(instrument)));
  if (forms.length === 0) return null;
  return (
    <section class="stack tight unprinted">
      <h2>{t('report.bySurvey')}</h2>
      <ul class="list">
        {forms.map((form) => {
          const { language: lang, text } = instrumentText(form, language);
          return (
            <li key={form.id}>
              <a class="whole" href={`/surveys/report/${form.id}`}>
                <strong lang={lang}>{text.title}</strong>
                <br />
                <span class="muted small">{t('report.bySurveyHelp')}</span>
              </a>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
