import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useWords } from '../../i18n/words.ts';
import { mayBeKept } from '../../store/ask-about-text.ts';
import { Delivered } from '../../store/delivered.tsx';
import { create, revise } from '../../store/save.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Page } from '../../ui/page.tsx';
import { toFirstError } from '../../ui/to-first-error.ts';
import { ChoosePlace } from '../choose-names.tsx';
import { DeleteButton } from '../delete-button.tsx';
import type { Encounter } from '../encounter.ts';
import { another, chosenName, offeredNames, placesUsed } from '../names.ts';
import { currentPlace, type Outing, placesOf } from '../outing.ts';
import { useExampleNames } from '../use-example-names.ts';
import { SaveBar, useSave } from '../use-save.tsx';
import type { EntryDraft, FoundProps, Owned } from './entry.ts';

interface FormProps<R extends Owned, D extends EntryDraft> extends FoundProps<R, D> {
  record: R | undefined;
  outing: Outing | undefined;
  /** The last ones, for the names of their places. */
  outings: readonly Outing[];
  /** In which a new one happened: at its place, wherever the outing is by now. */
  encounter: Encounter | undefined;
}

/** The form of an entry: what its kind asks, and where it was. Keeps a draft; asks before it keeps a phone number. */
export function EntryForm<R extends Owned, D extends EntryDraft>({
  id,
  entry,
  record,
  outing,
  outings,
  encounter,
}: FormProps<R, D>) {
  const { t, clock } = useWords();
  const { query, route } = useLocation();
  const examples = useExampleNames();
  const here = encounter?.place ?? (outing ? currentPlace(outing) : '');
  const base = { outingId: outing?.id, place: here, writtenPlace: '' };
  const initial = record ? entry.from(record) : entry.blank(base, query);
  const draft = useDraft(entry.drafts, { id, base: record?.rev ?? 0 }, initial);
  const saving = useSave(draft);
  const [asked, setAsked] = useState(false);
  const { data } = draft;
  if (!data) return null;
  const place = chosenName(data.place, data.writtenPlace);
  const page = outing ? `/outreach/outing/${outing.id}` : '/outreach/follow-up';
  const change = draft.change as (some: Partial<D>) => void;
  const places = outing ? placesOf(outing) : offeredNames(placesUsed(outings), examples.places);
  const names = [...new Set([...places, ...(encounter ? [encounter.place] : []), ...(record ? [record.place] : [])])];

  const leave = () => {
    route(page, true);
    scrollTo(0, 0);
  };

  async function save() {
    const fields = data && place ? entry.fields(data, place, record) : undefined;
    if (!data || !fields) {
      setAsked(true);
      return toFirstError();
    }
    const written = data.place === another ? data.writtenPlace : undefined;
    if (!(await mayBeKept([...(entry.texts?.(data) ?? []), written], t))) return;
    return saving.save(async () => {
      if (record) await revise(entry.kind, record, fields);
      // What is told afterwards belongs to the evening that it tells of.
      else await create(entry.kind, fields, outing?.endedAt ? { id, at: outing.endedAt } : { id });
      leave();
    });
  }

  return (
    <Page
      title={entry.title}
      back={{ href: page, label: t('common.back') }}
      action={<SaveBar saving={saving} draft={draft} label={t('common.save')} onSave={save} />}
    >
      {entry.lead && <p class="muted">{entry.lead}</p>}
      {record && (
        <p class="muted number">
          {clock(record.at)}
          <Delivered records={[id]} />
        </p>
      )}
      <div class="outreach-form in-columns">
        {entry.form({ draft: data, change, asked, outing, record })}
        <ChoosePlace
          legend={t('outreach.form.place')}
          names={names}
          choice={data.place}
          written={data.writtenPlace}
          error={asked && !place ? t('outreach.begin.placeMissing') : undefined}
          onChange={({ place: chosen, writtenPlace }) =>
            change({
              ...(chosen === undefined ? {} : { place: chosen }),
              ...(writtenPlace === undefined ? {} : { writtenPlace }),
            } as Partial<D>)
          }
        />
      </div>
      {record && (
        <DeleteButton
          label={t('outreach.entry.delete')}
          title={t('outreach.entry.deleteAsk')}
          text={t('outreach.encounter.gone')}
          records={[record]}
          onGone={leave}
        />
      )}
    </Page>
  );
}
