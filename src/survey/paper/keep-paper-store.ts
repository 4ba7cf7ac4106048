/** A paper form that was typed in, on its way to the device. */
import { db } from '../../store/db.ts';
import { settleDrafts } from '../../store/drafts.ts';
import { afterSave } from '../../store/persist.ts';
import { putAside } from '../../store/put-aside.ts';
import { create } from '../../store/save.ts';
import type { Form } from '../bundle/form.ts';
import { type Typing, typedAs } from '../respondent/answer-drafts.ts';
import { finished } from '../respondent/answers.ts';
import { tellWave } from '../respondent/answers-store.ts';
import { SurveyResponse } from '../response.ts';
import { askedNow } from '../waves/codes-store.ts';
import { momentOn } from './answering-day.ts';

/** Keeps it as a response, under the code and of the day that stand on it. Rejects with `NotKept`. */
export async function keepPaperForm(id: string, form: Form, typed: Typing, code: string | undefined): Promise<void> {
  const { day = '', first, isCompared } = typed;
  const at = momentOn(day);
  const asked = code && (await askedNow(code, form.id, day || undefined));
  const under = code ? { code, asked: asked || undefined } : {};
  const fields = finished(form, { ...typed, ...under });
  await create(
    SurveyResponse,
    { ...fields, ...(first ? { checked: true as const, differed: isCompared === true } : {}) },
    { id, ...(at ? { at } : {}) },
  );
  await tellWave(under, undefined, at);
  void afterSave();
}

/** What was typed, as another version takes it: each answer at its own question. Where one finds none, all of it is put aside. */
export async function typedInVersion(id: string, typed: Typing, version: Form): Promise<Typing> {
  const { data, isWhole } = typedAs(version, typed);
  if (!isWhole) {
    await settleDrafts();
    const row = await db.drafts.get(id);
    if (row) await putAside(row, data);
  }
  return data;
}
