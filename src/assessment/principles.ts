/** The principles of furthering inclusion, word for word, in both wordings that their owner has published. */
import source from './principles.json';
import type { Wording } from './principles-review.ts';
import { areas } from './questions.ts';

/** One principle: what is looked at under its key, and the area that it belongs to where its wording names one. */
export interface Principle {
  key: string;
  text: string;
  area?: string;
}

/** The title of an area as the questions have it. */
const titleOf = (id: string): string | undefined =>
  areas.find((area) => area.id === id || area.id.startsWith(`${id}-`))?.title;

export const principlesTitle = source.title;

/** The principles of a wording, in their order. */
export const principlesIn = (wording: Wording): Principle[] =>
  wording === 'seed'
    ? source.seed.map((text, at) => ({ key: String(at + 1), text }))
    : source.current.map(({ area, text }, at) => {
        const title = titleOf(area);
        return { key: String(at + 1), text, ...(title && { area: title }) };
      });

/** All that a wording says, in one fixed form, as its checksum sees it. */
export const canonicalPrinciples = (wording: Wording): string => JSON.stringify(source[wording]);

/** SHA-256 of each in hex: kept with every look at a practice. A test recomputes them. */
export const principlesChecksum: Record<Wording, string> = {
  current: '6142a3441e0315f79182ae14e89bcf16bc50632441f29069792f38143eebf14a',
  seed: 'fc0cff1e82ac24037013985a3800a64cb924b831163bb2cf437394032e34544f',
};
