import { frame } from '../questions.ts';
import type { inclusionAreas } from './story.ts';

/** The title of one of the three areas of inclusion, as its owner has it: in Finnish. */
export const areaTitle = (id: (typeof inclusionAreas)[number]): string =>
  frame.find((area) => area.id === id)?.parts[0]?.title ?? id;
