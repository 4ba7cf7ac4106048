/** How months are closed today: as the organisation's document says. */
import { wallDate } from '../i18n/wall-time.ts';
import { readInstruments } from '../survey/instrument/instruments-store.ts';
import { backgroundItems } from './by-background.ts';
import type { ReportChoices } from './choices-store.ts';
import type { Closing } from './release.ts';

/** What of the organisation's choices closing depends on. */
export type ClosingChoices = Pick<Closing, 'least' | 'sizes' | 'toProtect' | 'together'> &
  Partial<Pick<ReportChoices, 'backgroundItems'>>;

export async function closingToday(choices: ClosingChoices): Promise<Closing> {
  const { least, sizes, toProtect, together, backgroundItems: marked = {} } = choices;
  const backgrounds = Object.keys(marked).length > 0 ? backgroundItems(await readInstruments(), marked) : [];
  return { least, sizes, toProtect, together, backgrounds, today: wallDate(Date.now()) };
}
