/** A survey that can be asked on this device in the organisation's document: whoever the document is passed on to asks it too. */
import { organisation } from '../../setup/organisation-store.ts';
import { type Revised, reviseDocument } from '../../setup/revise-document-store.ts';
import { addTogether, readKnown, removeBundle } from '../bundle/bundles-store.ts';
import { readAdded, removeAdded } from '../instrument/instruments-store.ts';
import { surveyPart } from '../settings.ts';

type Named = { id: string; version?: unknown };
interface Surveys {
  bundles: readonly Named[];
  instruments: readonly Named[];
}

/** A survey as it is known here: its bundle, where it is no instrument alone, and the instruments that do not come with the app. */
async function surveyHere(id: string) {
  const { bundles, instruments } = await readKnown();
  const bundle = bundles.find((one) => one.id === id);
  const added = (await readAdded()).filter((one) => bundle?.parts.includes(one.id));
  const isAlone = instruments.some((one) => one.id === id);
  return bundle && { bundle: isAlone ? undefined : bundle, instruments: added, version: bundle.version };
}

/** Whether the version that is asked here is the one in the document that holds. */
export async function isInDocument(id: string): Promise<boolean> {
  const { bundles, instruments } = surveyPart.of(organisation()).survey;
  const here = await surveyHere(id);
  const held: Named | undefined = [...bundles, ...instruments].find((one) => one.id === id);
  return here !== undefined && held?.version === here.version;
}

/**
 * Puts a survey there, in the place of an earlier version. From then on it is the document's: what was added here by hand would
 * stand before a later version that comes with it. Rejects with `NotKept`.
 */
export async function putIntoDocument(id: string): Promise<Revised> {
  const here = await surveyHere(id);
  if (!here) return 'unfit';
  const { bundle, instruments } = here;
  const done = await reviseDocument((document) =>
    withSurveys(document, (held) => {
      const left = without(held, id);
      return {
        bundles: [...left.bundles, ...(bundle ? [bundle] : [])],
        instruments: [
          ...left.instruments.filter((one) => !instruments.some((own) => own.id === one.id)),
          ...instruments,
        ],
      };
    }),
  );
  if (done !== 'revised') return done;
  if (bundle) await removeBundle(id);
  else await removeAdded(id);
  return done;
}

/** Takes a survey out of it: it stays on this device, as one that was added here. Rejects with `NotKept`. */
export async function takeOutOfDocument(id: string): Promise<Revised> {
  const here = await surveyHere(id);
  if (here) await addTogether(here);
  return reviseDocument((document) => withSurveys(document, (held) => without(held, id)));
}

/** Without a survey and the questions that were made for it alone. */
const without = ({ bundles, instruments }: Surveys, id: string): Surveys => ({
  bundles: bundles.filter((one) => one.id !== id),
  instruments: instruments.filter((one) => one.id !== id && (one as { within?: unknown }).within !== id),
});

function withSurveys(document: Record<string, unknown>, change: (held: Surveys) => Surveys): Record<string, unknown> {
  const survey = (document.survey ?? {}) as Partial<Surveys>;
  const { bundles = [], instruments = [] } = survey;
  return { ...document, survey: { ...survey, ...change({ bundles, instruments }) } };
}
