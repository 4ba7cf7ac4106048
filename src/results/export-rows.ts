/** The research rows as a table and as FHIR QuestionnaireResponses. */
import type { Column, DataTable, Value } from '../files/data-table.ts';
import { questionnaireUrl, systemOf } from '../survey/instrument/formats/fhir-system.ts';
import { codesOf, type Instrument, type Item, labelsOf } from '../survey/instrument/instrument.ts';
import { columnMeaning } from './column-words.ts';
import type { ExportWords } from './export-results.ts';
import { instrumentText } from './in-words.ts';
import type { ResearchRow } from './research-rows.ts';

/** Questions whose answers may leave: what was written in one's own words may not. */
const given = ({ items }: Instrument) =>
  items.flatMap((item, index) =>
    ['scale', 'single', 'several', 'number', 'date'].includes(item.type) ? [{ item, index }] : [],
  );

const beside = ['person', 'time', 'unit', 'period', 'mode', 'language'] as const;

export function rowsTable(
  instrument: Instrument,
  rows: readonly ResearchRow[],
  title: string,
  words: Pick<ExportWords, 'language' | 'unit'>,
): DataTable {
  const { language } = words;
  const { text } = instrumentText(instrument, language);
  const questions = given(instrument);
  const columns: Column[] = [
    ...beside.map(
      (name): Column => ({
        name,
        type: name === 'person' || name === 'time' ? 'integer' : 'string',
        description: columnMeaning(name, language),
      }),
    ),
    ...questions.map(({ item, index }): Column => {
      const labels = labelsOf(text, item);
      const description = text.items[index] ?? item.id;
      if (item.type === 'several') return { name: item.id, item: item.id, type: 'string', description };
      if (item.type === 'date') return { name: item.id, item: item.id, type: 'date', description };
      const codes = [...codesOf(instrument, item)].sort((a, b) => a - b);
      const values = codes.map((value) => ({ value, label: labels[value] ?? String(value) }));
      const type = item.type === 'number' ? 'number' : 'integer';
      return { name: item.id, item: item.id, type, description, ...(values.length > 0 ? { values } : {}) };
    }),
  ];
  const cells = rows.map((row): Value[] => [
    row.person,
    row.wave ?? undefined,
    // SPSS reads a row of each line, whatever is in quotes.
    row.unit && words.unit(row.unit).replace(/\s+/g, ' '),
    row.period,
    row.mode,
    row.language,
    ...questions.map(({ item, index }) => {
      if (item.type === 'date') return row.days?.[item.id];
      return item.type === 'several' ? row.several?.[item.id]?.join(' ') : (row.answers[index] ?? undefined);
    }),
  ]);
  return { name: `${instrument.id}-responses`, title, columns, rows: cells };
}

/** The rows as HL7 FHIR R4 QuestionnaireResponses in one Bundle; items as the instrument's own Questionnaire has them. */
export function fhirBundle(instrument: Instrument, rows: readonly ResearchRow[], language: string, reason: string) {
  const { text } = instrumentText(instrument, language);
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: rows.map((row) => ({
      resource: {
        resourceType: 'QuestionnaireResponse',
        questionnaire: `${questionnaireUrl(instrument.id)}|${instrument.version}`,
        status: 'completed',
        subject: { identifier: { system: 'urn:kenttakirja:person-in-this-file', value: String(row.person) } },
        extension: [
          ...(['unit', 'period', 'mode', 'language'] as const).map((name) => ({
            url: `urn:kenttakirja:${name}`,
            ...(row[name] === undefined ? masked(reason) : { valueString: row[name] }),
          })),
          ...(row.wave === null ? [] : [{ url: 'urn:kenttakirja:time', valueInteger: row.wave }]),
        ],
        item: inGroups(instrument, (item, index) => ({
          linkId: item.id,
          text: text.items[index],
          ...answerOf(instrument, item, row, index, labelsOf(text, item)),
        })),
      },
    })),
  };
}

/** FHIR's own word for what is held back, with our reason beside it. */
const masked = (reason: string) => ({
  valueString: reason,
  _valueString: {
    extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'masked' }],
  },
});

function answerOf(
  instrument: Instrument,
  item: Item,
  { answers, several, days }: ResearchRow,
  index: number,
  labels: Readonly<Record<number, string>>,
) {
  if (item.type === 'date') return days?.[item.id] ? { answer: [{ valueDate: days[item.id] }] } : {};
  const codes = item.type === 'several' ? (several?.[item.id] ?? []) : [answers[index] ?? []].flat();
  if (codes.length === 0) return {};
  if (item.type === 'number') return { answer: codes.map((valueDecimal) => ({ valueDecimal })) };
  const system = systemOf(item);
  const isCode = new Set(codesOf(instrument, item));
  const given = codes.filter((code) => isCode.has(code));
  // FHIR has no list with nothing in it.
  if (given.length === 0) return {};
  return { answer: given.map((code) => ({ valueCoding: { system, code: String(code), display: labels[code] } })) };
}

/** Groups are those of the Questionnaire: they begin at the first item of their section, also where that is not given. */
function inGroups(instrument: Instrument, draw: (item: Item, index: number) => object): object[] {
  const isGiven = new Set(given(instrument).map(({ index }) => index));
  const all: { linkId?: string; item?: object[] }[] = [];
  for (const [index, item] of instrument.items.entries()) {
    const { section } = item;
    const isFirst = section !== undefined && instrument.items[index - 1]?.section !== section;
    if (isFirst) all.push({ linkId: `${section}.${index + 1}`, item: [] });
    if (!isGiven.has(index)) continue;
    if (section === undefined) all.push(draw(item, index));
    else all.at(-1)!.item!.push(draw(item, index));
  }
  return all.filter(({ item }) => item === undefined || item.length > 0);
}
