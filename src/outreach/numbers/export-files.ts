/** Everything that makes files of the numbers, in one piece that is loaded when a file is asked for. */
export { csv } from '../../files/data-table.ts';
export { xlsx } from '../../files/xlsx.ts';
export { dictionaryOf, longTable, subjectTables } from './tables.ts';
