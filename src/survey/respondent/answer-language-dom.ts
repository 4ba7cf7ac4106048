/** In which language a respondent's page is, and what comes with that: its address, its sound, what the organisation has set. */
import { nowAt } from '../../vault/handed-over.ts';
import { languageName } from '../instrument/instrument.ts';
import { asking, formAddress } from './answer-address.ts';
import { draw, dress, languageProps, type StartedPage } from './started-page.tsx';

/** Shows what the organisation has set, and which languages there are. */
export async function showSettings(it: StartedPage, around: Awaited<StartedPage['settings']>): Promise<void> {
  const { told, now } = it;
  const { survey, organiser, givesRows, languages } = around;
  const { language } = now.page;
  now.isAlone = around.isAlone;
  const all = languages(now.page.form.id);
  const asked = survey.background && (await formIn(it, language));
  if (asked) now.page = { ...now.page, form: asked.form };
  const { handedOver } = now.props;
  draw(it, {
    ...(now.isAlone && !told ? languageProps(it) : {}),
    organiser,
    givesRows,
    instrument: now.page.form,
    languages: all.map((one) => ({
      ...one,
      name: languageName(one.language),
      isHere: one.language === language,
      choose: (chosen) => choose(it, chosen),
    })),
    ...(handedOver ? { handedOver: { ...handedOver, quietSeconds: survey.quietSeconds } } : {}),
  });
}

/** The form in a language; undefined where its words are not on this device and cannot be fetched. */
export const formIn = async ({ store, now }: StartedPage, language: string) =>
  (await store).findForm(now.page.form.id, language).catch(() => undefined);

/** The address of the form in a language, with what this one asks beside the draft. */
export function addressIn({ isHandedOver, keeper, query, now }: StartedPage, language: string): string {
  const { form, built } = now.page;
  const there = formAddress(form.id, language, built.includes(language));
  const asked = isHandedOver ? {} : { mode: keeper.mode, draft: new URLSearchParams(location.search).get('draft') };
  return asking(there, { ...asked, for: query.get('for') });
}

/** Goes on in another language, in this very document: the answers and a code that is nowhere else stay as they are. */
async function choose(it: StartedPage, language: string): Promise<void> {
  const { now } = it;
  const found = await formIn(it, language);
  // Without a network a language that has not been fetched cannot be had: the page stays as it is, and says so.
  draw(it, { isLanguageMissing: !found });
  if (!found) return;
  const there = addressIn(it, language);
  now.page = { ...found, built: now.page.built };
  history.replaceState(history.state, '', there + location.hash);
  if (it.isHandedOver) nowAt(there);
  dress(now.page);
  void addRecordings(it).catch(() => undefined);
  await now.sitting?.in(language).catch(() => undefined);
  now.props = { ...now.props, ...languageProps(it), instrument: now.page.form };
  const around = await it.settings.catch(() => undefined);
  if (around) await showSettings(it, around);
  else draw(it);
}

/** Offers recorded sound of the questions in the language of the page, where this device has some. */
export async function addRecordings(it: StartedPage): Promise<void> {
  const { language } = it.now.page;
  await it.settings.catch(() => undefined);
  const { recordingsOf } = await import('../sound/play-sounds-dom.ts');
  const recordings = await recordingsOf(it.now.page.form, language);
  if (language === it.now.page.language) draw(it, { recordings });
}
