/** A programme for inclusion in its five steps: the owner's questions word for word, and what is written of them. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  agreeQuestions,
  canonicalProgramme,
  needAreas,
  needsFor,
  openDataFrom,
  programmeChecksum,
  steps,
} from '../../src/assessment/programme.ts';
import {
  emptyProgramme,
  firstUnfitStep,
  missingVoices,
  type ProgrammeDraft,
  ProgrammeDrafts,
  programmeFields,
  programmeForm,
  programmeProgress,
} from '../../src/assessment/programme-draft.ts';
import {
  agreeKeys,
  mostGoals,
  needKeys,
  Programme,
  programmeLimits,
  voices,
} from '../../src/assessment/programme-record.ts';
import { pasted } from '../support/pasted.ts';

const source = JSON.parse(readFileSync('src/assessment/programme.json', 'utf8')) as {
  areas: { questions: { number: number; audience: string; text: string }[] }[];
};
const id = (n: number) => `3f8e2b54-7a1d-4c9e-9b0a-${String(n).padStart(12, '0')}`;
const record = (fields: object) => ({
  ...{ kind: 'programme', id: id(1), rev: 1, at: '2026-11-21T12:52:00.000Z', v: 1, unit: 'oma', device: id(2) },
  ...fields,
});
const draft = (some: Partial<ProgrammeDraft> = {}): ProgrammeDraft => ({
  ...emptyProgramme,
  name: 'Kunnan ohjelma',
  ...some,
});

describe('the questions stand word for word', () => {
  test('by the checksum that every programme carries', () => {
    expect(createHash('sha256').update(canonicalProgramme()).digest('hex')).toBe(programmeChecksum);
    expect(programmeChecksum).toBe('ef60d3cf5552cf78605376665e5e208908dd6680d2ddfa3ce88443a277fae2b8');
  });

  test('five steps, 46 needs, eight questions to agree on and three on open data, nine voices', () => {
    expect(steps).toHaveLength(5);
    const numbers = needAreas.flatMap(({ questions }) => questions.map(({ number }) => String(number)));
    expect(numbers).toEqual(needKeys);
    expect(agreeKeys).toHaveLength(agreeQuestions.length);
    expect(agreeQuestions.slice(openDataFrom)).toHaveLength(3);
    expect(agreeQuestions[openDataFrom]).toMatch(/avointa/);
    expect(voices).toHaveLength(9);
  });
});

describe('needs by audience', () => {
  const asked = (chosen: Parameters<typeof needsFor>[0]) =>
    new Set(needsFor(chosen).flatMap(({ questions }) => questions.map(({ audience }) => audience)));

  test('those for all are always there; with a choice only the chosen ones’ own', () => {
    expect(asked([])).toEqual(new Set(['all', 'municipality', 'services']));
    expect(asked(['municipality'])).toEqual(new Set(['all', 'municipality']));
    expect(asked(['services'])).toEqual(new Set(['all', 'services']));
    const all = source.areas.flatMap(({ questions }) => questions);
    expect(needsFor(['municipality', 'services']).flatMap(({ questions }) => questions)).toEqual(all);
  });

  test('what was written of a need that is not shown is kept', () => {
    const hidden = source.areas.flatMap(({ questions }) => questions).find(({ audience }) => audience === 'services')!;
    const fields = programmeFields(
      draft({ audiences: ['municipality'], needs: { [hidden.number]: { done: 'Jo tehty' } } }),
    );
    expect(fields.needs[hidden.number]).toEqual({ done: 'Jo tehty' });
  });
});

describe('what is written', () => {
  const full = draft({
    audiences: ['services'],
    voices: { residents: ' asukasyhdistys ', users: ' ' },
    inCharge: ' hyvinvointikoordinaattori ',
    needs: { 1: { done: ' Koulutus ', whose: '' }, 2: { known: ' ' } },
    agree: { 1: '<b>Tulos</b> 👩‍👧 مرحبا', 11: ' ' },
    goals: [{ id: id(9), goal: ' Ovi auki ', means: ' Kahvila ', measure: '' }],
    linked: ['strategies'],
    told: 'Asukkaille',
  });

  test('is kept without what was left empty, and opens again as it was', () => {
    const kept = Programme.parse(record(programmeFields(full)));
    expect(kept).toMatchObject({
      voices: { residents: 'asukasyhdistys' },
      inCharge: 'hyvinvointikoordinaattori',
      needs: { 1: { done: 'Koulutus' } },
      agree: { 1: '<b>Tulos</b> 👩‍👧 مرحبا' },
      goals: [{ id: id(9), goal: 'Ovi auki', means: 'Kahvila' }],
      checksum: programmeChecksum,
    });
    expect(Object.keys(kept.needs)).toEqual(['1']);
    expect(programmeFields(programmeForm(kept))).toEqual(programmeFields(full));
    expect(ProgrammeDrafts.read(programmeForm(kept)).isWhole).toBe(true);
  });

  test.each(pasted)('%s stands as it was written, or the step in which it is too long is named', (_, text) => {
    const written = draft({
      needs: { 3: { known: text } },
      agree: { 2: text },
      goals: [{ id: id(9), goal: 'Ovi auki', means: text }],
      told: text,
    });
    if (text.length > programmeLimits.words) return expect(firstUnfitStep(written)).toBe(3);
    expect(firstUnfitStep(written)).toBeUndefined();
    const kept = Programme.parse(JSON.parse(JSON.stringify(record(programmeFields(written)))));
    const { needs, agree, goals, told } = kept;
    expect([needs[3]?.known, agree[2], goals[0]?.means, told]).toEqual([text, text, text, text]);
  });

  test('the voices that are missing are told, spaces are no voice', () => {
    expect(missingVoices(full)).not.toContain('residents');
    expect(missingVoices(full)).toContain('users');
    expect(missingVoices(full)).toHaveLength(8);
    expect(programmeProgress(full)).toEqual({ needs: 1, agree: 1 });
  });

  test.each<[string, Partial<ProgrammeDraft>, number]>([
    ['no name', { name: ' ' }, 0],
    ['an identity code among the voices', { voices: { elected: '131052-308T' } }, 1],
    ['a name of two hundred signs', { inCharge: 'a'.repeat(200) }, 2],
    ['ten thousand signs of a need', { needs: { 3: { done: 'a'.repeat(10_000) } } }, 3],
    ['a goal without words', { goals: [{ id: id(9), goal: ' ' }] }, 4],
    ['an identity code in an agreement', { agree: { 2: '131052-308T' } }, 4],
    ['too much of who is thanked', { thanked: 'a'.repeat(4_001) }, 5],
  ])('%s: the step in which it stands is named', (_, some, step) => {
    expect(firstUnfitStep(draft(some))).toBe(step);
  });

  test('forty needs and twenty-five goals fit; more goals than are taken do not', () => {
    const needs = Object.fromEntries(
      needKeys.slice(0, 40).map((key) => [key, { done: 'Näin', whose: 'Nuoret', known: 'Kysely' }]),
    );
    const goals = (count: number) => Array.from({ length: count }, (_, n) => ({ id: id(n), goal: `Tavoite ${n}` }));
    const many = draft({ needs, goals: goals(25) });
    expect(firstUnfitStep(many)).toBeUndefined();
    expect(Programme.parse(record(programmeFields(many))).goals).toHaveLength(25);
    expect(firstUnfitStep(draft({ goals: goals(mostGoals + 1) }))).toBe(4);
  });

  test('a field that nobody knows is refused', () => {
    expect(() => Programme.parse(record({ ...programmeFields(full), grade: 1 }))).toThrow();
    expect(() => Programme.parse(record({ ...programmeFields(full), needs: { 47: { done: 'x' } } }))).toThrow();
  });
});
