interface LongWords {
  /** Puts soft hyphens into a text of a language. */
  hyphenate(text: string, language: string): string;
  /** What is shown just as it was given, as a selector. */
  except: string;
}

/** Parts long words at their proper places from now on. Only what is drawn is changed, never what is kept or given out. */
export function partLongWords({ hyphenate, except }: LongWords): void {
  const untouched = `script, style, textarea, select, code, pre, bdi[dir="ltr"], ${except}`;
  const part = (node: Text) => {
    const around = node.parentElement;
    if (!around || around.closest(untouched)) return;
    const language = around.closest<HTMLElement>('[lang]')?.lang.split('-')[0] ?? '';
    const text = hyphenate(node.data, language);
    if (text !== node.data) node.data = text;
  };
  const partIn = (node: Node) => {
    if (node instanceof Text) return part(node);
    const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) part(texts.currentNode as Text);
  };
  /** Takes them out again, and none that were somebody's own. */
  const joinIn = (node: Node) => {
    const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode as Text;
      if (text.data.includes('\u00ad') && !text.parentElement?.closest(untouched))
        text.data = text.data.replaceAll('\u00ad', '');
    }
  };
  const drawn = new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes)
      for (const node of addedNodes.length ? addedNodes : [target]) partIn(node);
    // Its own changes are no news.
    drawn.takeRecords();
  });
  const begin = () => {
    partIn(document.body);
    drawn.observe(document.body, { subtree: true, childList: true, characterData: true });
  };
  begin();
  // What is printed is searched too: a word on paper, or in a file of it, is one.
  addEventListener('beforeprint', () => {
    drawn.disconnect();
    joinIn(document.body);
  });
  addEventListener('afterprint', begin);
}
