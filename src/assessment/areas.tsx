import { useEffect, useRef, useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { AreaHead, AreaSection } from './area-section.tsx';
import type { QuestionAnswer } from './assessment.ts';
import type { Answers } from './progress.ts';
import { areas } from './questions.ts';

interface AreasProps {
  answers: Answers;
  /** The area to begin with, open. */
  begin: string | undefined;
  /** Where one left, to go on from: a question or an area, by its id on the page. */
  left: string | undefined;
  onOpen: (area: string | undefined) => void;
  onAnswer: (area: string, key: string, some: QuestionAnswer) => void;
}

/** The areas, one open at a time: one below the other on a phone, listed beside the open one on a wide screen. */
export function Areas({ answers, begin, left, onOpen, onAnswer }: AreasProps) {
  const { t } = useWords();
  const [open, setOpen] = useState(begin);
  const moved = useRef(false);
  useEffect(() => {
    if (left) document.getElementById(left)?.scrollIntoView({ block: 'start' });
  }, []);
  useEffect(() => {
    if (moved.current && open) showArea(open);
  }, [open]);
  const go = (area: string | undefined) => {
    moved.current = true;
    setOpen(area);
    onOpen(area);
  };
  return (
    <>
      <nav class="area-list" aria-label={t('assessment.areas')}>
        {areas.map((area) => (
          <button key={area.id} type="button" aria-current={open === area.id} onClick={() => go(area.id)}>
            <AreaHead area={area} answers={answers} />
          </button>
        ))}
      </nav>
      <div class="areas stack tight">
        {areas.map((area) => (
          <AreaSection
            key={area.id}
            area={area}
            answers={answers}
            isOpen={open === area.id}
            onOpen={go}
            onAnswer={(key, some) => onAnswer(area.id, key, some)}
          />
        ))}
      </div>
    </>
  );
}

/** Brings the opened area to the top: the one above it closed, so it has moved. Its heading has the focus. */
function showArea(id: string): void {
  const area = document.getElementById(id);
  area?.scrollIntoView({ block: 'start' });
  const heads = [...(area?.querySelectorAll<HTMLElement>('summary, .area-title') ?? [])];
  heads.find((head) => head.checkVisibility())?.focus({ preventScroll: true });
}
