/** One guide: what one does when something happens, in the words of those who do it. */
import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import * as z from 'zod/mini';
import { wallDate } from '../../i18n/wall-time.ts';
import { useWords } from '../../i18n/words.ts';
import { mayBeKept } from '../../store/ask-about-text.ts';
import { defineDraft } from '../../store/draft-kind.ts';
import { FreeTextField, isKeepable } from '../../store/free-text-field.tsx';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { toFirstError } from '../../ui/to-first-error.ts';
import { SaveBar, useSave } from '../use-save.tsx';
import { useOutreach } from '../use-settings.ts';
import { givenId } from './contacts.ts';
import { keepGuide, useKeptOnce } from './edits-store.ts';
import { type Guide, guideLimit, guideNameLimit, guidesOf, situations } from './guides.ts';

const back = '/outreach/in-need';
export const GuideDrafts = defineDraft('guide', { name: z.string(), text: z.string() }, { name: '', text: '' });

export function GuidePage() {
  const id = useRoute().params.id ?? '';
  const organisation = useOutreach();
  const kept = useKeptOnce();
  if (!kept) return null;
  const guide = guidesOf(organisation, kept.guides).find((one) => one.id === id);
  const isGiven = organisation.guides.some(({ name }) => givenId(name) === id);
  return <Form key={id} id={id} guide={guide} isGiven={isGiven} />;
}

interface FormProps {
  id: string;
  guide: Guide | undefined;
  /** Whether the organisation's document has it. */
  isGiven: boolean;
}

function Form({ id, guide, isGiven }: FormProps) {
  const { t } = useWords();
  const { route } = useLocation();
  const initial = { name: guide?.name ?? '', text: guide?.text ?? '' };
  const draft = useDraft(GuideDrafts, { id: `guide-${id}`, base: 0 }, initial);
  const saving = useSave(draft);
  const [asked, setAsked] = useState(false);
  const { data } = draft;
  if (!data) return null;
  const leave = async (edit: Parameters<typeof keepGuide>[1]) => {
    await keepGuide(id, edit);
    await draft.discard();
    route(back, true);
  };

  async function save() {
    setAsked(true);
    const [name, text] = [data?.name.trim() ?? '', data?.text.trim() ?? ''];
    if (!name || !text || !isKeepable(name, guideNameLimit) || !isKeepable(text, guideLimit)) {
      return toFirstError();
    }
    if (!(await mayBeKept([name, text], t))) return;
    return saving.save(() => leave({ name, text, checked: wallDate(Date.now()) }));
  }

  return (
    <Page
      title={t(guide ? 'outreach.need.title' : 'outreach.need.addGuide')}
      heading={guide?.name}
      back={{ href: back, label: t('common.back') }}
      action={<SaveBar saving={saving} draft={draft} label={t('outreach.need.saveChecked')} onSave={save} />}
    >
      <p class="muted">{t('outreach.need.guideHelp')}</p>
      {!guide && data.name === '' && (
        <div class="chips">
          {situations.map((situation) => {
            const name = t(`outreach.need.situation.${situation}`);
            return (
              <Button key={situation} onClick={() => draft.change({ name })}>
                {name}
              </Button>
            );
          })}
        </div>
      )}
      <FreeTextField
        label={t('outreach.need.guideName')}
        value={data.name}
        limit={guideNameLimit}
        hint={false}
        error={asked && !data.name.trim() ? t('outreach.need.nameMissing') : undefined}
        onInput={(name) => draft.change({ name })}
      />
      <FreeTextField
        label={t('outreach.need.guideText')}
        value={data.text}
        limit={guideLimit}
        long
        error={asked && !data.text.trim() ? t('outreach.need.textMissing') : undefined}
        onInput={(text) => draft.change({ text })}
      />
      {guide && (
        <p>
          <Button
            look="danger"
            onClick={() => saving.save(() => leave(isGiven ? { name: guide.name, text: '' } : undefined))}
          >
            {t(isGiven ? 'outreach.need.hide' : 'common.delete')}
          </Button>
        </p>
      )}
    </Page>
  );
}
