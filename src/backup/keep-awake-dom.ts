/** Keeps the screen on while somebody looks at it or holds it before a camera, where the browser can. Answers how to end that. */
export function keepAwake(): () => void {
  let isOver = false;
  let lock: WakeLockSentinel | undefined;
  navigator.wakeLock?.request('screen').then(
    (given) => {
      lock = given;
      if (isOver) void given.release();
    },
    // Who taps the screen now and then keeps it on as well.
    () => undefined,
  );
  return () => {
    isOver = true;
    void lock?.release();
  };
}
