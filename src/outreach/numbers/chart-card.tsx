import { useId, useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { type Bar, Bars, drawn } from './bars.tsx';
import { givePicture } from './picture-dom.ts';
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
  const [failed, setFailed] = useState(false);
  const id = useId();
  const shown = isOrdered ? bars : drawn(bars);
  const marks = [
    bars.some(({ told }) => told.is === 'few') && t('outreach.numbers.legendFew'),
    bars.some(({ told }) => told.is === 'guard') && t('outreach.numbers.legendGuard'),
  ].filter((mark) => mark !== false);
  const give = () => {
    setFailed(false);
    givePicture({ title, notes: [note, ...marks], lines: shown }, file).catch((error: unknown) => {
      console.error('A picture was not made', error instanceof Error ? error.name : '');
      setFailed(true);
    });
  };
  return (
    <figure class="card numbers-card" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {hint && <p class="muted small">{hint}</p>}
      <Bars bars={shown} />
      {marks.length > 0 && <p class="muted small">{marks.join(' · ')}</p>}
      <ChartTable
        caption={title}
        head={head}
        rows={bars.map(({ key, label, value }) => ({ key, cells: [label, value] }))}
      >
        <div class="row numbers-tools">
          <Button look="bare" onClick={give}>
            {t('outreach.numbers.picture')}
          </Button>
        </div>
      </ChartTable>
      {failed && <Notice tone="danger">{t('outreach.numbers.export.failed')}</Notice>}
    </figure>
  );
}
