/** A chart as a picture to put into a report: light colours, whatever the screen has. From told numbers only. */
import type { PublishedNumber } from '../disclosure/suppression.ts';

export interface Picture {
  title: string;
  /** What stands under it: the period and what the marks mean. */
  notes: readonly string[];
  lines: readonly { label: string; value: string; told: PublishedNumber }[];
}

const width = 800;
const margin = 32;
const rowHeight = 60;
const barHeight = 20;
const signsInLine = 62;
/** How long the bar of a hidden number is: the same for all, so that it tells nothing. */
export const hiddenLength = 0.12;

const ink = '#1D2420';
const muted = '#4A534D';
const pine = '#1F5A45';

const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\u00ad', '');

/** A long text in lines that leave room for the number. */
function wrapped(label: string): string[] {
  const lines: string[] = [];
  for (const word of label.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < signsInLine) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** How long a bar is, from 0 to 1. */
export function lengthOf(told: PublishedNumber, most: number): number {
  return told.is === 'shown' ? (most > 0 ? told.n / most : 0) : hiddenLength;
}

/** The largest number that is shown. */
export const mostOf = (lines: readonly { told: PublishedNumber }[]): number =>
  Math.max(0, ...lines.map(({ told }) => (told.is === 'shown' ? told.n : 0)));

/** The picture as SVG. */
export function chartSvg({ title, notes, lines }: Picture): { svg: string; width: number; height: number } {
  const most = mostOf(lines);
  const text = (x: number, y: number, size: number, words: string, more = '') =>
    `<text x="${x}" y="${y}" font-size="${size}" ${more}>${escaped(words)}</text>`;
  let y = 76;
  const rows = lines.flatMap(({ label, value, told }) => {
    const words = wrapped(label);
    const named = words.map((line, index) => text(margin, y + index * 24, 20, line));
    const number = text(width - margin, y, 20, value, 'text-anchor="end" font-weight="600"');
    const length = Math.round((width - 2 * margin) * lengthOf(told, most));
    const look =
      told.is === 'shown' ? `fill="${pine}"` : `fill="${told.is === 'few' ? 'url(#few)' : 'none'}" stroke="${pine}"`;
    y += (words.length - 1) * 24;
    const bar = `<rect x="${margin}" y="${y + 8}" width="${length}" height="${barHeight}" rx="3" ${look}/>`;
    y += rowHeight;
    return [...named, number, bar];
  });
  const foot = notes.map((note) => {
    y += 26;
    return text(margin, y - 14, 16, note, `fill="${muted}"`);
  });
  const height = y + margin;
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" fill="${ink}" font-family="system-ui, sans-serif">`,
    `<defs><pattern id="few" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V8" stroke="${pine}" stroke-width="4"/></pattern></defs>`,
    '<rect width="100%" height="100%" fill="#FFFFFF"/>',
    text(margin, 40, 26, title, 'font-weight="700"'),
    ...rows,
    ...foot,
    '</svg>',
  ].join('');
  return { svg, width, height };
}
