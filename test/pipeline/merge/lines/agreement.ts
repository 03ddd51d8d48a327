import fc from 'fast-check';
import { mergeText } from '../../../../generators/pipeline/merge/lines/text.js';
import { gitMerge } from './git.js';
import type { Triple } from './triples.js';

/** How often our merge of a text was what git makes of it. */
export interface Agreement {
  /** The same bytes, markers included. */
  same: number;
  /** A conflict of ours where git had none. */
  stricter: number;
  /** Conflicts in both, between other lines. */
  otherMarkers: number;
  /** A clean text of ours that git does not make: what must never be. */
  wrong: number;
}

/** Merges random triples with git and with ours, and counts. A triple that we merge wrongly is thrown, with its seed. */
export async function compareWithGit(triples: fc.Arbitrary<Triple>, numRuns: number): Promise<Agreement> {
  const counts: Agreement = { same: 0, stricter: 0, otherMarkers: 0, wrong: 0 };
  await fc.assert(
    fc.asyncProperty(triples, async (triple) => {
      const verdict = await compare(triple);
      counts[verdict] += 1;
      if (verdict === 'wrong') throw new Error('Ours is clean and is not what git says');
    }),
    { numRuns },
  );
  return counts;
}

/** Holds the two decided versions of our merge against what git makes with `--ours` and with `--theirs`. */
export async function compareSidesWithGit(triples: fc.Arbitrary<Triple>, numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(triples, async ([base, yours, next]) => {
      const { mine, generated } = await mergeText(Buffer.from(base), Buffer.from(yours), Buffer.from(next));
      const [ours, theirs] = ['--ours', '--theirs'].map((side) => gitMerge(base, yours, next, side).bytes.toString());
      const [left, right] = [mine.toString(), generated.toString()];
      if (left !== ours || right !== theirs) throw new Error(`${JSON.stringify([left, right])} are not ${JSON.stringify([ours, theirs])}`);
    }),
    { numRuns },
  );
}

async function compare([base, yours, next]: Triple): Promise<keyof Agreement> {
  const git = gitMerge(base, yours, next);
  const ours = await mergeText(Buffer.from(base), Buffer.from(yours), Buffer.from(next));
  if (ours.bytes.equals(git.bytes) && Math.min(ours.conflicts, GIT_COUNTS_TO) === git.conflicts) return 'same';
  if (ours.conflicts === 0) return 'wrong';
  return git.conflicts === 0 ? 'stricter' : 'otherMarkers';
}

/** git tells the number of conflicts by its exit status. */
const GIT_COUNTS_TO = 127;
