import { useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { mayBeKept } from '../store/ask-about-text.ts';
import { revise } from '../store/save.ts';
import { useDraft } from '../store/use-draft.ts';
import { Button } from '../ui/button.tsx';
import { toFirstError } from '../ui/to-first-error.ts';
import { ChooseNames } from './choose-names.tsx';
import { chosenNames, corrected, offeredNames } from './names.ts';
import { Outing, placesOf } from './outing.ts';
import { CorrectionDrafts } from './outing-draft.ts';
import { useExampleNames } from './use-example-names.ts';
import { SaveTrouble, useSave } from './use-save.tsx';

/** The places and organisations of an outing, put right afterwards. Folded until it is needed or something is unfinished. */
export function CorrectOuting({ outing }: { outing: Outing }) {
  const [discarded, setDiscarded] = useState(0);
  const round = `${outing.rev} ${discarded}`;
  return <Correct key={round} outing={outing} onDiscarded={() => setDiscarded(discarded + 1)} />;
}

function Correct({ outing, onDiscarded }: { outing: Outing; onDiscarded: () => void }) {
  const { t } = useWords();
  const examples = useExampleNames();
  const { id, rev } = outing;
  const kept = {
    places: placesOf(outing),
    writtenPlace: '',
    organisations: outing.organisations,
    writtenOrganisation: '',
  };
  const draft = useDraft(CorrectionDrafts, { id, base: rev }, kept);
  const saving = useSave(draft);
  const { data } = draft;
  if (!data) return null;
  const places = chosenNames(data.places, data.writtenPlace);
  const organisations = chosenNames(data.organisations, data.writtenOrganisation);
  const changed = JSON.stringify(data) !== JSON.stringify(kept);

  async function save() {
    const before = [...outing.places, ...outing.organisations];
    const fresh = [...places, ...organisations].filter((name) => !before.includes(name));
    if (places.length === 0) return toFirstError();
    if (!(await mayBeKept(fresh, t))) return;
    return saving.save(async () => {
      await revise(Outing, outing, { places: corrected(outing.places, places), organisations });
    });
  }

  return (
    <details open={changed}>
      <summary>{t('outreach.outing.edit')}</summary>
      <div class="outreach-form">
        <ChooseNames
          legend={t('outreach.outing.places')}
          names={placesOf(outing)}
          choices={data.places}
          written={data.writtenPlace}
          anotherLabel={t('outreach.begin.anotherPlace')}
          fieldLabel={t('outreach.begin.placeName')}
          error={places.length === 0 ? t('outreach.outing.placesMissing') : undefined}
          onChange={(choices, written) => draft.change({ places: choices, writtenPlace: written })}
        />
        <ChooseNames
          legend={t('outreach.begin.organisations')}
          names={offeredNames(outing.organisations, examples.organisations)}
          choices={data.organisations}
          written={data.writtenOrganisation}
          anotherLabel={t('outreach.begin.anotherOrganisation')}
          fieldLabel={t('outreach.begin.organisationName')}
          onChange={(choices, written) => draft.change({ organisations: choices, writtenOrganisation: written })}
        />
        <SaveTrouble saving={saving} draft={draft} />
        {changed && (
          <div class="row">
            <Button busy={saving.busy} onClick={save}>
              {t('common.save')}
            </Button>
            <Button look="bare" onClick={() => draft.discard().then(onDiscarded)}>
              {t('outreach.encounter.discard')}
            </Button>
          </div>
        )}
      </div>
    </details>
  );
}
