import type { TFunction } from 'i18next';
import { stigmaTags } from '../survey/coding.ts';

const known: readonly string[] = [...stigmaTags.stigma, ...stigmaTags.from];

/** The tags that every organisation has. */
export const isKnownTag = (tag: string): boolean => known.includes(tag);

/** A tag as it is written: the app's own in the language of the interface, an organisation's as it was written. */
export const tagName = (tag: string, t: TFunction): string =>
  isKnownTag(tag) ? t(`report.tag.${tag as 'from-public'}`) : tag;
