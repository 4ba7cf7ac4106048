/** What is given in the form of a survey: the native controls hold it, also before any script has come. */
import { type Instrument, type Item, isText } from '../instrument/instrument.ts';
import type { GivenAnswers } from '../instrument/show.ts';

const nameOf = (index: number) => `q${index + 1}`;

/**
 * The field that the answer to an item is written in. Not by `form.elements`: the item's own fieldset has that name as its id,
 * and what is found there is a list of both, which has no value.
 */
export const fieldOf = (form: HTMLFormElement, index: number) =>
  form.querySelector<HTMLInputElement | HTMLTextAreaElement>(
    `input[name="${nameOf(index)}"], textarea[name="${nameOf(index)}"]`,
  );

/** What is given for each item. */
export function givenAnswers(form: HTMLFormElement, items: Instrument['items']): GivenAnswers {
  const data = new FormData(form);
  const several: Record<string, number[]> = {};
  const texts: Record<string, string> = {};
  const answers = items.map(({ id, type, min, max }, index) => {
    const value = data.get(nameOf(index));
    if (type === 'scale' || type === 'single') return value === null ? null : Number(value);
    if (type === 'number') return parseNumber(String(value ?? ''), min, max) ?? null;
    if (type === 'several') {
      const codes = data.getAll(nameOf(index)).map(Number);
      if (codes.length > 0) several[id] = codes;
    } else if (value !== null && String(value).trim() !== '') texts[id] = String(value);
    return null;
  });
  return {
    answers,
    ...(Object.keys(several).length > 0 ? { several } : {}),
    ...(Object.keys(texts).length > 0 ? { texts } : {}),
  };
}

/** A number as people write it, with a comma or a point; undefined for what is none, or is not within its bounds. */
export function parseNumber(written: string, min = -Infinity, max = Infinity): number | undefined {
  const text = written.trim().replace(',', '.').replace('−', '-');
  const value = Number(text);
  return /^-?\d{1,9}(\.\d{1,6})?$/.test(text) && value >= min && value <= max ? value : undefined;
}

/** The days that can be answered: a year of two digits is a slip. */
export const dayBounds = { min: '1900-01-01', max: '2199-12-31' };

const isDay = (written: string): boolean =>
  written.length === 10 && written >= dayBounds.min && written <= dayBounds.max;

/** Whether something stands in the field of a number or a day that is none, or not between its bounds. */
export function isWrongField(form: HTMLFormElement, item: Item, index: number): boolean {
  if (item.type !== 'number' && item.type !== 'date') return false;
  const field = fieldOf(form, index);
  const written = field?.value.trim() ?? '';
  // Of half a day the field gives no value, and says that something stands there.
  if (item.type === 'date') return field?.validity.badInput === true || (written !== '' && !isDay(written));
  return written !== '' && parseNumber(written, item.min, item.max) === undefined;
}

/** Gives these answers where nothing is given yet: what was tapped by hand stays. */
export function give(form: HTMLFormElement, items: Instrument['items'], kept: GivenAnswers): void {
  const held = givenAnswers(form, items);
  for (const [index, { id, type }] of items.entries()) {
    const answer = kept.answers[index] ?? null;
    if (answer !== null && held.answers[index] === null) {
      if (type === 'number') write(form, index, String(answer).replace('.', ','));
      else tick(form, nameOf(index), [answer]);
    }
    if (type === 'several' && !held.several?.[id]) tick(form, nameOf(index), kept.several?.[id] ?? []);
    if (isText({ type }) && !held.texts?.[id]) {
      write(form, index, kept.texts?.[id] ?? '');
    }
  }
}

function write(form: HTMLFormElement, index: number, text: string): void {
  const field = fieldOf(form, index);
  if (field) field.value = text;
}

function tick(form: HTMLFormElement, name: string, codes: number[]): void {
  for (const box of form.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)) {
    if (codes.includes(Number(box.value))) box.checked = true;
  }
}

/** Takes back what was chosen for an item, and lets the form hear of it as of any change. Answers where it was chosen. */
export function clearAnswer(set: HTMLFieldSetElement): HTMLInputElement | undefined {
  const chosen = [...set.querySelectorAll<HTMLInputElement>('input:checked')];
  for (const box of chosen) box.checked = false;
  if (chosen.length > 0) set.dispatchEvent(new Event('change', { bubbles: true }));
  return chosen[0];
}
