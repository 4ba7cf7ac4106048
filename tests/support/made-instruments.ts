/** Instruments of every shape, made at random: for what must hold for all of them. */

import { codesOf, type Instrument, type InstrumentText, type Item } from '../../src/survey/instrument/instrument.ts';
import { fc } from './property.ts';

/** Words with what breaks careless writers: quotes, tags, line ends, other scripts, spaces inside. */
const words = fc
  .array(
    fc.constantFrom(
      'väittämä',
      '"lainaus"',
      '<script>x</script>',
      "d'accord",
      'مرحبا',
      '= 1 and',
      '{x}$',
      '&amp;',
      '😀',
      'rivi\nrivi',
      'rivi\r\nrivi',
      '_x0041_',
      '\u202eabc',
      'a  b',
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.join(' '));

const shape = fc.record({
  languages: fc.uniqueArray(fc.constantFrom('fi', 'sv', 'en', 'ar', 'smn'), { minLength: 1, maxLength: 3 }),
  types: fc.array(
    fc.constantFrom<Item['type']>('scale', 'single', 'several', 'number', 'date', 'short', 'long', 'statement'),
    {
      minLength: 1,
      maxLength: 8,
    },
  ),
  lists: fc.array(fc.uniqueArray(fc.integer({ min: -9, max: 99 }), { minLength: 1, maxLength: 5 }), {
    minLength: 2,
    maxLength: 3,
  }),
  picks: fc.infiniteStream(fc.nat({ max: 99 })),
  words: fc.infiniteStream(words),
  hasStem: fc.boolean(),
  validated: fc.boolean(),
});

/** Only lists that some item offers travel in other formats, so only such are made. */
export const madeInstrument: fc.Arbitrary<Instrument> = shape.map(
  ({ languages, types, lists, picks, words, hasStem, validated }) => {
    const pick = (count: number) => picks.next().value! % count;
    const say = () => words.next().value!;
    const scaleOf = (list: number) => (list === 0 ? {} : { scale: `list${list}` });
    let section = 0;
    const items: Item[] = types.map((type, index) => {
      if (pick(3) === 0) section++;
      const isChoice = ['scale', 'single', 'several'].includes(type);
      return {
        id: `q-${index}`,
        type,
        ...(isChoice ? scaleOf(pick(lists.length)) : {}),
        ...(section % 2 === 1 ? { section: `part${section}` } : {}),
        ...(type === 'number' && pick(2) ? { min: -2.5, ...(pick(2) ? { max: 10 } : {}) } : {}),
        ...((type === 'short' || type === 'long') && pick(2) ? { limit: 40 } : {}),
        // Bounds that have no meaning for a type are kept all the same.
        ...(pick(9) === 0 ? { max: 7, limit: 9 } : {}),
      };
    });
    const draft = {
      order: lists[0]!,
      scales: Object.fromEntries(lists.slice(1).map((codes, n) => [`list${n + 1}`, codes])),
    };
    for (const [index, item] of items.entries()) {
      const before = items.slice(0, index).filter(({ type }) => !['date', 'short', 'long', 'statement'].includes(type));
      if (before.length === 0 || pick(2)) continue;
      const rules = Array.from({ length: 1 + pick(2) }, () => {
        const other = before[pick(before.length)]!;
        const codes = codesOf(draft, other);
        const is = (['=', '!=', '>=', '<='] as const)[pick(4)]!;
        // Now and then a code that no choice has: such a rule holds never, or always.
        const value = pick(9) === 0 ? 77 : (codes[pick(codes.length || 1)] ?? pick(20));
        return { item: other.id, is, value };
      });
      item.showWhen = { match: rules.length > 1 && pick(2) ? 'any' : 'all', rules };
    }
    const used = (name: string | undefined) =>
      items.some((item) => item.scale === name && codesOf(draft, item).length > 0);
    const scales = Object.fromEntries(Object.entries(draft.scales).filter(([name]) => used(name)));
    const sections = [...new Set(items.flatMap(({ section: part }) => part ?? []))];
    const labels = (codes: number[]) => Object.fromEntries(codes.map((code) => [code, say()]));
    const order = used(undefined) ? draft.order : [];
    const hints = () => {
      const hinted = items.filter(({ type }) => type !== 'statement' && pick(4) === 0);
      return hinted.length > 0 ? { hints: Object.fromEntries(hinted.map(({ id }) => [id, say()])) } : {};
    };
    const text = (): InstrumentText => ({
      title: say(),
      stem: hasStem ? say() : '',
      items: items.map(say),
      ...hints(),
      responses: labels(order),
      ...(Object.keys(scales).length > 0
        ? { scales: Object.fromEntries(Object.entries(scales).map(([name, codes]) => [name, labels(codes)])) }
        : {}),
      ...(sections.length > 0
        ? { sections: Object.fromEntries(sections.map((id) => [id, { title: say(), stem: say() }])) }
        : {}),
      source: say(),
      copyright: say(),
      ...(pick(2) ? { permission: say() } : {}),
      ...(pick(2) ? { purpose: say(), controller: say(), privacyNotice: `https://own.example/${pick(99)}` } : {}),
      ...(pick(2) ? { page: { title: say(), agree: say() } } : {}),
    });
    return {
      id: `made-${pick(99)}`,
      version: `${1 + pick(9)}`,
      ...(validated ? { validated } : {}),
      licence: say(),
      order,
      ...(Object.keys(scales).length > 0 ? { scales } : {}),
      items,
      ...(pick(2)
        ? {
            scorings: [
              {
                name: 'points',
                version: '1',
                of: 'mean' as const,
                minus: 1,
                times: 25,
                from: 0,
                to: 100,
                source: say(),
              },
            ],
          }
        : {}),
      texts: Object.fromEntries(languages.map((language) => [language, text()])),
      checksums: {},
    };
  },
);
