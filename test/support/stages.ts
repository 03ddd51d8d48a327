import { newestPack, shippedPacks, shippedWith } from '../../generators/pipeline/pack/library/shipped.js';

/** The stages of every shipped pack: a project of an older year is extended by its own stages. */
export function shippedStages(): string[] {
  const packs = shippedPacks().flatMap(({ digest }) => shippedWith(digest) ?? []);
  return [...new Set(packs.flatMap(({ pack }) => pack.stages.map(({ id }) => id)))].sort();
}

/** The stages of the newest pack. */
export function newestStages(): string[] {
  return newestPack().pack.stages.map(({ id }) => id);
}
