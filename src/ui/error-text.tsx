import { useLayoutEffect, useRef } from 'preact/hooks';

/** What describes a field, for `aria-describedby`: its hint and what is wrong with it, as far as they are there. */
export const describedBy = (id: string, hint: unknown, error: unknown) => {
  const told = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return told ? { 'aria-describedby': told } : {};
};

/**
 * What is wrong with a field, between its name and where it is mended: a keyboard on the screen covers what is below. When it is
 * mended the words go and their room stays, so that nothing moves under the finger that mends it.
 */
export function ErrorText({ id, error }: { id: string; error: string | undefined }) {
  const told = useRef<HTMLSpanElement>(null);
  const room = useRef(0);
  useLayoutEffect(() => {
    if (error) room.current = told.current?.offsetHeight ?? 0;
  });
  if (!error && !room.current) return null;
  return (
    <span ref={told} id={`${id}-error`} class="error-text wrong small" style={error ? '' : { blockSize: room.current }}>
      {error}
    </span>
  );
}
