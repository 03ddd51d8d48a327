import { lookFor } from '../../../generators/pipeline/evidence/look_for.js';
import type { Sign } from '../../../generators/pipeline/pack/pack.js';
import { Repository } from '../../../generators/pipeline/repository/repository.js';
import { fill, inScratch } from '../commit/scene.js';

/** What is said of a sign in a repository of these files: where it was seen and what it is, or the codes and places of what is amiss. */
export async function lookIn(files: Readonly<Record<string, string>>, sign: Sign): Promise<string> {
  let said = '';
  await inScratch(async (root) => {
    fill(root, files);
    const sighting = await lookFor(sign, new Repository(root));
    said = sighting.seen
      ? `${sighting.what} in ${sighting.places.map(({ path, line }) => `${path}${line === undefined ? '' : `:${line}`}`).join(' ')}`
      : sighting.findings.map(({ code, path = '', line }) => `${code} ${path}${line === undefined ? '' : `:${line}`}`.trim()).join(', ');
  });
  return said;
}
