import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useWords } from '../i18n/words.ts';
import { Delivered } from '../store/delivered.tsx';
import { allBelonging } from '../store/find.ts';
import { useLive } from '../store/live.ts';
import { revise } from '../store/save.ts';
import { LinkButton } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { CorrectOuting } from './correct-outing.tsx';
import { DebriefCard, debriefOf } from './debrief/debrief-card.tsx';
import type { DebriefDraft } from './debrief/debrief-draft.ts';
import { SummaryCard } from './debrief/summary-card.tsx';
import { DeleteButton } from './delete-button.tsx';
import { EncounterList } from './encounter-list.tsx';
import { OutingEntries, useEntries } from './follow-up/outing-entries.tsx';
import { Phenomenon } from './follow-up/phenomenon.ts';
import { Promised } from './follow-up/promise.ts';
import { times } from './in-words.ts';
import { Outing, placesOf } from './outing.ts';
import type { ShownOuting } from './running-outing.tsx';
import { SaidNotice } from './said-notice.tsx';
import { TallyAfterwards, TallyOfOuting } from './tally/tally-of-outing.tsx';
import { useTally } from './tally/use-tally.ts';
import { useRunning } from './use-running.ts';
import { useSaved } from './use-saved.ts';

/** What stays when its outing is deleted: a promise is still a promise. */
const staying = new Set<string>([Promised.name, Phenomenon.name]);

/** For how long an outing can be opened again, in ms: a wrong tap is noticed the same evening. */
const undoFor = 12 * 3_600_000;

/** An outing afterwards: coming home, what it came to, and what can still be mended. */
export function EndedOuting({ outing, encounters, unfinished }: ShownOuting) {
  const { t, language } = useWords();
  const { route } = useLocation();
  const tally = useTally(outing);
  const entries = useEntries(outing.id);
  const debriefed = useLive(async () => ({ debrief: await debriefOf(outing.id) }), [outing.id]);
  const [begun, setBegun] = useState<DebriefDraft>();
  const running = useRunning();
  const saved = useSaved(outing.id);
  // All at once, so that nothing is pushed away by what comes later.
  if (!entries || !debriefed || !tally.marks || !running || !saved.loaded) return null;
  const { endedAt, organisations } = outing;
  const count = encounters.length;
  const { debrief } = debriefed;
  const isClosed = debrief?.closedAt !== undefined;
  const own = { encounters, tally, outing };
  return (
    <Page
      title={t('outreach.title')}
      heading={placesOf(outing).join(', ')}
      back={{ href: '/outreach', label: t('common.back') }}
    >
      <p class="muted number">
        {[times(outing, language), ...organisations].join(' · ')}
        <Delivered records={[outing, ...encounters].map(({ id }) => id)} />
      </p>
      {saved.said && <SaidNotice {...saved.said} />}
      {!isClosed && endedAt && Date.now() - Date.parse(endedAt) < undoFor && (
        <Reopen outing={outing} endedAt={endedAt} canReopen={!running.outing} />
      )}
      {unfinished && (
        <Notice tone="look" title={t('outreach.outing.unfinished')}>
          <LinkButton href={`/outreach/encounter?draft=${unfinished}`}>{t('outreach.outing.continue')}</LinkButton>
        </Notice>
      )}
      <TallyOfOuting {...own} />
      {!isClosed && <TallyAfterwards {...own} />}
      <DebriefCard outingId={outing.id} debrief={debrief} onDraft={setBegun} />
      <SummaryCard
        {...{ outing, encounters }}
        marks={tally.marks}
        debrief={isClosed ? debrief : (begun ?? debrief ?? {})}
      />
      <OutingEntries outingId={outing.id} entries={entries} />
      {(encounters.length > 0 || tally.marks.length === 0) && (
        <EncounterList encounters={encounters} empty={t('outreach.outing.noneEnded')} />
      )}
      <CorrectOuting outing={outing} />
      <DeleteButton
        label={t('outreach.outing.delete')}
        title={t('outreach.outing.deleteAsk')}
        text={count > 0 ? t('outreach.outing.goneWith', { count }) : t('outreach.outing.gone')}
        records={async () => [...(await allBelonging(outing.id)).filter(({ kind }) => !staying.has(kind)), outing]}
        onGone={() => route('/outreach', true)}
      />
    </Page>
  );
}

/** That it ended, and the undo. Another outing that runs meanwhile must end first. */
function Reopen({ outing, endedAt, canReopen }: { outing: Outing; endedAt: string; canReopen: boolean }) {
  const { t, clock } = useWords();
  const reopen = async () => {
    await revise(Outing, outing, { state: 'running', endedAt: undefined }, { alone: true });
  };
  return (
    <SaidNotice words={t('outreach.outing.ended', { time: clock(endedAt) })} undo={canReopen ? reopen : undefined} />
  );
}
