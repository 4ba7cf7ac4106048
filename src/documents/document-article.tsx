import { h } from 'preact';
import { IntervalChart } from '../charts/interval-chart.tsx';
import { wordsIn } from '../i18n/words.ts';
import { Unbroken } from '../ui/unbroken.tsx';
import type { Block, Inline, TableBlock, TextDocument } from './text-document.ts';
import './documents.css';

/** A document as it is read on the screen, and printed. */
export const DocumentArticle = ({ document: { language, blocks } }: { document: TextDocument }) => (
  <article class="document own-head" lang={language}>
    {blocks.map((block, at) => (
      <Drawn key={at} block={block} language={language} isNamed={isNamed(blocks, at)} />
    ))}
  </article>
);

/** Whether the heading above a table says its caption already, with nothing but words between: then the caption is only heard. */
export function isNamed(blocks: readonly Block[], at: number): boolean {
  const block = blocks[at]!;
  const caption = block.is === 'table' ? block.caption : block.is === 'chart' ? block.table.caption : undefined;
  const above = blocks.slice(0, at).findLast(({ is }) => is !== 'paragraph');
  return caption !== undefined && above?.is === 'heading' && above.inline.text === caption;
}

function Drawn({ block, language, isNamed: named }: { block: Block; language: string; isNamed: boolean }) {
  switch (block.is) {
    case 'heading':
      return h(`h${block.level}`, ofInline(block.inline), <Unbroken text={block.inline.text} />);
    case 'paragraph':
      return (
        <p class={block.look && `document-${block.look}`} {...ofInline(block.inline)}>
          <Linked inline={block.inline} />
        </p>
      );
    case 'list':
      return (
        <ul>
          {block.items.map((item, at) => (
            <li key={at} {...ofInline(item)}>
              <Linked inline={item} />
            </li>
          ))}
        </ul>
      );
    case 'table':
      return <DrawnTable {...block} isNamed={named} />;
    case 'chart':
      return (
        <>
          <figure class="document-chart">
            <IntervalChart {...block.picture} words={wordsIn(language)} />
          </figure>
          <DrawnTable {...block.table} isNamed={named} />
        </>
      );
  }
}

/** Whose direction words have is found by their own letters: an Arabic answer in a Finnish document runs as Arabic does. */
const ofInline = ({ language }: Inline) => ({ dir: 'auto', lang: language }) as const;

function Linked({ inline: { text, href } }: { inline: Inline }) {
  if (!href) return <Unbroken text={text} />;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {text}
    </a>
  );
}

function DrawnTable({ caption, head, rows, isNamed: named }: TableBlock & { isNamed: boolean }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is wider than the screen is reached by the keys too.
    <section class="document-table" aria-label={caption} tabIndex={0}>
      <table data-columns={head.length}>
        <caption class={named ? 'seen-only-by-ear' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {head.map((words) => (
              <th key={words} scope="col">
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {row.map((cell, column) => {
                const inside = <Linked inline={cell} />;
                return column === 0 ? (
                  <th key={column} scope="row" {...ofInline(cell)}>
                    {inside}
                  </th>
                ) : (
                  <td key={column} {...ofInline(cell)}>
                    {inside}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
