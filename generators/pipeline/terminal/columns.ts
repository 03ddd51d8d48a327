/** How wide a line may be, and whether it may have colours. */
export interface Look {
  readonly columns: number;
  readonly color: boolean;
}

/** Characters that take two columns in a terminal: East Asian ones and pictures. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const WIDTHLESS = /\p{M}|\p{Cf}/u;

/** How many columns a text takes. */
export function width(text: string): number {
  let columns = 0;
  for (const letter of text) columns += WIDTHLESS.test(letter) ? 0 : WIDE.test(letter) ? 2 : 1;
  return columns;
}

/** A text cut to a number of columns. */
export function fit(text: string, columns: number): string {
  if (width(text) <= columns) return text;
  let result = '';
  for (const letter of text) {
    if (width(result + letter) >= columns) break;
    result += letter;
  }
  return `${result}…`;
}

/**
 * A text in lines of at most a number of columns, cut between words.
 *
 * @param indent what the lines after the first begin with.
 */
export function wrap(text: string, columns: number, indent = ''): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1);
    if (line === undefined) lines.push(word);
    else if (width(line) + 1 + width(word) > columns) lines.push(indent + word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines;
}

/** What is left of a line for the right side of a table: with less, it goes below the left side. */
const NARROWEST = 24;

/** A table of two columns in lines that fit; the left one is not cut. */
export function twoColumns(rows: readonly (readonly string[])[], columns: number): string[] {
  const left = Math.max(0, ...rows.map(([name = '']) => width(name)));
  const room = columns - left - 5;
  return rows.flatMap(([name = '', text = '']) => {
    if (text === '') return [`  ${name}`];
    if (room < NARROWEST) return [`  ${name}`, ...wrap(text, columns - 6).map((line) => `      ${line}`)];
    const pad = ' '.repeat(left - width(name));
    return wrap(text, room).map((line, index) => `  ${index === 0 ? name + pad : ' '.repeat(left)}   ${line}`);
  });
}

/** A text that is indented; at a terminal in lines that fit. */
export function fold(
  text: string,
  { interactive, columns }: { readonly interactive: boolean; readonly columns: number },
  indent = 0,
): string[] {
  const fits = !interactive || width(text) + indent <= columns;
  const lines = fits ? [text] : wrap(text, Math.max(columns - indent, 20));
  return lines.map((line) => ' '.repeat(indent) + line);
}

/**
 * A text in rows of at most a number of columns, cut where they end.
 *
 * @param most how many rows are enough; what is left of a longer text is an ellipsis.
 */
export function chop(text: string, columns: number, most: number): readonly string[] {
  const rows = [''];
  for (const letter of text.slice(0, columns * (most + 1))) {
    const row = rows.at(-1) ?? '';
    if (width(row + letter) <= columns) rows[rows.length - 1] = row + letter;
    else rows.push(letter);
  }
  return rows.length <= most ? rows : rows.map((row, index) => (index === most - 1 ? fit(`${row}…`, columns) : row)).slice(0, most);
}

/** What a terminal would obey, or what would turn the order of letters round. */
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** A line of a file as it can be shown: of what is not seen, the code. */
export function printable(line: string): string {
  return line.replaceAll(UNSEEN, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
