/** The text as a checker in Python has it: each line ends in one line feed. */
export function readable(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n');
}

/** What Python takes for blanks between words. */
const BLANKS = /[\t-\r\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

/** Words as the course counts them: whatever has blanks around it. */
export function countWords(text: string): number {
  return text.split(BLANKS).filter((word) => word !== '').length;
}

/**
 * Images as the course counts them, `![...](...)` on one line, wherever it stands. Its own pattern takes time that grows with the square
 * of a line; this looks at each sign once.
 */
export function countImages(text: string): number {
  let count = 0;
  for (const line of text.split('\n')) {
    for (let at = line.indexOf('!['); at >= 0; ) {
      const middle = line.indexOf('](', at + 2);
      const end = middle < 0 ? -1 : line.indexOf(')', middle + 2);
      if (end < 0) break;
      count++;
      at = line.indexOf('![', end + 1);
    }
  }
  return count;
}

/** Finds the line of a position, from 1, without a walk through the text each time. */
export function lineFinder(text: string): (position: number) => number {
  const ends: number[] = [];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) ends.push(at);
  return (position) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < position) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}

const UNSHOWN = /<!--[\s\S]*?(?:-->|$(?![\s\S]))|^[ \t]*(`{3,}|~{3,})[^\n]*(?:\n(?![ \t]*\1)[^\n]*)*(?:\n[^\n]*)?|(`{1,3})[^`\n]*\2/gm;

/** The text with blanks for what is not shown as text: comments and code. */
export function shownText(text: string): string {
  return text.replaceAll(UNSHOWN, (part) => part.replaceAll(/[^\n]/g, ' '));
}

/** Where a link or an image of Markdown leads. */
export interface Target {
  readonly target: string;
  readonly isImage: boolean;
  /** Where it stands in the text. */
  readonly at: number;
}

/** The links and images of a text, in their order; one may stand in the other. */
export function targetsIn(text: string): Target[] {
  const open: { readonly at: number; readonly isImage: boolean }[] = [];
  const found: Target[] = [];
  for (const { 0: sign, 1: target, index } of text.matchAll(/!?\[|\](?:\([ \t]*<?([^)>\s]*))?/g)) {
    if (sign.endsWith('[')) open.push({ at: index, isImage: sign.startsWith('!') });
    else {
      const begin = open.pop();
      if (begin !== undefined && target !== undefined) found.push({ target, ...begin });
    }
  }
  return found;
}
