/** What is emptied in a form that was kept before is gone from the record, and so from what is sent and printed. */
import { describe, expect, test } from 'vitest';
import { CoDevelopment } from '../../src/assessment/co-development/co-development.ts';
import { coDevelopmentFields } from '../../src/assessment/co-development/co-development-draft.ts';
import { FunderReport } from '../../src/assessment/funder-report/funder-report.ts';
import { funderReportFields } from '../../src/assessment/funder-report/funder-report-draft.ts';
import { SocialReport } from '../../src/assessment/social-reports/social-report.ts';
import { socialReportFields } from '../../src/assessment/social-reports/social-report-draft.ts';
import { Story } from '../../src/assessment/stories/story.ts';
import { storyFields } from '../../src/assessment/stories/story-draft.ts';
import { find } from '../../src/store/find.ts';
import type { Envelope, Fields, Kind } from '../../src/store/kind.ts';
import { create, revise } from '../../src/store/save.ts';
import { freshDevice } from '../support/device.ts';
import { aFunderReport, anEvent, aSocialReport, aStory } from '../support/written-documents.ts';

freshDevice();

/** What a record of these fields holds once the form was kept again with others. */
async function keptAgain<R extends Envelope>(kind: Kind<R>, before: Fields<R>, after: Fields<R>): Promise<unknown> {
  const record = await create(kind, before);
  await revise(kind, record, after);
  return JSON.parse(JSON.stringify(await find(kind, record.id)));
}

/** A form with some of its texts emptied, by their keys. */
const emptied = <T extends object>(form: T, keys: readonly string[]): T => ({
  ...form,
  ...Object.fromEntries(keys.map((key) => [key, ''])),
});

describe('what is emptied and kept again is gone', () => {
  const digest = 'a'.repeat(64);
  test('from a story', async () => {
    const keys = ['situation', 'increase', 'failed', 'toldIn'];
    const held = await keptAgain(Story, storyFields(aStory, digest), storyFields(emptied(aStory, keys), digest));
    for (const key of keys) expect(held).not.toHaveProperty(key);
    expect(held).toMatchObject({ happened: aStory.happened });
  });

  test('from a social report: an answer that was noted by mistake', async () => {
    const keys = ['area', 'seen', 'whom', 'answer', 'answeredOn', 'answerBy', 'became'];
    const held = await keptAgain(
      SocialReport,
      socialReportFields(aSocialReport),
      socialReportFields(emptied(aSocialReport, keys)),
    );
    for (const key of keys) expect(held).not.toHaveProperty(key);
    expect(held).toMatchObject({ recipient: aSocialReport.recipient });
  });

  test('from an event: that somebody was told', async () => {
    const keys = ['theme', 'until', 'cameOf', 'effect', 'toldTo', 'toldHow', 'toldOn'];
    const held = await keptAgain(
      CoDevelopment,
      coDevelopmentFields(anEvent),
      coDevelopmentFields(emptied(anEvent, keys)),
    );
    for (const key of keys) expect(held).not.toHaveProperty(key);
    expect(held).toMatchObject({ name: anEvent.name });
  });

  test('from a report to a funder', async () => {
    const keys = ['funder', 'opening', 'closing'];
    const held = await keptAgain(
      FunderReport,
      funderReportFields(aFunderReport),
      funderReportFields(emptied(aFunderReport, keys)),
    );
    for (const key of keys) expect(held).not.toHaveProperty(key);
    expect(held).toMatchObject({ name: aFunderReport.name });
  });
});
