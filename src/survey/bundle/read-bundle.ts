/** Reads a bundle that somebody wrote: every fault as a reason and its place. Nothing of a file is taken where anything in it is wrong. */
import { faultOfShape, faultsOfSigns, type InstrumentFault } from '../instrument/file.ts';
import type { Instrument } from '../instrument/instrument.ts';
import { faultsOfShowing } from '../instrument/rules.ts';
import { versionName } from '../instrument/version.ts';
import type { Bundle } from './bundle.ts';
import { canJoin, composed, nameIn } from './form.ts';
import { BundleFile } from './schema.ts';

export type ReadBundle = { is: 'read'; bundle: Bundle } | { is: 'wrong'; wrong: InstrumentFault[] };

/** `taken`: ids that stand for something else already; `instruments`: all there are, with those that come in the same file. */
export function readBundle(
  value: unknown,
  { instruments, taken }: { instruments: readonly Instrument[]; taken: ReadonlySet<string> },
): ReadBundle {
  const parsed = BundleFile.safeParse(value);
  if (!parsed.success) return { is: 'wrong', wrong: parsed.error.issues.slice(0, 20).map(faultOfShape) };
  const { $schema: _, versions = {}, instruments: __, ...bundle } = parsed.data;
  const wrong = [
    ...(taken.has(bundle.id) ? [{ why: 'idTaken', values: { id: bundle.id } }] : []),
    ...faultsOfSigns(bundle),
    ...faultsOfParts(bundle, versions, instruments),
  ];
  // What is asked can only be looked through where every part is known.
  if (wrong.length === 0)
    wrong.push(...faultsOfLanguages(bundle, instruments), ...faultsOfBundleRules(bundle, instruments));
  return wrong.length > 0 ? { is: 'wrong', wrong } : { is: 'read', bundle };
}

function faultsOfParts(
  { parts }: Bundle,
  versions: Readonly<Record<string, string>>,
  instruments: readonly Instrument[],
): InstrumentFault[] {
  const ofPart = (part: string, index: number): InstrumentFault[] => {
    const first = parts.indexOf(part);
    if (first < index) return [{ why: 'partTwice', values: { part, first: first + 1, second: index + 1 } }];
    const instrument = instruments.find(({ id }) => id === part);
    if (!instrument) return [{ why: 'partUnknown', values: { part } }];
    const wanted = versions[part] ?? instrument.version;
    const is = instrument.version;
    return wanted === is
      ? []
      : [{ why: 'partVersion', values: { part, version: versionName(wanted, [is]), is: versionName(is, [wanted]) } }];
  };
  const unasked = Object.keys(versions).filter((part) => !parts.includes(part));
  return [...parts.flatMap(ofPart), ...unasked.map((part) => ({ why: 'versionUnasked', values: { part } }))];
}

const inBundle = ({ parts }: Bundle, instruments: readonly Instrument[]) =>
  parts.flatMap((part) => instruments.find(({ id }) => id === part) ?? []);

/** The organisation's own questions are there in every language of the bundle; an owner's text may be missing, and then is said to be. */
function faultsOfLanguages(bundle: Bundle, instruments: readonly Instrument[]): InstrumentFault[] {
  const languages = new Set([...Object.keys(bundle.titles), ...Object.keys(bundle.texts ?? {})]);
  const untitled = [...languages].filter((language) => !bundle.titles[language]);
  return [
    ...untitled.map((language) => ({ why: 'noTitle', values: { language } })),
    ...inBundle(bundle, instruments).flatMap(({ id, validated, texts }) =>
      validated
        ? []
        : [...languages]
            .filter((language) => !texts[language])
            .map((language) => ({ why: 'partLanguage', values: { part: id, language } })),
    ),
  ];
}

function faultsOfBundleRules(bundle: Bundle, instruments: readonly Instrument[]): InstrumentFault[] {
  const items = new Map(
    inBundle(bundle, instruments).flatMap((part) =>
      part.items.map((item) => [nameIn(part.id, item.id), { part, item }] as const),
    ),
  );
  const ofRule = ([id, rule]: [string, NonNullable<Bundle['showWhen']>[string]]): InstrumentFault[] => {
    const asked = items.get(id);
    if (!asked) return [{ why: 'ruleOfNothing', values: { id } }];
    if (asked.part.validated) return [{ why: 'ruleOnOfficial', values: { id } }];
    const { showWhen } = asked.item;
    return showWhen && !canJoin(showWhen, rule) ? [{ why: 'ruleTwice', values: { id } }] : [];
  };
  const wrong = Object.entries(bundle.showWhen ?? {}).flatMap(ofRule);
  return wrong.length > 0 ? wrong : faultsOfShowing(composed(bundle, instruments)!);
}
