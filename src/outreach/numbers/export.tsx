import { useCsvForm } from '../../files/csv-form.tsx';
import { FileButton, fileMaker } from '../../files/file-button.tsx';
import { saveFile } from '../../files/save-file-dom.ts';
import { useWords } from '../../i18n/words.ts';
import type { Period } from '../../periods/periods.ts';
import { Button } from '../../ui/button.tsx';
import type { Breakdown } from './counted.ts';
import type { Published } from './publish.ts';
import type { Sayer } from './say.ts';

interface ExportProps {
  period: Period;
  published: Published;
  say: Sayer;
  way: Breakdown;
}

const makers = () => fileMaker(() => import('./export-files.ts'));

/** Paper and files of what is on the screen. */
export function Export({ way, ...of }: ExportProps) {
  const { t } = useWords();
  const { form, nameOf, choice } = useCsvForm();
  const name = `kenttakirja-numbers-${of.period.from}`;
  const asCsv = 'text/csv;charset=utf-8';
  const giveCsv = async () => {
    const { csv, longTable } = await makers();
    await saveFile(csv(longTable({ ...of, t }), form), nameOf(name), asCsv);
  };
  const giveDictionary = async () => {
    const { csv, dictionaryOf, longTable } = await makers();
    await saveFile(csv(dictionaryOf(longTable({ ...of, t }), t), form), nameOf(`${name}-dictionary`), asCsv);
  };
  const giveXlsx = async () => {
    const { xlsx, longTable, subjectTables } = await makers();
    const word = (column: 'table' | 'column' | 'meaning') => t(`outreach.numbers.export.${column}`);
    const head: [string, string, string] = [word('table'), word('column'), word('meaning')];
    const tables = [...subjectTables({ ...of, t }, way), longTable({ ...of, t })];
    const sheet = { name: t('outreach.numbers.export.sheet'), head };
    await saveFile(await xlsx(tables, sheet), `${name}.xlsx`);
  };
  return (
    <section class="card unprinted" aria-labelledby="numbers-export">
      <h2 id="numbers-export">{t('outreach.numbers.export.title')}</h2>
      <p class="muted">{t('outreach.numbers.export.help')}</p>
      {choice}
      <div class="row">
        <Button onClick={() => print()}>{t('outreach.numbers.export.print')}</Button>
        <FileButton onMake={giveXlsx}>{t('outreach.numbers.export.xlsx')}</FileButton>
        <FileButton onMake={giveCsv}>{t('outreach.numbers.export.csv')}</FileButton>
        <FileButton onMake={giveDictionary}>{t('outreach.numbers.export.dictionary')}</FileButton>
      </div>
    </section>
  );
}
