/** The numbers of a report to a funder: of outreach and of surveys, each as it was released, with what is hidden told as hidden. */
import type { IntervalPicture } from '../../charts/intervals.ts';
import type { PublishedNumber } from '../../disclosure/suppression.ts';
import {
  type Block,
  chart,
  type DocumentWords,
  dateWords,
  heading,
  paragraph,
  quiet,
  table,
} from '../../documents/text-document.ts';
import { percent } from '../../i18n/numbers.ts';
import { daysOn } from '../../i18n/wall-time.ts';
import { cardsOf, isSeveral, shownSubjects } from '../../outreach/numbers/cards.ts';
import { toldOf } from '../../outreach/numbers/publish.ts';
import type { NumbersRelease } from '../../outreach/numbers/release.ts';
import { sayer } from '../../outreach/numbers/say.ts';
import type { OutreachOrganisation } from '../../outreach/settings.ts';
import { monthOn } from '../../periods/days.ts';
import { isEnded } from '../../periods/grid.ts';
import { periodNumerals } from '../../periods/names.ts';
import type { Period } from '../../periods/periods.ts';
import { scoringsOf } from '../counted.ts';
import { instrumentText, waveName } from '../in-words.ts';
import { itemSayer, rowsOfItems, saysMore } from '../item-words.ts';
import type { Results } from '../results.ts';
import { groupRow } from '../trend.ts';
import { groupOf, type ResultGroup } from '../wave-results.ts';

/** Why a period has no number of outreach, or of a survey: it goes on, or its release is not closed here. */
const notTold = (what: 'outreach' | 'survey', period: Period, words: DocumentWords): Block =>
  paragraph(
    words.t(isEnded(period, words.today) ? `funderReport.notClosed.${what}` : 'funderReport.notEnded', {
      period: periodNumerals(period, words.language),
    }),
  );

/** Of which days the numbers are, and until when what was counted had come. */
const releasedFor = ({ from, to }: Period, words: DocumentWords, on?: string): Block =>
  quiet(
    [
      words.t('funderReport.releasedFor', { from: dateWords(from, words), to: dateWords(daysOn(to, -1), words) }),
      on && words.t('funderReport.closedOn', { day: dateWords(on, words) }),
    ]
      .filter(Boolean)
      .join(' '),
  );

/** The chosen numbers of the people met in a period; nothing where none are chosen. */
export function outreachBlocks(
  subjects: readonly string[],
  releases: readonly NumbersRelease[],
  period: Period,
  organisation: OutreachOrganisation,
  words: DocumentWords,
): Block[] {
  const { t, language } = words;
  if (subjects.length === 0) return [];
  const told = releases
    .flatMap((release) => release.told)
    .find((one) => one.period.length === period.length && one.period.from === period.from);
  if (!told) return [notTold('outreach', period, words)];
  const { published } = told;
  const say = sayer(t, language, organisation, period);
  const met = toldOf(published.all, 'met');
  const cards = cardsOf(published, published.all);
  const chosen = shownSubjects.filter((subject) => subjects.includes(subject));
  return [
    releasedFor(period, words),
    quiet(t('outreach.numbers.lead')),
    paragraph(`${t('outreach.numbers.sum.met')}: ${say.told(met)}`),
    ...chosen.flatMap((subject): Block[] => {
      const title = t(`outreach.numbers.subject.${subject}`);
      const card = cards.find((one) => one.subject === subject);
      if (!card) return [heading(3, title), paragraph(t('funderReport.nothingTold'))];
      const rows = card.lines.map(({ key, told: number }) => [say.key(key), say.told(number)]);
      const lines = table(title, [t('outreach.numbers.thing'), t('funderReport.number')], rows);
      return [
        heading(3, title),
        ...(isSeveral(subject) ? [quiet(t('outreach.numbers.several'))] : []),
        ...chart(
          pictureOf(
            card.lines.map(({ key, told: number }) => ({ name: say.key(key), told: number })),
            say.told,
          ),
          lines,
        ),
      ];
    }),
  ];
}

/** Numbers on one axis; what is hidden has a row without a mark. */
function pictureOf(
  lines: readonly { name: string; told: PublishedNumber }[],
  say: (told: PublishedNumber) => string,
): IntervalPicture {
  const most = Math.max(1, ...lines.map(({ told }) => (told.is === 'shown' ? told.n : 0)));
  return {
    rows: lines.map(({ name, told }) =>
      told.is === 'shown' ? { name, estimate: { value: told.n }, said: say(told) } : { name, why: say(told) },
    ),
    ...{ from: 0, to: most },
  };
}

/** What a survey tells of all units in a period, at each time it was asked. `version`: where another one of it is told too. */
export function surveyBlocks(results: Results, period: Period, words: DocumentWords, version?: string): Block[] {
  const { t, language } = words;
  const { language: spoken, text } = instrumentText(results.instrument, language);
  const groups = results.waves.flatMap((times) => {
    const group = groupOf(times, period);
    return group ? [{ wave: times.wave, group }] : [];
  });
  const name = version === undefined ? text.title : `${text.title} · ${t('report.version', { version })}`;
  const title = heading(3, name, spoken === language ? undefined : spoken);
  const { month, on } = results.closed;
  if (groups.length === 0) {
    const isClosed = isEnded(period, words.today) && month >= monthOn(period.to, -1);
    return [title, isClosed ? paragraph(t('report.withheld.none')) : notTold('survey', period, words)];
  }
  return [
    title,
    releasedFor(period, words, month === monthOn(period.to, -1) ? on : undefined),
    ...groups.flatMap(({ wave, group }) => [
      ...(groups.length > 1 ? [heading(4, waveName(wave, t))] : []),
      ...groupBlocks(results, group, words),
    ]),
  ];
}

function groupBlocks(results: Results, group: ResultGroup, words: DocumentWords): Block[] {
  const { t, language } = words;
  const { instrument, least } = results;
  const [rule] = scoringsOf(instrument);
  const row = groupRow(t('report.allUnits'), group, least, words);
  const mark = group.statistics?.scores[0]?.mark;
  const scores = rule
    ? chart(
        { rows: [row], from: rule.from, to: rule.to },
        table(
          t('funderReport.score', { from: rule.from, to: rule.to }),
          [t('report.group'), t('report.people'), t('report.mean'), t('report.ends')],
          [[row.name, row.n === undefined ? '–' : String(row.n), row.said ?? row.why ?? '–', row.ends ?? '–']],
        ),
      )
    : [
        paragraph(
          group.standing === 'shown'
            ? t('report.counted', { count: group.n ?? 0 })
            : t(`report.withheld.${group.standing}`, { count: least }),
        ),
      ];
  return [
    ...scores,
    ...(rule && group.standing === 'shown' ? [quiet(t('report.onlyWhole'))] : []),
    ...(mark?.share
      ? [
          paragraph(
            `${t(`report.mark.${mark.name as 'very-weak'}`, { value: mark.below ?? mark.from })}: ${percent(mark.share.value, language)}`,
          ),
        ]
      : []),
    ...itemTable(results, group, words),
  ];
}

/** The questions and what may be told of each; nothing of a group that is not shown. */
function itemTable(
  { instrument }: Results,
  { n = 0, unit, period, statistics }: ResultGroup,
  words: DocumentWords,
): Block[] {
  const { t, language } = words;
  const { language: spoken, text } = instrumentText(instrument, language);
  const say = itemSayer(instrument, n, words, unit === undefined && period.length === 'half');
  const asked = (statistics?.items ?? []).map((item) => ({
    question: text.items[instrument.items.findIndex(({ id }) => id === item.item)] ?? item.item,
    isTold: saysMore(item),
    said: say(item),
  }));
  const rows = rowsOfItems(asked).map(({ question, said }) => [
    { text: question, ...(spoken === language ? {} : { language: spoken }) },
    said,
  ]);
  return table(t('report.items'), [t('summary.question'), t('report.told')], rows);
}
