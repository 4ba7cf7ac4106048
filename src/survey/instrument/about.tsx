import { useWords } from '../../i18n/words.ts';
import { type Instrument, languageName, saidOfOrigin } from './instrument.ts';
import { scoringName } from './score.ts';
import { plainVersion } from './version.ts';

/** Where an instrument's words come from, on what terms, and by which rule it is scored. */
export function About({ instrument }: { instrument: Instrument }) {
  const { t } = useWords();
  const { validated, version, licence, scorings, texts, checksums } = instrument;
  return (
    <div class="stack tight small">
      {validated && <p>{t('surveys.official')}</p>}
      <p>{saidOfOrigin(t('surveys.version', { version: plainVersion(version) }), licence)}</p>
      {scorings?.map((rule) => (
        <p key={rule.name}>
          {t('surveys.scoring', { name: scoringName(rule) })} · {rule.source}
        </p>
      ))}
      {Object.entries(texts).map(([language, { source, copyright, permission }]) => (
        <div key={language}>
          <p>
            <strong>
              <bdi lang={language}>{languageName(language)}</bdi>
            </strong>
            {[saidOfOrigin(copyright, source, permission)].filter(Boolean).map((said) => ` · ${said}`)}
          </p>
          <p class="muted">
            {t('surveys.checksum')} <code class="checksum">{checksums[language]}</code>
          </p>
        </div>
      ))}
    </div>
  );
}
