import { useId } from 'preact/hooks';
import { FileButton } from '../files/file-button.tsx';
import { useWords } from '../i18n/words.ts';
import { type Bar, Bars, drawn } from './bars.tsx';
import { savePicture } from './picture-dom.ts';
import { ChartTable } from './table.tsx';

interface ChartCardProps {
  title: string;
  hint?: string | undefined;
  bars: readonly Bar[];
  /** What the bars are of, and what their numbers are. */
  head: readonly [string, string];
  /** The bars follow each other in an order of their own: none is drawn with others. */
  isOrdered?: boolean;
  /** Of the picture's file, without its ending. */
  file: string;
  /** What stands under the picture beside the meaning of its marks. */
  note: string;
}

/** A chart with its table, and the way to keep it as a picture. */
export function ChartCard({ title, hint, bars, isOrdered, head, file, note }: ChartCardProps) {
  const { t } = useWords();
  const id = useId();
  const shown = isOrdered ? bars : drawn(bars);
  const marks = [
    bars.some(({ told }) => told.is === 'few') && t('charts.legendFew'),
    bars.some(({ told }) => told.is === 'guard') && t('charts.legendGuard'),
  ].filter((mark) => mark !== false);
  const save = () => savePicture({ title, notes: [note, ...marks], lines: shown }, file);
  return (
    <figure class="card chart-card" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {hint && <p class="muted small">{hint}</p>}
      <Bars bars={shown} />
      {marks.length > 0 && <p class="muted small">{marks.join(' · ')}</p>}
      <ChartTable caption={title} head={head} rows={bars.map(({ label, value }) => [label, value])}>
        <div class="row chart-tools">
          <FileButton look="bare" onMake={save}>
            {t('charts.picture')}
          </FileButton>
        </div>
      </ChartTable>
    </figure>
  );
}
