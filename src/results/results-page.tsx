/** Tulokset: what the answers say together, by unit, time and period. Of groups only. */
import { useState } from 'preact/hooks';
import { atLeastSoMany } from '../disclosure/running.ts';
import { useWords } from '../i18n/words.ts';
import { scoringName } from '../survey/instrument/score.ts';
import { LinkButton } from '../ui/button.tsx';
import { ChooseOne } from '../ui/choice.tsx';
import { LinkRow } from '../ui/link-row.tsx';
import { Empty, Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Changes } from './changes.tsx';
import type { ReportChoices } from './choices-store.ts';
import { CloseSurvey } from './close-survey.tsx';
import { scoringsOf } from './counted.ts';
import { GroupCard } from './group-card.tsx';
import { instrumentText } from './in-words.ts';
import { ItemBars } from './item-bars.tsx';
import { LookAt } from './look-at.tsx';
import { Parts } from './parts.tsx';
import { Protecting } from './protecting.tsx';
import { ReferenceList } from './reference-list.tsx';
import { linesOf } from './references.ts';
import { aboutOf } from './release-shape.ts';
import { firstLooked, type Results, versionTold } from './results.ts';
import { SourceNotice } from './source-notice.tsx';
import { SurveyLinks } from './survey-links.tsx';
import { type AllResults, hasOwn, useResults } from './use-results.ts';
import './report.css';
import { unitName } from './choices-store.ts';
import { groupOf } from './wave-results.ts';

export function ResultsPage() {
  const { t } = useWords();
  const results = useResults();
  return (
    <Page title={t('report.title')} back={{ href: '/surveys', label: t('common.back') }}>
      {!results && <p role="status">{t('report.counting')}</p>}
      {results && <Counted {...results} />}
      {results && <SurveyLinks all={[...results.all, ...results.earlier]} />}
      <ul class="list unprinted">
        {(['collect', 'answers', 'export', 'discuss'] as const).map((name) => (
          <LinkRow
            key={name}
            href={`/surveys/${name}`}
            name={t(`report.go.${name}`)}
            help={t(`report.go.${name}Help`)}
          />
        ))}
      </ul>
    </Page>
  );
}

function Counted({ source, all, earlier, behind, choices, responses, unknown }: AllResults) {
  const { t, language } = useWords();
  const [chosen, setChosen] = useState<string>();
  const [version, setVersion] = useState<string>();
  // A survey that nobody answered in its version of today stands in the place of that.
  const newest = [...all, ...earlier].filter(
    ({ instrument: { id } }, at, every) => every.findIndex(({ instrument }) => instrument.id === id) === at,
  );
  const survey = newest.find(({ instrument }) => instrument.id === chosen) ?? newest[0];
  const versions = [...all.filter(hasOwn), ...earlier].filter(({ instrument: { id } }) => id === survey?.instrument.id);
  const results = versions.find(({ instrument }) => instrument.version === version) ?? versions[0] ?? survey;
  if (!results) {
    return (
      <>
        <SourceNotice source={source} />
        <Empty>
          <p>{t('report.empty')}</p>
          <LinkButton href="/surveys">{t('report.toSurveys')}</LinkButton>
        </Empty>
      </>
    );
  }
  const isStanding = behind.has(aboutOf(results.instrument));
  const said = (what: 'waiting' | 'unknown' | 'otherVersions', of: number) =>
    atLeastSoMany(of) > 0 && ` · ${t(`report.${what}`, { count: atLeastSoMany(of) })}`;
  return (
    <>
      <SourceNotice source={source} />
      <p>{t('report.lead', { count: results.least })}</p>
      <p class="muted unprinted">{t('report.closed')}</p>
      <Protecting results={results} />
      {responses > 0 && (
        <p class="muted number">
          {t('report.from', { count: responses })}
          {isStanding || said('waiting', results.waiting)}
          {said('unknown', unknown)}
          {said('otherVersions', results.otherVersions)}
        </p>
      )}
      {newest.length > 1 && (
        <div class="unprinted">
          <ChooseOne
            legend={t('report.survey')}
            options={newest.map(({ instrument }) => ({
              value: instrument.id,
              label: (
                <bdi lang={instrumentText(instrument, language).language}>
                  {instrumentText(instrument, language).text.title}
                </bdi>
              ),
            }))}
            value={results.instrument.id}
            onChange={(id) => {
              setChosen(id);
              setVersion(undefined);
            }}
          />
        </div>
      )}
      {versions.length > 1 && (
        <div class="unprinted">
          <ChooseOne
            legend={t('report.whichVersion')}
            options={versions.map((one) => ({
              value: one.instrument.version,
              label: t('report.version', { version: versionTold(one, versions) }),
            }))}
            value={results.instrument.version}
            onChange={setVersion}
          />
        </div>
      )}
      {isStanding && <p class="muted">{t('report.earlierStands')}</p>}
      {!isStanding && <CloseSurvey key={`close ${aboutOf(results.instrument)}`} results={results} source={source} />}
      {(source.is !== 'file' || results.closed.month) && (
        <OfInstrument
          key={`${aboutOf(results.instrument)} ${results.closed.month}`}
          results={results}
          version={versionTold(results, versions)}
          own={choices.references}
        />
      )}
    </>
  );
}

interface OfInstrumentProps {
  results: Results;
  own: ReportChoices['references'];
  /** Where there are other versions: which one this is stands on paper too. */
  version: string | undefined;
}

function OfInstrument({ results, own, version }: OfInstrumentProps) {
  const { t } = useWords();
  const { instrument, waves, periods, changes, choices } = results;
  const [at, setAt] = useState(() => firstLooked(results));
  const period = periods[Math.min(at, periods.length - 1)];
  // The first time that has something to show, else the first there is.
  const [wave, setWave] = useState(() =>
    Math.max(
      0,
      waves.findIndex((one) => period && groupOf(one, period)?.standing === 'shown'),
    ),
  );
  const [unit, setUnit] = useState('');
  const [reference, setReference] = useState('');
  const table = waves[Math.min(wave, waves.length - 1)];
  if (!table || !period) return <Notice title={t('report.notYet')}>{t('report.notYetHelp')}</Notice>;
  const group = groupOf(table, period, unit || undefined);
  const rule = scoringsOf(instrument)[0];
  const known = rule ? linesOf(scoringName(rule), own, (name) => t(`report.reference.${name}`)) : [];
  const beside = known.find(({ key }) => key === reference);
  const line = beside && {
    at: beside.mean,
    label: t('report.line', { group: beside.group, source: beside.source }),
  };
  const ofYear = changes.filter(({ year }) => year.slice(0, 4) === period.from.slice(0, 4));
  return (
    <>
      {version && <p class="only-printed">{t('report.version', { version })}</p>}
      <LookAt
        results={results}
        known={known}
        at={{ period, table, unit, reference }}
        onPeriod={setAt}
        onWave={setWave}
        onUnit={setUnit}
        onReference={setReference}
      />
      {group ? (
        <GroupCard
          instrument={instrument}
          name={unit ? unitName(unit) : t('report.allUnits')}
          group={group}
          least={choices.least}
          line={line}
        />
      ) : (
        <Empty>
          <p>{t('report.withheld.none')}</p>
        </Empty>
      )}
      {group?.statistics && <Notice title={t('report.notOne')}>{t('report.notOneHelp')}</Notice>}
      {rule && (
        <Parts results={results} table={table} period={period} unit={unit || undefined} rule={rule} line={line} />
      )}
      {rule && ofYear.some(({ standing }) => standing !== 'none') && (
        <Changes
          changes={ofYear.filter((change) => !unit || change.unit === unit)}
          width={rule.to - rule.from}
          least={choices.least}
        />
      )}
      {group?.statistics && (
        <ItemBars
          instrument={instrument}
          items={group.statistics.items}
          n={group.n!}
          least={choices.least}
          isWhole={!unit && period.length === 'half'}
        />
      )}
      {rule && <ReferenceList rule={scoringName(rule)} lines={known} />}
    </>
  );
}
