/** A page for one entry beside the encounters: a guidance, an unmet need, a promise, a phenomenon. New, or one that is kept. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { useWords } from '../../i18n/words.ts';
import { mayBeKept } from '../../store/ask-about-text.ts';
import { Delivered } from '../../store/delivered.tsx';
import { findDraft } from '../../store/drafts.ts';
import { find, newest } from '../../store/find.ts';
import type { Envelope, Fields, Kind } from '../../store/kind.ts';
import { create, revise } from '../../store/save.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Page } from '../../ui/page.tsx';
import { ChoosePlace } from '../choose-names.tsx';
import { DeleteButton } from '../delete-button.tsx';
import { useExampleNames } from '../example-names.tsx';
import { another, chosenName, offered, placesUsed } from '../names.ts';
import { currentPlace, Outing, placesOf } from '../outing.ts';
import '../outreach.css';
import { useFirst } from '../use-first.tsx';
import { SaveBar, useSave } from '../use-save.tsx';

/** What every such form holds. */
export interface EntryDraft {
  outingId?: string | undefined;
  place: string;
  writtenPlace: string;
}

/** Fields of a record while they are being chosen. */
export type Chosen<T> = { [K in keyof T]?: T[K] | undefined };

/** What a form is given. */
export interface EntryFormProps<R, D> {
  draft: D;
  change: (some: Partial<D>) => void;
  /** Saving was tried while something was missing. */
  asked: boolean;
  outing: Outing | undefined;
  record: R | undefined;
}

/** What one kind of entry is: its words, its form, and how a draft becomes its fields. */
export interface EntryKind<R extends Envelope, D extends EntryDraft> {
  kind: Kind<R>;
  title: string;
  lead?: string;
  /** What stands in a new one; `query` is what the address says beside the outing. */
  blank: (base: EntryDraft, query: Record<string, string>) => D;
  from: (record: R) => D;
  /** The fields to keep; undefined while something that must be chosen is missing. */
  fields: (draft: D, place: string, record: R | undefined) => Fields<R> | undefined;
  /** What is written freely in it. */
  texts?: (draft: D) => (string | undefined)[];
  form: (props: EntryFormProps<R, D>) => ComponentChildren;
}

type Owned = Envelope & { outingId?: string | undefined; place: string };

export function EntryPage<R extends Owned, D extends EntryDraft>({ entry }: { entry: EntryKind<R, D> }) {
  const id = useRoute().params.id ?? '';
  return <Found key={id} id={id} entry={entry} />;
}

interface FoundProps<R extends Owned, D extends EntryDraft> {
  id: string;
  entry: EntryKind<R, D>;
}

function Found<R extends Owned, D extends EntryDraft>({ id, entry }: FoundProps<R, D>) {
  const { query } = useLocation();
  const found = useFirst(async () => {
    const [record, draft, outings] = await Promise.all([
      find(entry.kind, id),
      findDraft<EntryDraft>(id),
      newest(Outing, 20),
    ]);
    const outingId = record?.outingId ?? draft?.data.outingId ?? query.outing;
    const outing = outingId ? await find(Outing, outingId) : undefined;
    return { record, outing, outings };
  });
  return found ? <Form id={id} entry={entry} {...found} /> : null;
}

interface FormProps<R extends Owned, D extends EntryDraft> extends FoundProps<R, D> {
  record: R | undefined;
  outing: Outing | undefined;
  /** The last ones, for the names of their places. */
  outings: readonly Outing[];
}

function Form<R extends Owned, D extends EntryDraft>({ id, entry, record, outing, outings }: FormProps<R, D>) {
  const { t, clock } = useWords();
  const { query, route } = useLocation();
  const examples = useExampleNames();
  const base = { outingId: outing?.id, place: outing ? currentPlace(outing) : '', writtenPlace: '' };
  const initial = record ? entry.from(record) : entry.blank(base, query);
  const draft = useDraft<D>({ kind: entry.kind.name, id, base: record?.rev ?? 0 }, initial);
  const saving = useSave(draft);
  const [asked, setAsked] = useState(false);
  const { data } = draft;
  if (!data) return null;
  const place = chosenName(data.place, data.writtenPlace);
  const page = outing ? `/outreach/outing/${outing.id}` : '/outreach/follow-up';
  const change = draft.change as (some: Partial<D>) => void;
  const places = outing ? placesOf(outing) : offered(placesUsed(outings), examples.places);
  const names = [...new Set([...places, ...(record ? [record.place] : [])])];

  const leave = () => {
    route(page, true);
    scrollTo(0, 0);
  };

  async function save() {
    const fields = data && place ? entry.fields(data, place, record) : undefined;
    if (!data || !fields) {
      setAsked(true);
      return;
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
