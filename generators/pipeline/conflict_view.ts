import type { Change, Write } from './change.js';
import { presentDiff } from './present_diff.js';
import { paint, type Terminal } from './terminal.js';

/** Lines around a conflict, and the most lines that are shown of all of them. */
const CONTEXT = 3;
const SHOWN = 40;

/** Which side of a conflict a line between markers belongs to. */
type Side = 'around' | 'yours' | 'generated' | 'marker';

const STYLES: Readonly<Record<Side, Parameters<typeof paint>[1]>> = {
  around: 'dim',
  yours: 'cyan',
  generated: 'green',
  marker: 'yellow',
};

/** The places that both sides changed, each with the lines around it; for what is no text, the sentence about it. */
export function conflictExcerpt(change: Change, terminal: Terminal): string {
  const lines = sidesOf(textWith(change));
  const near = lines.map((_, index) => lines.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(({ side }) => side !== 'around'));
  const excerpt = lines.flatMap(({ text, side }, index) => {
    if (near[index] === true) return [paint(terminal, STYLES[side], `  ${text}`)];
    return near[index - 1] === true ? [paint(terminal, 'dim', '  …')] : [];
  });
  const rest = excerpt.length - SHOWN;
  const shown = rest > 0 ? [...excerpt.slice(0, SHOWN), `  … ${rest} more lines`] : excerpt;
  return ['', paint(terminal, 'bold', change.path), ...(shown.length === 0 ? [change.note ?? ''] : shown), ''].join('\n');
}

/** What would change if the generated one was taken. */
export function wholeDiff({ path, resolutions }: Change, terminal: Terminal): string {
  const writes = resolutions?.generated ?? [];
  if (writes.length === 0) return `\n${path}: nothing would change.\n`;
  return `${presentDiff(writes, true, terminal).join('\n')}\n\n`;
}

/** The text with markers in it, where the conflict can be shown like that. */
function textWith({ path, resolutions }: Change): string {
  const write: Write | undefined = resolutions?.markers.find((each) => each.path === path);
  return write?.after?.bytes.toString('utf8') ?? '';
}

function sidesOf(content: string): { text: string; side: Side }[] {
  let side: Side = 'around';
  return content.split('\n').map((text) => {
    const marker = /^(<{7} yours|={7}|>{7} generated)\r?$/.exec(text)?.[1];
    if (marker?.startsWith('<') === true) side = 'yours';
    else if (marker?.startsWith('=') === true && side === 'yours') side = 'generated';
    else if (marker?.startsWith('>') === true) side = 'around';
    else return { text, side };
    return { text, side: 'marker' };
  });
}
