/**
 * Everything that makes files, in one piece that is loaded when a file is asked for: made at a desk, and so not kept on every
 * phone beforehand.
 */
export { type CsvForm, csv, type DataTable, dataPackage } from '../files/data-table.ts';
export { xlsx } from '../files/xlsx.ts';
export { reportSheet } from './export-report.ts';
export {
  backgroundTable,
  changesTable,
  type ExportWords,
  groupsTable,
  itemsTable,
  qualityTable,
} from './export-results.ts';
export { fhirBundle, rowsTable } from './export-rows.ts';
export { rowsTold } from './rows-told.ts';
export { spssSyntax } from './spss-syntax.ts';
