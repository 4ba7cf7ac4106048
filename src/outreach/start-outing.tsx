/** Aloita jalkautuminen: where to, who is along, and out. */

import { useEffect, useMemo, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useWords } from '../i18n/words.ts';
import { mayBeKept } from '../store/ask-about-text.ts';
import { draftsOf } from '../store/drafts.ts';
import { find } from '../store/find.ts';
import { newId } from '../store/id.ts';
import { create } from '../store/save.ts';
import { useDraft } from '../store/use-draft.ts';
import { LinkButton } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { toFirstError } from '../ui/to-first-error.ts';
import { ChooseNames, ChoosePlace } from './choose-names.tsx';
import { chosenName, chosenNames, offeredNames, organisationsUsed, placesUsed } from './names.ts';
import { currentPlace, Outing } from './outing.ts';
import { OutingDrafts, untouchedOuting } from './outing-draft.ts';
import './outreach.css';
import { useExampleNames } from './use-example-names.ts';
import { useFirst } from './use-first.ts';
import { begunOutings, runningOuting } from './use-running.ts';
import { SaveBar, useSave } from './use-save.tsx';

/** How many earlier outings the offered names are taken from. */
const outingsBack = 20;

export function StartOuting() {
  const { query, route } = useLocation();
  const start = useFirst(
    async () => {
      const [running, outings, drafts, kept] = await Promise.all([
        runningOuting(),
        begunOutings(outingsBack),
        draftsOf(OutingDrafts),
        query.draft ? find(Outing, query.draft) : undefined,
      ]);
      const unfinished = drafts.find(({ base, id }) => base === 0 && (!query.draft || id === query.draft));
      return { running, outings, kept, id: query.draft ?? unfinished?.id ?? newId() };
    },
    // Where the device cannot be read one begins with nothing; keeping it finds out whether another one runs.
    () => ({ running: undefined, outings: [], kept: undefined, id: query.draft ?? newId() }),
  );
  // The draft's id stays in the address, so that a killed tab comes back to it; a kept outing has a page of its own.
  useEffect(() => {
    if (start) route(start.kept ? `/outreach/outing/${start.id}` : `/outreach/start?draft=${start.id}`, true);
  }, [start]);
  if (!start || start.kept) return null;
  const { running } = start;
  return running ? <AlreadyRuns outing={running} /> : <Start id={start.id} outings={start.outings} />;
}

function AlreadyRuns({ outing }: { outing: Outing }) {
  const { t, clock } = useWords();
  return (
    <Page
      title={t('outreach.begin.runs')}
      back={{ href: '/outreach', label: t('common.back') }}
      action={
        <LinkButton look="primary" href={`/outreach/outing/${outing.id}`}>
          {t('outreach.begin.toRunning')}
        </LinkButton>
      }
    >
      <Notice title={currentPlace(outing)}>
        <p class="number">{t('outreach.began', { time: clock(outing.at) })}</p>
        <p>{t('outreach.begin.runsHelp')}</p>
      </Notice>
    </Page>
  );
}

function Start({ id, outings }: { id: string; outings: readonly Outing[] }) {
  const { t } = useWords();
  const { route } = useLocation();
  const examples = useExampleNames();
  const draft = useDraft(OutingDrafts, { id, base: 0 }, untouchedOuting);
  const saving = useSave(draft);
  const [asked, setAsked] = useState(false);
  const places = useMemo(() => offeredNames(placesUsed(outings), examples.places), [examples]);
  const organisations = useMemo(() => offeredNames(organisationsUsed(outings), examples.organisations), [examples]);
  const { data } = draft;
  if (!data) return null;
  const place = chosenName(data.place, data.writtenPlace);

  async function save() {
    if (!data || !place) {
      setAsked(true);
      return toFirstError();
    }
    const along = chosenNames(data.organisations, data.writtenOrganisation);
    const fresh = [place, ...along].filter((name) => ![...places, ...organisations].includes(name));
    if (!(await mayBeKept(fresh, t))) return;
    return saving.save(async () => {
      await create(Outing, { state: 'running', places: [place], organisations: along }, { id, alone: true });
      route(`/outreach/outing/${id}`, true);
      scrollTo(0, 0);
    });
  }

  return (
    <Page
      title={t('outreach.begin.title')}
      back={{ href: '/outreach', label: t('common.back') }}
      action={<SaveBar saving={saving} draft={draft} label={t('outreach.begin.go')} onSave={save} />}
    >
      <div class="outreach-form">
        <ChoosePlace
          legend={t('outreach.begin.place')}
          names={places}
          choice={data.place}
          written={data.writtenPlace}
          error={asked && !place ? t('outreach.begin.placeMissing') : undefined}
          onChange={draft.change}
        />
        <ChooseNames
          legend={t('outreach.begin.organisations')}
          hint={t('outreach.begin.organisationsHint')}
          names={organisations}
          choices={data.organisations}
          written={data.writtenOrganisation}
          anotherLabel={t('outreach.begin.anotherOrganisation')}
          fieldLabel={t('outreach.begin.organisationName')}
          onChange={(choices, written) => draft.change({ organisations: choices, writtenOrganisation: written })}
        />
      </div>
    </Page>
  );
}
