/** A poster for those who answered: what came of it and what changes, in plain words and large, on one sheet. */
import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { interfaceLanguages } from '../i18n/i18n.ts';
import { ownLanguageName } from '../i18n/language-names.ts';
import { useWords } from '../i18n/words.ts';
import { type Form, pagesApart, questionLanguages } from '../survey/bundle/form.ts';
import { Button } from '../ui/button.tsx';
import { ChooseSome } from '../ui/choice.tsx';
import { Page } from '../ui/page.tsx';
import { unitName } from './choices-store.ts';
import { ChooseLooked } from './choose-looked.tsx';
import { GiveBackSheet } from './give-back-sheet.tsx';
import { ReportFrame } from './report-frame.tsx';
import { groupIn, timeIn } from './summary.ts';
import { scoredParts, useLookedAt } from './use-looked-at.ts';
import { type Report, useReport } from './use-report.ts';

/** So many have room on the sheet in every language. */
const mostChanged = 3;

export function GiveBackPage() {
  const { t } = useWords();
  const id = useRoute().params.id ?? '';
  const report = useReport(id);
  return (
    <ReportFrame title={t('giveBack.title')} report={report}>
      {(of) => <GiveBack key={id} report={of} />}
    </ReportFrame>
  );
}

function GiveBack({ report }: { report: Report }) {
  const { t, language } = useWords();
  const at = useLookedAt(report)!;
  const [languages, setLanguages] = useState<string[]>([language]);
  const [changed, setChanged] = useState<string[]>([]);
  const { looked } = at;
  const { actions } = report;
  return (
    <Page
      title={t('giveBack.title')}
      back={{ href: `/surveys/report/${report.form.id}`, label: t('common.back') }}
      action={
        <Button look="primary" disabled={languages.length === 0} onClick={() => print()}>
          {t('giveBack.print')}
        </Button>
      }
    >
      <div class="stack unprinted">
        <ChooseLooked {...at} />
        <Languages form={report.form} chosen={languages} onChange={setLanguages} />
        {actions.length > 0 ? (
          <ChooseSome
            legend={t('summary.chooseChanged', { count: mostChanged })}
            options={actions.map(({ uid, what }) => ({ value: uid, label: what }))}
            values={changed}
            limit={mostChanged}
            onChange={setChanged}
          />
        ) : (
          <p class="muted small">{t('summary.noChanged')}</p>
        )}
      </div>
      <GiveBackSheet
        form={report.form}
        languages={interfaceLanguages.filter((one) => languages.includes(one))}
        instrument={looked.main.instrument}
        group={groupIn(looked)}
        scored={scoredParts(report, looked).map(({ results, version }) => ({
          ...{ instrument: results.instrument, version, group: groupIn({ ...looked, main: results }) },
          timeOf: (words) => timeIn({ ...looked, main: results }, words),
        }))}
        unit={looked.unit === undefined ? undefined : unitName(looked.unit)}
        period={looked.period}
        changed={actions.filter(({ uid }) => changed.includes(uid)).map(({ what }) => what)}
      />
    </Page>
  );
}

interface LanguagesProps {
  form: Form;
  chosen: string[];
  onChange(chosen: string[]): void;
}

/** The languages of the poster, and of those that are chosen in which ones the survey's questions are not. */
function Languages({ form, chosen, onChange }: LanguagesProps) {
  const { t } = useWords();
  const { partly, around } = pagesApart(form, interfaceLanguages);
  const named = (languages: readonly string[]) => languages.map(ownLanguageName).join(', ');
  const asked = named([...new Set(around.flatMap((one) => questionLanguages(form, one)))]);
  const told = [
    { of: chosen.filter((one) => partly.includes(one)), as: 'languagePartly' as const },
    { of: chosen.filter((one) => around.includes(one)), as: 'languageAround' as const },
  ].filter(({ of }) => of.length > 0);
  return (
    <>
      <ChooseSome
        legend={t('giveBack.languages')}
        options={interfaceLanguages.map((value) => ({
          value: value as string,
          label: <bdi lang={value}>{ownLanguageName(value)}</bdi>,
        }))}
        values={chosen}
        onChange={onChange}
      />
      {told.map(({ of, as }) => (
        <p class="muted small" key={as}>
          {t(`giveBack.${as}`, { languages: named(of), asked })}
        </p>
      ))}
    </>
  );
}
