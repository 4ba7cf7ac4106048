/** How a card that is read on the respondent's page stands, and when its next time is. */
import { unitNow } from '../../store/device.ts';
import { type CardStanding, cardStandingOf } from '../waves/card-standing.ts';
import { standingOf } from '../waves/codes-store.ts';

/** How the card of that code stands for who would answer `survey` here. */
export const readCardStanding = async (code: string, survey: string): Promise<CardStanding> =>
  cardStandingOf(await standingOf(code), await unitNow(), survey);

/** The day of the next time that is asked under a code, `2026-11-28`; undefined where none is known here. */
export const readNextTime = async (code: string): Promise<string | undefined> => (await standingOf(code))?.next?.due;
