/** Co-development with people in a weak position: the checklist word for word, the plan, and who was told what came of it. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  canonicalChecklist,
  checklistChecksum,
  checklistParts,
  itemNumbersOf,
} from '../../src/assessment/co-development/checklist.ts';
import {
  CoDevelopment,
  coDevelopmentLimits,
  isFeedbackDue,
  itemCount,
  partIds,
} from '../../src/assessment/co-development/co-development.ts';
import { coDevelopmentDocument } from '../../src/assessment/co-development/co-development-document.ts';
import {
  type CoDevelopmentDraft,
  CoDevelopmentDrafts,
  coDevelopmentFields,
  coDevelopmentForm,
  emptyCoDevelopment,
  faultsOf,
  firstUnfitPart,
  outcomeStep,
} from '../../src/assessment/co-development/co-development-draft.ts';
import { pasted } from '../support/pasted.ts';
import { random } from '../support/random.ts';
import { documentWords, textsOf } from '../support/written-documents.ts';

const today = '2026-11-29';
const id = (n: number) => `3f8e2b54-7a1d-4c9e-9b0a-${String(n).padStart(12, '0')}`;
const record = (fields: object) => ({
  ...{ kind: 'codevelopment', id: id(1), rev: 1, at: '2026-11-21T12:52:00.000Z', v: 1, unit: 'oma', device: id(2) },
  ...fields,
});
const draft = (some: Partial<CoDevelopmentDraft> = {}): CoDevelopmentDraft => ({
  ...emptyCoDevelopment,
  name: 'Kehittämisilta',
  ...some,
});

describe('the checklist stands word for word', () => {
  test('by the checksum that every plan carries', () => {
    expect(createHash('sha256').update(canonicalChecklist()).digest('hex')).toBe(checklistChecksum);
    expect(checklistChecksum).toBe('e55ea941f2be347381152bd7c488319dc704ad7c1e88f5226f0af64c962d3d77');
  });

  test('seven parts in the order of the sources, 79 items, each with a number of its own', () => {
    expect(checklistParts.map((part) => part.id)).toEqual([...partIds]);
    expect(checklistParts.flatMap(itemNumbersOf)).toEqual(Array.from({ length: itemCount }, (_, at) => at + 1));
  });
});

describe('who took part is to be told', () => {
  const event = { state: 'planned', from: undefined, until: undefined, toldOn: undefined } as const;
  test.each([
    ['a plan without a day', {}, false],
    ['a plan for tomorrow', { from: '2026-11-30' }, false],
    ['a plan whose day has come', { from: today }, true],
    ['a plan whose day has passed', { from: '2026-01-02' }, true],
    ['one that goes on until tomorrow', { from: '2026-11-01', until: '2026-11-30' }, false],
    ['one whose last day has come', { from: '2026-11-01', until: today }, true],
    ['one that was held, whatever its day says', { state: 'held', from: '2027-01-01' }, true],
    ['one that was called off before its day', { state: 'cancelled', from: '2027-01-01' }, true],
    ['one that was held and told of', { state: 'held', toldOn: '2026-11-28' }, false],
    ['one that was called off and told of', { state: 'cancelled', toldOn: '2026-11-28' }, false],
  ] as const)('%s: %o → %s', (_, some, due) => {
    expect(isFeedbackDue({ ...event, ...some }, today)).toBe(due);
  });

  test('those that are not told of are found among any number of others, whatever the clock says', () => {
    const of = (toldOn: string | undefined) =>
      CoDevelopment.runs?.(CoDevelopment.parse(record(coDevelopmentFields(draft({ toldOn: toldOn ?? '' })))));
    expect(of(undefined)).toBe(true);
    expect(of('2026-11-28')).toBe(false);
  });
});

describe('what cannot be kept as it is written is told at its place', () => {
  const long = 'a'.repeat(coDevelopmentLimits.words + 1);
  const code = 'Soita 131052-308T';
  test.each([
    ['no name', { name: ' ' }, 0],
    ['a name with an identity code', { name: code }, 0],
    ['a theme that is too long', { theme: long }, 0],
    ['a last day before the first', { from: '2026-11-02', until: '2026-11-01' }, 0],
    ['an identity code in a plan of the second part', { plans: { reach: code } }, 2],
    ['ten thousand characters in the last part', { plans: { worker: 'b'.repeat(10_000) } }, 7],
    ['an outcome that is too long', { cameOf: long }, outcomeStep],
    ['told tomorrow', { toldTo: 'Ryhmä', toldOn: '2026-11-30' }, outcomeStep],
    ['told nobody', { toldOn: '2026-11-28' }, outcomeStep],
    ['nothing wrong', { toldTo: 'Ryhmä', toldOn: today }, undefined],
  ] as const)('%s', (_, some, step) => {
    expect(firstUnfitPart(draft(some), today)).toBe(step);
  });

  test('each fault at its own field', () => {
    expect(faultsOf(draft({ from: '2026-11-02', until: '2026-11-01', toldOn: '2026-12-01' }), today)).toEqual({
      ...{ until: 'until-early', toldOn: 'told-ahead', toldTo: 'told-nobody' },
    });
  });

  test('what fits is taken by the record, whatever was written: 300 random forms', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const any = randomDraft(seed);
      if (firstUnfitPart(any, today) !== undefined) continue;
      const kept = CoDevelopment.parse(record(coDevelopmentFields(any)));
      expect(coDevelopmentFields(coDevelopmentForm(kept))).toEqual(coDevelopmentFields(any));
    }
  });
});

const days = ['', '2026-01-02', '2026-11-29', '2027-05-01'];
function randomDraft(seed: number): CoDevelopmentDraft {
  const next = random(seed);
  const of = <T>(all: readonly T[]) => all[Math.floor(next() * all.length)]!;
  const text = () => of(['', '  ', 'Sanoja', ...pasted.map(([, text]) => text), '131052-308T']);
  return {
    ...{ name: text(), theme: text(), from: of(days), until: of(days), state: of(['planned', 'held', 'cancelled']) },
    considered: Array.from({ length: itemCount }, (_, at) => at + 1).filter(() => next() < 0.3),
    plans: Object.fromEntries(partIds.filter(() => next() < 0.5).map((part) => [part, text()])),
    ...{ cameOf: text(), effect: text(), toldTo: text(), toldHow: text(), toldOn: of(days) },
  };
}

test('a draft of an older or a strange shape opens as far as it can be read', () => {
  const whole = draft({ considered: [3, 1], plans: { ways: 'Raati' }, state: 'held' });
  expect(CoDevelopmentDrafts.read(structuredClone(whole))).toEqual({ data: whole, isWhole: true });
  for (const strange of [null, [], 'x', 3]) expect(CoDevelopmentDrafts.read(strange).data).toEqual(emptyCoDevelopment);
  expect(CoDevelopmentDrafts.read({ ...whole, considered: 'x', plans: { unknown: 'y' } })).toEqual({
    data: { ...whole, considered: [], plans: {} },
    isWhole: false,
  });
});

describe('as a document', () => {
  const event = draft({
    ...{ theme: 'Tilat', from: '2026-11-02', until: '2026-11-20', state: 'held', toldOn: '2026-11-28' },
    considered: [1, 14, 79],
    plans: { coming: 'Tutustutaan ensin' },
    ...{ cameOf: 'Uusi aukiolo', effect: 'Iltaisin auki', toldTo: 'Ryhmä', toldHow: 'Ilmoitustaululla' },
  });

  test('says all that was written and chosen, in the order of the checklist, and what came of it', () => {
    const texts = textsOf(coDevelopmentDocument(event, [], documentWords()));
    const inOrder = [
      ...['Tilat', 'Luottaako ihminen muihin?', 'Tutustutaan ensin', 'Tilaisuudet', 'Huolehdi jatkuvuudesta'],
      ...['Uusi aukiolo', 'Iltaisin auki', 'Ryhmä', 'Ilmoitustaululla', '28.11.2026'],
    ];
    expect(texts.filter((text) => inOrder.includes(text))).toEqual(inOrder);
    expect(texts.some((text) => text.includes('2.11.2026–20.11.2026'))).toBe(true);
    expect(texts).not.toContain('Luottavatko muut häneen?');
  });

  test('an empty plan says of each part that nothing is written, and claims nothing', () => {
    const texts = textsOf(coDevelopmentDocument(emptyCoDevelopment, [], documentWords()));
    expect(texts.filter((text) => text === documentWords().t('documents.unwritten'))).toHaveLength(outcomeStep);
  });
});
