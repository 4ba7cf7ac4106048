/** A paper form that is typed in later belongs to the time at which it was answered, not to the one that is asked by now. */
import { expect, test } from 'vitest';
import { plusMonths } from '../../src/periods/days.ts';
import { momentOn } from '../../src/survey/paper/answering-day.ts';
import { tellWave } from '../../src/survey/respondent/answers-store.ts';
import {
  askedNow,
  firstAsked,
  keepRespondent,
  standingOf,
  todayInFinland,
} from '../../src/survey/waves/codes-store.ts';
import { enrolment } from '../../src/survey/waves/plans.ts';
import { standardPlans } from '../../src/survey/waves/survey-plan.ts';
import { freshDevice } from '../support/device.ts';

freshDevice();

const code = 'K7M4PX27';

test('its day says which time of the plan it answers, and stands in what is told of that time', async () => {
  const start = plusMonths(todayInFinland(), -4);
  await keepRespondent(enrolment(standardPlans.find(({ id }) => id === 'new')!, { code, start, turn: 0 }));
  expect(await firstAsked(code)).toBe(start);
  expect(await firstAsked('A0000TE1')).toBeUndefined();
  expect((await askedNow(code, 'esis'))?.number, 'by now the second time is asked').toBe(1);
  const asked = await askedNow(code, 'esis', start);
  expect(asked).toMatchObject({ number: 0, due: start });
  await tellWave({ code, asked }, undefined, momentOn(start));
  const { waves, open } = (await standingOf(code))!;
  expect(waves[0]).toMatchObject({ state: 'answered', answer: { at: momentOn(start) } });
  expect(open?.number, 'the second time is still to be asked').toBe(1);
  expect(await askedNow(code, 'esis', start), 'a second form of that day answers no time').toBeUndefined();
});
