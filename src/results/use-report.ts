import type { Action } from '../actions/action.ts';
import { allActions } from '../actions/action-store.ts';
import { wallDate } from '../i18n/wall-time.ts';
import { yieldToMain } from '../store/yield-to-main.ts';
import { formFor, readKnown } from '../survey/bundle/bundles-store.ts';
import type { Form } from '../survey/bundle/form.ts';
import type { Instrument } from '../survey/instrument/instrument.ts';
import { readEarlier } from '../survey/instrument/instruments-store.ts';
import { type AskedOfOwn, askedOfOwn } from './asked-store.ts';
import { askedAcross, askedElsewhere } from './bundles-of.ts';
import type { ReportChoices } from './choices-store.ts';
import type { ResultsPlace } from './collected-store.ts';
import { codingsIn, responsesIn, wholeIn } from './collection.ts';
import type { OpenGroup } from './open-answers.ts';
import { endedHalves, openToldOf } from './open-told.ts';
import { aboutOf } from './release-shape.ts';
import type { Results } from './results.ts';
import { openQuestions, resultsIn, useCounted } from './use-results.ts';

/** What of one question was written in a half-year that has ended and was read: its first day. */
export interface ToldOfOpen {
  /** The instrument in its version, by `aboutOf`. */
  about: string;
  item: string;
  half: string;
  groups: OpenGroup[];
}

export interface Report {
  source: ResultsPlace;
  choices: ReportChoices;
  form: Form;
  /** Every instrument that this device knows: questions of the background may stand in another part or survey. */
  instruments: readonly Instrument[];
  /** Of the parts of which there is something, in their order. */
  parts: Results[];
  /** Parts, by `aboutOf`, that were answered in several versions of the survey, and in which. */
  across: ReadonlyMap<string, readonly string[]>;
  /** Instruments that were answered in another survey too. */
  elsewhere: ReadonlySet<string>;
  open: ToldOfOpen[];
  /** How it went with those of this device's unit who were asked by code. */
  asked: AskedOfOwn;
  /** What was agreed and not left undone. */
  actions: Action[];
}

/** All there is to tell of a survey; `gone` where this device does not have it, undefined while it is counted. */
export const useReport = (bundle: string): Report | 'gone' | undefined =>
  useCounted(
    async (from, choices) => {
      const known = await readKnown();
      const form = formFor(known, bundle);
      if (!form) return 'gone' as const;
      const responses = responsesIn(from.collection);
      const versions = await readEarlier();
      const parts: Results[] = [];
      for (const { instrument: id } of form.parts) {
        const instrument = known.instruments.find((one) => one.id === id)!;
        const results = await resultsIn(from, instrument, responses, choices);
        if (results) parts.push(results);
        // Earlier versions with something released stand beside it, each by itself.
        for (const version of versions.filter((one) => one.id === id)) {
          const before = await resultsIn(from, version, responses, choices);
          if (before && before.periods.length > 0) parts.push(before);
        }
      }
      const around = { responses, codings: codingsIn(from.collection) };
      const mine = (await openQuestions(from, choices)).filter(({ instrument }) =>
        form.parts.some((part) => part.instrument === instrument.id),
      );
      const open = mine.flatMap((question) =>
        endedHalves(question, wallDate(Date.now())).flatMap((half): ToldOfOpen[] => {
          const groups = openToldOf(question, half, around);
          return groups ? [{ about: aboutOf(question.instrument), item: question.item, half, groups }] : [];
        }),
      );
      const [asked, actions] = await Promise.all([askedOfOwn(from.source.is, yieldToMain()), allActions()]);
      return {
        ...{ source: from.source, choices, form, parts, open, asked, instruments: known.instruments },
        elsewhere: askedElsewhere(bundle, wholeIn(from.collection)),
        across: askedAcross(bundle, wholeIn(from.collection)),
        actions: actions.filter(({ state }) => state !== 'dropped'),
      };
    },
    [bundle],
  );
