/** What others have got with the same instrument, each with its source: lines to look at a group's result beside. */

export interface Reference {
  /** The group's name: a word that the screens translate. */
  name: 'adults' | 'region' | 'targeted' | 'rehabilitation' | 'employed' | 'not-working';
  mean: number;
  source: string;
}

/** A line to look beside, of the app's or of the organisation's own. */
export interface ReferenceLine {
  /** What tells it from the others. */
  key: string;
  /** In the words of the screens. */
  group: string;
  mean: number;
  source: string;
}

export interface ReferenceShare {
  name: 'adults' | 'unemployed';
  /** Of the rule's mark, by its name. */
  mark: string;
  share: number;
  source: string;
}

/** By the rule that the numbers were scored by. */
export const references: Readonly<Record<string, { means: readonly Reference[]; shares: readonly ReferenceShare[] }>> =
  {
    'esis-0-100 v1': {
      means: [
        { name: 'adults', mean: 75.2, source: 'THL, FinSote 2019' },
        { name: 'region', mean: 74.5, source: 'paijatha.fi 2021' },
        { name: 'targeted', mean: 67.5, source: 'paijatha.fi 2021' },
        { name: 'rehabilitation', mean: 58, source: 'paijatha.fi 2021' },
        { name: 'employed', mean: 77.2, source: 'THL / Yrittäjät' },
        { name: 'not-working', mean: 69.2, source: 'THL / Yrittäjät' },
      ],
      shares: [
        { name: 'adults', mark: 'very-weak', share: 0.1, source: 'THL' },
        { name: 'unemployed', mark: 'very-weak', share: 0.25, source: 'THL' },
      ],
    },
  };

/** The lines of a rule: the app's, then the organisation's own. `say` puts the app's names into words. */
export const linesOf = (
  rule: string,
  own: readonly { rule: string; name: string; mean: number; source: string }[],
  say: (name: Reference['name']) => string,
): ReferenceLine[] => [
  ...(references[rule]?.means ?? []).map(({ name, mean, source }) => ({ key: name, group: say(name), mean, source })),
  ...own
    .filter((one) => one.rule === rule)
    .map(({ name, mean, source }) => ({ key: `own ${name}`, group: name, mean, source })),
];
