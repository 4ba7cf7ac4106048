/**
 * A second reader of workbooks, as plain as can be, and a writer that says the same in any of the ways that the standard lets
 * programs say it (ECMA-376): what the app reads is held against the one, of files that the other makes.
 */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Sheets } from '../../src/survey/instrument/formats/xlsform-sheets.ts';

interface Node {
  name: string;
  attributes: Record<string, string>;
  children: (Node | string)[];
}

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const unescaped = (text: string) =>
  text.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (all, name: string) => {
    if (/^#x/i.test(name)) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
    if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)));
    return named[name] ?? all;
  });

/** The root of an XML file; names without their prefix. */
function parse(xml: string): Node {
  const root: Node = { name: '', attributes: {}, children: [] };
  const open = [root];
  const pattern =
    /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<(\/?)([\w:.-]+)((?:[^<>"']|"[^"]*"|'[^']*')*?)(\/?)>|([^<]+)/g;
  for (const [, cdata, isEnd, tag, told, isEmpty, text] of xml.replace(/^\uFEFF/, '').matchAll(pattern)) {
    const within = open.at(-1)!;
    if (cdata !== undefined) within.children.push(cdata);
    else if (text !== undefined) within.children.push(unescaped(text));
    else if (tag !== undefined && isEnd) open.pop();
    else if (tag !== undefined) {
      const attributes = Object.fromEntries(
        [...told!.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, name, double, single]) => [
          name!.replace(/^.*:/, ''),
          unescaped(double ?? single ?? ''),
        ]),
      );
      const node: Node = { name: tag.replace(/^.*:/, ''), attributes, children: [] };
      within.children.push(node);
      if (!isEmpty) open.push(node);
    }
  }
  return root;
}

const all = (node: Node, name: string): Node[] =>
  node.children.flatMap((one) => (typeof one === 'string' ? [] : one.name === name ? [one] : all(one, name)));
const textOf = (node: Node | undefined): string =>
  node?.children.map((one) => (typeof one === 'string' ? one : textOf(one))).join('') ?? '';
const meant = (text: string) =>
  text.replace(/_x([\da-f]{4})_/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));

/** The words of a string's text elements; how a word is spoken (`rPh`) is none of its letters. */
const wordsOf = (node: Node | undefined): string =>
  node?.children
    .map((one) => (typeof one === 'string' || one.name === 'rPh' ? '' : one.name === 't' ? textOf(one) : wordsOf(one)))
    .join('') ?? '';

/** The sheets of a workbook: texts, numbers and truth values at their places. */
export function readPlain(file: Uint8Array): Sheets {
  const files = unzipSync(file);
  const xml = (path: string) => parse(strFromU8(files[path] ?? new Uint8Array()));
  const relations = new Map(
    all(xml('xl/_rels/workbook.xml.rels'), 'Relationship').map(({ attributes: { Id, Target, Type } }) => [
      Id,
      { Target: Target!, Type: Type! },
    ]),
  );
  const pathOf = (target: string) => (target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  const shared = [...relations.values()].find(({ Type }) => Type.endsWith('/sharedStrings'));
  const strings = shared ? all(xml(pathOf(shared.Target)), 'si').map((one) => meant(wordsOf(one))) : [];
  const sheets: Sheets = {};
  for (const { attributes } of all(xml('xl/workbook.xml'), 'sheet')) {
    const relation = relations.get(attributes.id!);
    if (!relation?.Type.endsWith('/worksheet')) continue;
    const rows: Sheets[string] = [];
    let number = 0;
    for (const row of all(xml(pathOf(relation.Target)), 'row')) {
      number = Number(row.attributes.r ?? number + 1);
      let column = -1;
      for (const cell of all(row, 'c')) {
        const letters = /^[A-Z]+/.exec(cell.attributes.r ?? '')?.[0];
        column = letters ? [...letters].reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0) - 1 : column + 1;
        const value = textOf(all(cell, 'v')[0]);
        const is = cell.attributes.t ?? 'n';
        const read =
          is === 's'
            ? strings[Number(value)]
            : is === 'inlineStr'
              ? meant(wordsOf(all(cell, 'is')[0]))
              : is === 'b'
                ? value === '1'
                : is === 'n'
                  ? value === ''
                    ? null
                    : Number(value)
                  : meant(value);
        while (rows.length < number) rows.push([]);
        const held = rows[number - 1]!;
        while (held.length < column) held.push(null);
        held[column] = read ?? null;
      }
    }
    sheets[attributes.name!] = rows;
  }
  return sheets;
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const strict = 'http://purl.oclc.org/ooxml/spreadsheetml/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A workbook that holds these sheets, said in ways that `pick` chooses: between 0 and so many. */
export function writeAnyWay(sheets: Sheets, pick: (count: number) => number): Uint8Array<ArrayBuffer> {
  const prefix = ['', '', 'x:'][pick(3)]!;
  const isStrict = pick(6) === 0;
  const namespace = `xmlns${prefix ? `:${prefix.slice(0, -1)}` : ''}="${isStrict ? strict : main}"`;
  const strings: string[] = [];
  const quote = pick(4) === 0 ? "'" : '"';
  const attribute = (name: string, value: string | number) => ` ${name}=${quote}${value}${quote}`;
  const tag = (name: string, told: string, inside?: string) =>
    inside === undefined ? `<${prefix}${name}${told}/>` : `<${prefix}${name}${told}>${inside}</${prefix}${name}>`;
  const escaped = (text: string) =>
    text.replace(/[&<>]|[^\x20-\x7e]|\r/gu, (sign) => {
      if (sign === '\r') return '_x000D_';
      if (sign === '\n' && pick(2) === 0) return sign;
      if (/[&<>]/.test(sign) || pick(3) === 0)
        return `&#${pick(2) ? sign.codePointAt(0) : `x${sign.codePointAt(0)!.toString(16)}`};`;
      return sign;
    });
  /** Words of a text element: as they stand, as CDATA, in pieces, with a note between. */
  const worded = (text: string): string => {
    const at = pick(text.length + 1);
    const isWhole = !/[\ud800-\udbff]$/.test(text.slice(0, at));
    const [a, b] = isWhole ? [text.slice(0, at), text.slice(at)] : [text, ''];
    const way = pick(9);
    if (way === 0 && !text.includes(']]>') && !text.includes('\r')) return `<![CDATA[${text}]]>`;
    if (way === 1 && !/[\r\]>]/.test(text)) return `${escaped(a)}<![CDATA[${b}]]>`;
    if (way === 2) return `${escaped(a)}<!-- c -->${escaped(b)}`;
    return escaped(text);
  };
  const t = (text: string) => tag('t', attribute('xml:space', 'preserve'), worded(text));
  const rich = (text: string): string => {
    if (pick(4) > 0) return t(text);
    const at = pick(text.length + 1);
    const runs = [text.slice(0, at), text.slice(at)].map((part) =>
      tag('r', '', `${tag('rPr', '', tag('b', ''))}${t(part)}`),
    );
    return `${runs.join('')}${pick(2) ? tag('rPh', attribute('sb', 0) + attribute('eb', 1), tag('t', '', 'x')) : ''}`;
  };
  const letters = (at: number): string =>
    (at < 26 ? '' : letters(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26));
  const cellOf = (value: unknown, place: string): string => {
    const r = attribute('r', place);
    if (value === null || value === undefined || value === '') return pick(2) ? tag('c', r + attribute('s', 0)) : '';
    if (typeof value === 'number') return tag('c', r, tag('v', '', String(value)));
    if (typeof value === 'boolean') return tag('c', r + attribute('t', 'b'), tag('v', '', value ? '1' : '0'));
    const text = String(value);
    const way = pick(4);
    if (way === 0) return tag('c', r + attribute('t', 'inlineStr'), tag('is', '', rich(text)));
    if (way === 1 && text.trim() === text)
      return tag('c', r + attribute('t', 'str'), `${tag('f', '', 'A1')}${tag('v', '', worded(text))}`);
    strings.push(rich(text));
    return tag('c', r + attribute('t', 's'), tag('v', '', String(strings.length - 1)));
  };
  const names = Object.keys(sheets);
  const files: Record<string, string> = {};
  const turn = pick(names.length);
  const fileOf = (at: number) => `sheet${((at + turn) % names.length) + 1}.xml`;
  for (const [at, name] of names.entries()) {
    const rows = sheets[name]!.map((row, index) =>
      tag(
        'row',
        attribute('r', index + 1),
        row.map((cell, place) => cellOf(cell, `${letters(place)}${index + 1}`)).join(''),
      ),
    );
    files[`xl/worksheets/${fileOf(at)}`] = tag(
      'worksheet',
      ` ${namespace}`,
      `${pick(2) ? tag('dimension', attribute('ref', 'A1:Z9')) : ''}${tag('sheetData', '', rows.join(''))}`,
    );
  }
  const isAbsolute = pick(3) === 0;
  const target = (path: string) => (isAbsolute ? `/xl/${path}` : path);
  const relations = names.map(
    (_, at) =>
      `<Relationship Id="rId${at + 7}" Type="${office}/worksheet" Target="${target(`worksheets/${fileOf(at)}`)}"/>`,
  );
  if (pick(2)) relations.reverse();
  relations.push(
    `<Relationship Id="rId1" Type="${office}/sharedStrings" Target="${target('sharedStrings.xml')}"/>`,
    `<Relationship Id="rId2" Type="${office}/styles" Target="${target('styles.xml')}"/>`,
  );
  const sheetTags = names.map(
    (name, at) =>
      `<${prefix}sheet${attribute('name', escaped(name))}${attribute('sheetId', at + 4)}${pick(5) === 0 ? attribute('state', 'hidden') : ''} r:id=${quote}rId${at + 7}${quote}/>`,
  );
  files['xl/workbook.xml'] = tag(
    'workbook',
    ` ${namespace} xmlns:r="${office}"`,
    `${pick(2) ? '<!-- made by hand -->' : ''}${tag('sheets', '', sheetTags.join(''))}`,
  );
  files['xl/_rels/workbook.xml.rels'] =
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations.join('')}</Relationships>`;
  files['xl/sharedStrings.xml'] = tag('sst', ` ${namespace}`, strings.map((one) => tag('si', '', one)).join(''));
  files['xl/styles.xml'] = tag(
    'styleSheet',
    ` ${namespace}`,
    tag('cellXfs', attribute('count', 1), tag('xf', attribute('numFmtId', 0))),
  );
  files['[Content_Types].xml'] =
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>';
  files['_rels/.rels'] =
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;
  const mark = pick(5) === 0 ? '\uFEFF' : '';
  const made = Object.entries(files).map(
    ([path, xml]) => [path, strToU8(`${mark}<?xml version="1.0" encoding="UTF-8"?>\n${xml}`)] as const,
  );
  return zipSync(Object.fromEntries(made), { level: pick(2) ? 6 : 0 }) as Uint8Array<ArrayBuffer>;
}
