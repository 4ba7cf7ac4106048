/** The results as a sheet to read and to print: a row for each group, in the words of the screen. */
import type { ReportSheet } from '../files/xlsx.ts';
import { percent } from '../i18n/numbers.ts';
import type { Words } from '../i18n/words.ts';
import { periodNumerals } from '../periods/names.ts';
import { scoringsOf } from './counted.ts';
import { digitsOf, instrumentText, waveName } from './in-words.ts';
import { saidOfShown } from './of-shown-words.ts';
import type { Results } from './results.ts';

/** Every group there is, by period, unit and time; a group that is not shown with the reason. `unitName`: as the organisation calls a unit. */
export function reportSheet(
  { instrument, choices, waves, periods }: Results,
  { t, language }: Pick<Words, 't' | 'language'>,
  unitName: (unit: string) => string,
): ReportSheet {
  const { text } = instrumentText(instrument, language);
  const [rule] = scoringsOf(instrument);
  const [mark] = rule?.marks ?? [];
  const columns = [
    { head: t('report.export.survey'), width: 26 },
    { head: t('report.period'), width: 10 },
    { head: t('report.unit'), width: 26 },
    { head: t('report.export.time'), width: 16 },
    { head: t('report.people'), width: 11 },
    ...(rule
      ? [
          { head: t('report.mean'), width: 11 },
          { head: t('report.export.bound'), width: 12 },
          { head: t('report.export.low'), width: 11 },
          { head: t('report.export.high'), width: 11 },
        ]
      : []),
    ...(mark
      ? [{ head: t(`report.mark.${mark.name as 'very-weak'}`, { value: mark.below ?? mark.from }), width: 18 }]
      : []),
    { head: t('report.export.why'), width: 44 },
  ];
  const rows = periods.flatMap((period) =>
    waves.flatMap(({ wave, groups }) =>
      groups
        .filter((group) => group.period.from === period.from && group.period.length === period.length)
        .map(({ unit, n, standing, statistics, ofShown, least = choices.least }): ReportSheet['rows'][number] => {
          const [score] = statistics?.scores ?? [];
          const bound = score?.mean.is;
          const share = score?.mark?.share;
          // With the decimals that the screen writes, no more and no fewer.
          const figure = (value: number | undefined) =>
            score && value !== undefined ? { value, decimals: digitsOf(score.mean.step) } : undefined;
          return [
            text.title,
            periodNumerals(period, language),
            unit === undefined ? t('report.allUnits') : unitName(unit),
            waveName(wave, t),
            n,
            ...(rule
              ? [
                  figure(score?.mean.value),
                  bound && t(bound === 'at-least' ? 'report.export.least' : 'report.export.most'),
                  figure(score?.mean.interval?.[0]),
                  figure(score?.mean.interval?.[1]),
                ]
              : []),
            ...(mark ? [share && percent(share.value, language)] : []),
            standing === 'shown'
              ? undefined
              : [
                  t(`report.withheld.${standing}`, { count: least }),
                  ofShown && saidOfShown(ofShown, { t, language }, unitName),
                ]
                  .filter(Boolean)
                  .join(' '),
          ];
        }),
    ),
  );
  return { title: t('report.export.report'), columns, rows };
}
