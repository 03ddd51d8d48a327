import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packFromBytes } from '../../generators/pipeline/pack/library/packed.js';
import type { FileTree } from '../../generators/pipeline/tree.js';
import { answersFor, claimedTasks, renderChoice } from '../support/emitted.js';

const golden = new URL('golden/', import.meta.url);
const pack = packFromBytes(readFileSync(new URL('frozen.pack', golden)), { trusted: true });

const CHOICES: Readonly<Record<string, Parameters<typeof renderChoice>[1]['answers']>> = {
  minimal: answersFor(pack, []),
  everything: answersFor(pack, claimedTasks(pack)),
  'everything with pip, a table and words of all kinds': answersFor(pack, claimedTasks(pack), {
    manager: 'pip',
    data: 'table',
    accelerator: 'cpu',
    package: 'wine',
    name: 'Wine "tasting" \\ ${{ x }} <%= y %> 🍷',
    description: "It's: # 100 % {{ z }}",
    authors: ['Ada & Grace', 'Søren <s@x>'],
  }),
};

/** One digest for a tree: each path with its bit and the digest of its bytes, in the order of the paths. */
function digestOf(tree: FileTree): string {
  const hash = createHash('sha256');
  for (const [path, { bytes, executable }] of [...tree].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${path}\0${executable ? 'x' : '-'}\0${createHash('sha256').update(bytes).digest('hex')}\n`);
  }
  return hash.digest('hex');
}

describe('a pack that was frozen with this engine number', () => {
  const digests = JSON.parse(readFileSync(new URL('digests.json', golden), 'utf8')) as Record<string, string>;

  it.each(Object.entries(CHOICES))('gives the same bytes for ever: %s', (name, answers) => {
    const digest = digestOf(renderChoice(pack, { name, answers }));
    expect(digest, 'a render that changes the bytes of existing projects needs a new engine number').toBe(digests[name]);
  });
});
