/** Forms as a respondent meets them. */
import { bundleOf } from '../../src/survey/bundle/bundle.ts';
import { composed, type Form } from '../../src/survey/bundle/form.ts';
import type { Instrument } from '../../src/survey/instrument/instrument.ts';
import { esis } from '../../src/survey/instruments/esis.ts';

/** An instrument that is asked alone. */
export const formAlone = (instrument: Instrument): Form => composed(bundleOf(instrument), [instrument])!;

/** The scale alone. */
export const esisForm = formAlone(esis);
