import { type Lacking, Refusal } from '../../errors.js';
import { isListed, isOffered } from '../needs.js';
import type { Pack, Task } from '../pack.js';
import { findPack, type LoadedPack, laterRevision, shippedPacks } from './shipped.js';

/**
 * The pack that an upgrade goes to: the one that was named, else the revision of the project's own pack that came with this
 * generator.
 *
 * @param carried the pack that the project carries.
 * @param reference what `--pack` named.
 */
export async function packToUpgradeTo(carried: LoadedPack, reference: string | undefined, cwd: string): Promise<LoadedPack> {
  if (reference !== undefined) return findPack(reference, cwd, carried);
  const { id, revision } = carried.pack;
  const shipped = shippedPacks().find((pack) => pack.id === id);
  if (shipped === undefined) {
    const known = shippedPacks().map((pack) => pack.id);
    throw new Refusal(
      `The project's pack "${id}" did not come with this generator, so the generator knows no newer revision of it`,
      `Name a pack: mlops upgrade --pack <folder, file or one of ${known.join(', ')}>`,
    );
  }
  // Of the same revision it can be a corrected one, which nothing newer replaces.
  if (shipped.revision === revision) return carried;
  if (shipped.revision > revision) return findPack(id, cwd);
  throw new Refusal(
    `The project has revision ${revision} of the pack ${id}, and this generator brings revision ${shipped.revision}`,
    'Install a newer generator: npm install --global generator-mlops@latest',
  );
}

/** The same refusal; with the upgrade as its remedy where a project has an earlier revision of its pack, and the later one has what was named. */
export function orUpgrade(lacking: Lacking, pack: Pack): Refusal {
  const later = laterRevision(pack);
  if (later === undefined) return lacking;
  const names = [...later.stages.map(({ id }) => id), ...later.tasks.filter(isOffered).map(({ slug }) => slug)];
  if (!names.includes(lacking.what)) return lacking;
  return new Refusal(lacking.fact, `Revision ${later.revision} of the pack brings it: mlops upgrade`);
}

/**
 * What was asked for, in the words of another pack: a task keeps its choice under its slug, else under its number.
 *
 * @returns slugs of the pack `to`; what it does not offer is not among them.
 */
export function carryOver(asked: readonly string[], from: Pack, to: Pack): readonly string[] {
  const wanted = from.tasks.filter(({ slug }) => asked.includes(slug));
  return to.tasks.filter((task) => isListed(task) && wanted.some((old) => isSameTask(old, task, to))).map(({ slug }) => slug);
}

/** The same slug; or the same number, where the old slug is gone. */
export function isSameTask(old: Task, task: Task, to: Pack): boolean {
  if (old.slug === task.slug) return true;
  const isRenamed = !to.tasks.some(({ slug }) => slug === old.slug);
  return isRenamed && old.id !== undefined && old.id === task.id;
}
