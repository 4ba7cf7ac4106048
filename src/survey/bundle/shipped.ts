/** The bundles that come with the app, beside each of its instruments alone. */
import { esis } from '../instruments/esis.ts';
import { type Bundle, bundleOf } from './bundle.ts';

/** The scale with the two public neighbours that a day centre asks with it. */
const inclusionAndWellbeing: Bundle = {
  id: 'inclusion-wellbeing',
  version: '1',
  titles: { fi: 'Osallisuus, elämänlaatu ja työkyky' },
  parts: ['esis', 'eurohis-qol-8', 'work-ability'],
};

export const shippedBundles: readonly Bundle[] = [inclusionAndWellbeing];

/**
 * What the build makes pages of, whose first statement can be answered before any script: the scale, alone and with its
 * neighbours. All else is drawn when the device has given it, and costs no room.
 */
export const bundlesWithPage: readonly Bundle[] = [bundleOf(esis), inclusionAndWellbeing];
