import { useMemo, useState } from 'preact/hooks';
import { smallest } from '../../disclosure/suppression.ts';
import { dateIn } from '../../i18n/dates.ts';
import { wallDate } from '../../i18n/wall-time.ts';
import { useWords } from '../../i18n/words.ts';
import { Phenomenon } from '../../outreach/follow-up/phenomenon.ts';
import { capital } from '../../outreach/in-words.ts';
import { whereOf } from '../../outreach/numbers/parts.ts';
import { numbersReleases } from '../../outreach/numbers/releases-store.ts';
import { useFirst } from '../../outreach/use-first.ts';
import { useOutreach } from '../../outreach/use-settings.ts';
import { useTopics } from '../../outreach/use-topics.ts';
import { periodName } from '../../periods/names.ts';
import { since } from '../../store/find.ts';
import { useLive } from '../../store/live.ts';
import { Button } from '../../ui/button.tsx';
import { ChooseOne, ChooseSome } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { type FormStepProps, Step } from '../step-list.tsx';
import { type Areas, areasOf, gatherPhenomena, releasedNeeds } from './gather.ts';
import { mostPhenomena, type ReportedNeed } from './social-report.ts';
import { periodFrom } from './social-report-document.ts';
import { type SocialReportDraft, socialReportFaults } from './social-report-draft.ts';

/** What other devices logged, as the one server shows it; a word where none is read or where it broke off. */
export type ReadPhenomena = () => Promise<Phenomenon[] | 'none' | 'failed'>;

interface GatherProps extends FormStepProps<SocialReportDraft> {
  read: ReadPhenomena;
}

/** What it is put together from: phenomena of all devices by theme, area and time, and released numbers of needs. */
export function Gather({ read, ...props }: GatherProps) {
  const { t, language } = useWords();
  const { data, isAsked, onChange } = props;
  const topics = useTopics();
  const { places } = useOutreach();
  const areas: Areas = useMemo(
    () => new Map(places.flatMap(({ name, area }) => (area ? [[name.toLocaleLowerCase('fi'), area] as const] : []))),
    [places],
  );
  const own = useLive(() => since(Phenomenon, ''));
  const [others, setOthers] = useState<readonly Phenomenon[]>([]);
  if (!own) return null;
  const all = [...new Map([...others, ...own].map((one) => [one.id, one])).values()];
  const faults = socialReportFaults(data, wallDate(Date.now()));
  const named = [...new Set([...areasOf(all, areas), data.area])].filter(Boolean);
  return (
    <Step {...props}>
      <p class="muted">{t('socialReports.gatherHelp', { count: smallest })}</p>
      <ReadOthers read={read} onRead={setOthers} />
      <ChooseSome
        legend={t('socialReports.topics')}
        hint={t('socialReports.topicsHint')}
        options={topics.with(data.topics).map((value) => ({ value, label: capital(topics.say(value), language) }))}
        values={data.topics}
        onChange={(chosen) => onChange({ topics: chosen })}
      />
      {named.length > 0 && (
        <ChooseOne
          legend={t('socialReports.area')}
          hint={t('socialReports.areaHint', { count: smallest })}
          options={['', ...named].map((value) => ({ value, label: value || t('socialReports.allAreas') }))}
          value={data.area}
          onChange={(area) => onChange({ area })}
        />
      )}
      <div class="event-days">
        <DateField label={t('socialReports.from')} value={data.from} onInput={(from) => onChange({ from })} />
        <DateField
          label={t('socialReports.until')}
          value={data.until}
          onInput={(until) => onChange({ until })}
          error={faults.until && t(`socialReports.fault.${faults.until}`)}
        />
      </div>
      <Phenomena {...{ data, all, areas, onChange }} />
      <Taken {...{ data, onChange }} isFew={isAsked && faults.taken !== undefined} />
      <Needs {...{ data, onChange }} />
    </Step>
  );
}

interface ReadOthersProps {
  read: ReadPhenomena;
  onRead: (phenomena: readonly Phenomenon[]) => void;
}

/** Reads what other devices logged, when a person asks: in memory only. */
function ReadOthers({ read, onRead }: ReadOthersProps) {
  const { t } = useWords();
  const [state, setState] = useState<'rest' | 'reading' | 'read' | 'none' | 'failed'>('rest');
  async function ask() {
    setState('reading');
    const given = await read();
    if (typeof given === 'string') return setState(given);
    onRead(given);
    setState('read');
  }
  return (
    <div class="stack tight">
      <p>
        <Button busy={state === 'reading'} onClick={() => ask().catch(() => setState('failed'))}>
          {t('socialReports.read')}
        </Button>
      </p>
      {(state === 'read' || state === 'none' || state === 'failed') && (
        <Notice tone={state === 'read' ? 'calm' : 'look'}>
          <p>{t(`socialReports.readEnd.${state}`)}</p>
        </Notice>
      )}
    </div>
  );
}

interface PhenomenaProps extends Pick<FormStepProps<SocialReportDraft>, 'data' | 'onChange'> {
  all: readonly Phenomenon[];
  areas: Areas;
}

/** What is looked at, each to be taken in; where it is too little, that it is. */
function Phenomena({ data, all, areas, onChange }: PhenomenaProps) {
  const { t, language } = useWords();
  const topics = useTopics();
  const gathered = gatherPhenomena(all, data, areas);
  if (gathered.is === 'none') return <p class="muted">{t('socialReports.none')}</p>;
  if (gathered.is === 'few') {
    return (
      <Notice tone="look" title={t('socialReports.few', { count: smallest })}>
        <p>{t('socialReports.fewHelp')}</p>
      </Notice>
    );
  }
  const { phenomena } = gathered;
  const shown = new Set(phenomena.map(({ id }) => id));
  const taken = data.taken.filter(({ id }) => shown.has(id)).map(({ id }) => id);
  const take = (ids: readonly string[]) =>
    onChange({
      taken: [
        ...data.taken.filter(({ id }) => !shown.has(id)),
        ...phenomena
          .filter(({ id }) => ids.includes(id))
          .map(({ id, device, place }) => ({ id, device, place: whereOf(place, areas) })),
      ],
    });
  const about = ({ topic, place, at }: Phenomenon) =>
    [topics.say(topic), whereOf(place, areas), dateIn(wallDate(at), language, { month: 'long', year: 'numeric' })].join(
      ' · ',
    );
  return (
    <div class="checklist stack tight">
      <ChooseSome
        legend={t('socialReports.phenomena', { count: phenomena.length })}
        options={phenomena.map((one) => ({
          value: one.id,
          label: (
            <bdi>
              {one.text}
              <br />
              <small>{about(one)}</small>
            </bdi>
          ),
        }))}
        values={taken}
        limit={mostPhenomena}
        onChange={take}
      />
      {taken.length < Math.min(phenomena.length, mostPhenomena) && (
        <p>
          <Button onClick={() => take(phenomena.slice(0, mostPhenomena).map(({ id }) => id))}>
            {t('socialReports.takeAll')}
          </Button>
        </p>
      )}
    </div>
  );
}

interface TakenProps extends Pick<FormStepProps<SocialReportDraft>, 'data' | 'onChange'> {
  /** It was to be kept, and too little was taken in. */
  isFew: boolean;
}

/** How much was taken in so far; where it was to be kept with too little, why it cannot be. */
function Taken({ data: { taken }, isFew, onChange }: TakenProps) {
  const { t } = useWords();
  const places = new Set(taken.flatMap(({ place }) => place ?? []));
  return (
    <div class="stack tight">
      {isFew && (
        <Notice tone="danger" title={t('socialReports.tooFew', { count: taken.length })}>
          {places.size === 1 && taken.length > 1 && <p>{t('socialReports.onePlace')}</p>}
          <p>{t('socialReports.tooFewHelp', { count: smallest })}</p>
        </Notice>
      )}
      <p class="number">{t('socialReports.taken', { count: taken.length })}</p>
      {taken.length > 0 && (
        <p>
          <Button look="bare" onClick={() => onChange({ taken: [], reporters: [] })}>
            {t('socialReports.takeNone')}
          </Button>
        </p>
      )}
    </div>
  );
}

/** How often something could not be had, as it was released: each taken in by one tap. */
function Needs({ data, onChange }: Pick<FormStepProps<SocialReportDraft>, 'data' | 'onChange'>) {
  const { t, language } = useWords();
  const topics = useTopics();
  const releases = useFirst(numbersReleases);
  if (!releases) return null;
  const told = releases.flatMap((one) => one.told);
  const offered = releasedNeeds(told, data);
  const isTaken = (need: ReportedNeed) => data.needs.some((one) => keyOf(one) === keyOf(need));
  const rows = [...data.needs, ...offered.filter((one) => !isTaken(one))];
  return (
    <section class="stack tight">
      <h3>{t('socialReports.needs')}</h3>
      <p class="muted small">{t('socialReports.needsHelp')}</p>
      {rows.length > 0 && (
        <ul class="list">
          {rows.map((need) => {
            const period = periodName(periodFrom(need.from, need.to), language, String);
            return (
              <li key={keyOf(need)} class="row apart">
                <span>
                  {capital(topics.say(need.topic), language)}
                  <span class="muted small number beneath">
                    {[t('socialReports.times', { count: need.count }), need.area, period].filter(Boolean).join(' · ')}
                  </span>
                </span>
                <Button
                  onClick={() =>
                    onChange({
                      needs: isTaken(need)
                        ? data.needs.filter((one) => keyOf(one) !== keyOf(need))
                        : [...data.needs, need],
                    })
                  }
                >
                  {t(isTaken(need) ? 'socialReports.needAway' : 'socialReports.needTake')}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
      {rows.length === 0 && <p class="muted">{t('socialReports.needsNone')}</p>}
    </section>
  );
}

const keyOf = ({ topic, area, from, to, count }: ReportedNeed) => [topic, area, from, to, count].join(' ');
