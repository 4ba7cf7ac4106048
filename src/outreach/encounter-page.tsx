/** One encounter: to look at and to correct. */

import { useLocation, useRoute } from 'preact-iso';
import { useWords } from '../i18n/words.ts';
import { Delivered } from '../store/delivered.tsx';
import { find } from '../store/find.ts';
import { useLive } from '../store/live.ts';
import { revise } from '../store/save.ts';
import { useDraft } from '../store/use-draft.ts';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { DeleteButton } from './delete-button.tsx';
import { Encounter } from './encounter.ts';
import { draftFrom, type EncounterDraft, fieldsFrom, isSame } from './encounter-draft.ts';
import { EncounterForm } from './encounter-form.tsx';
import { Outing, placesOf } from './outing.ts';
import './outreach.css';
import { Unknown } from './unknown.tsx';
import { useFirst } from './use-first.tsx';
import { SaveBar, useSave } from './use-save.tsx';

export function EncounterPage() {
  const id = useRoute().params.id ?? '';
  return <Found key={id} id={id} />;
}

function Found({ id }: { id: string }) {
  const { t } = useWords();
  const found = useFirst(async () => ({ encounter: await find(Encounter, id) }));
  if (!found) return null;
  if (!found.encounter) return <Unknown title={t('outreach.encounter.unknown')} />;
  return <Correct encounter={found.encounter} />;
}

function Correct({ encounter }: { encounter: Encounter }) {
  const { t, clock } = useWords();
  const { route } = useLocation();
  const { id, rev, outingId } = encounter;
  const kept = draftFrom(encounter);
  const draft = useDraft<EncounterDraft>({ kind: 'encounter', id, base: rev }, kept);
  const outing = useLive(() => find(Outing, outingId), [outingId]);
  const saving = useSave(draft);
  const { data } = draft;
  if (!data) return null;
  const page = `/outreach/outing/${outingId}`;
  const changed = !isSame(data, kept);

  const leave = () => {
    route(page, true);
    scrollTo(0, 0);
  };

  async function discard() {
    await draft.discard();
    leave();
  }

  function save() {
    const fields = data && fieldsFrom(data);
    if (!fields || !changed) return discard();
    return saving.save(async () => {
      await revise(Encounter, encounter, fields);
      leave();
    });
  }

  return (
    <Page
      title={t('outreach.encounter.title')}
      back={{ href: page, label: t('common.back') }}
      action={<SaveBar saving={saving} draft={draft} label={t('common.save')} onSave={save} />}
    >
      <p class="muted number">
        {`${encounter.place} · ${clock(encounter.at)}`}
        <Delivered records={[id]} />
      </p>
      <EncounterForm
        draft={data}
        onChange={draft.change}
        places={outing && [...new Set([...placesOf(outing), kept.place])]}
      />
      <div class="row apart">
        {changed && <Button onClick={discard}>{t('outreach.encounter.discard')}</Button>}
        <DeleteButton
          label={t('outreach.encounter.delete')}
          title={t('outreach.encounter.deleteAsk')}
          text={t('outreach.encounter.gone')}
          records={[encounter]}
          onGone={leave}
        />
      </div>
    </Page>
  );
}
