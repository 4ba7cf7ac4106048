/** Forms as they were asked before the version of today: what was printed of them is typed in under the version that stands on the paper. */
import { organisation } from '../../setup/organisation-store.ts';
import { db } from '../../store/db.ts';
import { setting } from '../../store/device.ts';
import { transact, writing } from '../../store/writing.ts';
import { noteOfDocument, readEarlier, readOrganisations } from '../instrument/instruments-store.ts';
import { joined } from '../instrument/languages.ts';
import { isAskedAlone, instruments as shippedInstruments } from '../instruments/all.ts';
import { surveyPart } from '../settings.ts';
import { bundleOf } from './bundle.ts';
import { formFor, formsOf, judged, type Known, readKnown } from './bundles-store.ts';
import {
  type BundleOfBefore,
  bundlesOfBefore,
  earlierThanThese,
  inItsVersions,
  withVersions,
} from './earlier-bundles.ts';
import type { Form } from './form.ts';

/** Under which name lies what the organisation's document brought when it was last looked at. */
const ofDocumentHere = 'bundles-of-document';

/** A version of a form: as it is asked, and as workers choose among the languages of its titles. */
export interface FormVersion {
  form: Form;
  offered: Form;
}

/** Every version of a form that is known here, the newest first; none where there is no such form. */
export async function formVersions(id: string): Promise<FormVersion[]> {
  const known = await readKnown();
  const now = known.bundles.find((one) => one.id === id);
  if (!now) return [];
  const earlier = await readEarlier();
  const alone = earlier
    .filter((one) => one.id === id && isAskedAlone(one))
    .map((one) => ({ bundle: bundleOf(one), versions: { [one.id]: one.version } }));
  // One of the document may stand behind a newer one that was added here.
  const of = [...(await setting<BundleOfBefore[]>(bundlesOfBefore, [])), ...(await bundlesOfDocument())]
    .filter(({ bundle }) => bundle.id === id)
    .reverse();
  const all = [{ bundle: now, versions: {} }, ...alone, ...of];
  const versions = await Promise.all(
    all.map(async ({ bundle, versions }) => {
      const instruments = inItsVersions(versions, known.instruments, earlier);
      const isSound =
        of.every((one) => one.bundle !== bundle) || (await judged([bundle], instruments)).sound.length > 0;
      return isSound ? inBoth({ instruments, bundles: [bundle] }, id) : [];
    }),
  );
  return versions
    .flat()
    .filter(({ form }, at, every) => every.findIndex((one) => one.form.version === form.version) === at);
}

function inBoth(known: Known, id: string): FormVersion[] {
  const [form, [offered]] = [formFor(known, id), formsOf(known)];
  return form && offered ? [{ form, offered }] : [];
}

/** Keeps what the organisation's document brought before its next edition brings another version. */
export async function noteDocument(): Promise<void> {
  await noteOfDocument();
  const [noted, held] = await Promise.all([bundlesOfDocument(), setting<BundleOfBefore[]>(ofDocumentHere, [])]);
  const now = noted.map(({ bundle }) => bundle);
  if (JSON.stringify(held) === JSON.stringify(noted)) return;
  await writing(() =>
    transact([db.settings], async () => {
      const earlier = await setting<BundleOfBefore[]>(bundlesOfBefore, []);
      await db.settings.put({ name: bundlesOfBefore, value: earlierThanThese(now, held, earlier) });
      await db.settings.put({ name: ofDocumentHere, value: noted });
    }),
  );
}

/** What the organisation's document brings, in the versions that it has itself. */
async function bundlesOfDocument(): Promise<BundleOfBefore[]> {
  const { bundles } = surveyPart.of(organisation()).survey;
  if (bundles.length === 0) return [];
  const { sound: own } = await readOrganisations();
  const { sound } = await judged(bundles, joined(shippedInstruments, own));
  return sound.map((bundle) => withVersions(bundle, own));
}
