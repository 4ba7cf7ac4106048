/** A Markdown table from a heading row and rows of cells. */
const line = (cells) => `| ${cells.join(' | ')} |`;

export const table = (heads, rows) => [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
