import { findPack, type LoadedPack, shippedPacks } from '../pack/library/shipped.js';
import { type Block, blocksOf } from './blocks.js';
import { boundsOf, type ReportForm, readForm } from './form.js';

/** How a form says how long an answer is to be: `50-100 words`, `50 to 100 words`. */
const RANGE = /(?<!\d)(\d{1,4})[ \t]*(?:-|–|to)[ \t]*(\d{1,4})\s+words/;

/**
 * The pack whose form a report has, where that is another one than it is held against: the numbers of its questions, and the bounds that
 * are printed in them, fit that one better.
 */
export async function formOfAnother(text: string, form: ReportForm, { pack }: LoadedPack): Promise<LoadedPack['pack'] | undefined> {
  const blocks = blocksOf(text, form);
  let best = { distance: distanceTo(text, blocks, form), pack: undefined as LoadedPack['pack'] | undefined };
  if (best.distance === 0 || blocks.length === 0) return undefined;
  for (const { id } of shippedPacks()) {
    if (id === pack.id) continue;
    const other = await findPack(id, process.cwd());
    const otherForm = readForm(other.pack);
    if (otherForm === undefined) continue;
    const distance = distanceTo(text, blocksOf(text, otherForm), otherForm);
    if (distance < best.distance) best = { distance, pack: other.pack };
  }
  return best.pack;
}

/** In how many questions a report and a form differ: those that one of them lacks, and those that print other bounds. */
function distanceTo(text: string, blocks: readonly Block[], form: ReportForm): number {
  const { questions } = form.asks;
  const numbers = new Set(blocks.map(({ question }) => question));
  const known = [...numbers].filter((question) => question >= 1 && question <= questions);
  const reprinted = blocks.filter(({ question, at, end, words }) => {
    const printed = RANGE.exec(text.slice(at, words[0] ?? end));
    if (printed === null || question > questions) return false;
    const [least, most] = boundsOf(form, 'words', question) ?? [];
    return Number(printed[1]) !== least || Number(printed[2]) !== most;
  });
  return numbers.size - known.length + questions - known.length + reprinted.length;
}
