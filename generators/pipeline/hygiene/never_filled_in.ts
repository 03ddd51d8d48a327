import type { Finding } from '../finding/finding.js';
import { withLf } from '../line_ends.js';
import { emittedPath } from '../plan/render.js';
import type { Kept } from './kept.js';

/** Where a page asks people for something: a box, an empty cell at the end of a row, a question in italics, words that say so. */
const BLANKS: readonly RegExp[] = [/^\s*[-*] \[ \] /m, /^\|[^\n]*\|[ \t]*\|[ \t]*$/m, /^\*(?!\*)[^*]*\?\*$/m, /\bfill here\b/];
/** So many pages are named in the sentence. */
const NAMED = 3;

/** Pages that are written once and ask for something, and that nobody has touched: good to know, whatever else is done. */
export function neverFilledIn({ repository, project }: Kept): Finding[] {
  if (project === undefined) return [];
  const { plan, rendered } = project;
  const pages = plan.files.flatMap((file) => {
    const path = emittedPath(file, plan);
    if (file.once !== true || !path.endsWith('.md')) return [];
    const text = rendered.get(path)?.bytes.toString('utf8');
    return text !== undefined && text === withLf(repository.text(path) ?? '') && BLANKS.some((blank) => blank.test(text)) ? [path] : [];
  });
  const [first] = pages;
  if (first === undefined) return [];
  const more = pages.length - NAMED;
  const values = { count: pages.length, files: pages.slice(0, NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '') };
  return [{ code: 'never-filled-in', severity: 'note', ...(pages.length === 1 ? { path: first } : {}), values }];
}
