// When could the first answer be given? The earliest click that ticks it and is still there 150 ms later.
// Goes through a page's own start first (an agreement to tick, say): `ask.start` and `ask.first` are { tap, checked }.
if (window.probe && ask.first) {
  const isTappable = (element) => {
    if (!element || element.disabled) return false;
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0 && getComputedStyle(element).visibility !== 'hidden';
  };
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const frame = () => new Promise((done) => requestAnimationFrame(done));

  function tap({ tap: selector }) {
    const element = document.querySelector(selector);
    if (!isTappable(element)) return false;
    element.click();
    return true;
  }

  // An engine may draw the tick a task or two after the click.
  async function isTicked({ checked }) {
    for (let turn = 0; turn < 5; turn++) {
      if (probe.isChecked(checked)) return true;
      await pause(0);
    }
    return false;
  }

  async function untilAnswered() {
    for (let tries = 0; ; await frame()) {
      const unticked = ask.start.find(({ checked }) => !probe.isChecked(checked));
      if (unticked) {
        tap(unticked);
        continue;
      }
      if (!tap(ask.first)) continue;
      const at = performance.now();
      tries += 1;
      if (!(await isTicked(ask.first))) continue;
      const painted = await probe.painted();
      await pause(150);
      if (probe.isChecked(ask.first.checked)) return { at, painted, tries };
    }
  }

  /** Whether the first answer is still there: a page that draws itself anew may have dropped it. */
  probe.isKept = () => [...ask.start, ask.first].every(({ checked }) => probe.isChecked(checked));
  untilAnswered().then((answered) => {
    probe.answered = answered;
  });
}

// Where nothing may be ticked (a profile is being made ready), it is enough that the page's first control is there.
if (window.probe && ask.visible) {
  const look = () => {
    if (document.querySelector(ask.visible)) probe.answered = { at: performance.now(), painted: performance.now() };
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
