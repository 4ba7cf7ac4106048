import { useLayoutEffect, useRef } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';

interface MovesProps {
  /** Undefined where it stands at that end already. */
  up: (() => void) | undefined;
  down: (() => void) | undefined;
}

/** MoveButtons what is open up or down among the others. At an end the focus goes on to the other way. */
export function MoveButtons({ up, down }: MovesProps) {
  const { t } = useWords();
  const place = useRef<HTMLSpanElement>(null);
  const moved = useRef<'up' | 'down' | undefined>(undefined);
  useLayoutEffect(() => {
    const [one, other] = [...(place.current?.querySelectorAll('button') ?? [])];
    const used = moved.current === 'up' ? one : moved.current === 'down' ? other : undefined;
    moved.current = undefined;
    if (used?.disabled) (used === one ? other : one)?.focus();
  });
  const does = (way: 'up' | 'down', move: (() => void) | undefined) => () => {
    moved.current = way;
    move?.();
  };
  return (
    <span class="contents" ref={place}>
      <Button disabled={!up} onClick={does('up', up)}>
        {t('builder.up')}
      </Button>
      <Button disabled={!down} onClick={does('down', down)}>
        {t('builder.down')}
      </Button>
    </span>
  );
}
