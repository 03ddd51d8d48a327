import { offeredTasks } from '../../generators/pipeline/answers/selection.js';
import { closeOverNeeds, whatNeeds } from '../../generators/pipeline/pack/needs.js';
import type { Pack } from '../../generators/pipeline/pack/pack.js';
import { Chance } from '../day_fifteen/chance.js';

/** Another one gives other rows. */
const SEED = 53;
/** Of so many draws for a row the one is taken that adds most pairs. */
const DRAWS = 200;
/** How many tasks are named; what needs them goes too. */
const NAMED = { least: 3, most: 14 };

/** Pairs of tasks, each on or off, that rows bring about. */
export interface Coverage {
  readonly covered: number;
  /** Those that there can be: no task is on without what it needs. */
  readonly possible: number;
}

/**
 * Draws what is removed from everything in rows, so that with everything and minimal they bring about many pairs of tasks that are on
 * and off.
 *
 * @returns for each row the slugs to remove, one after the other.
 */
export function drawRemovals(pack: Pack, rows: number): readonly (readonly string[])[] {
  const chance = new Chance(SEED);
  const toggles = togglesOf(pack);
  const removals: (readonly string[])[] = [];
  const covered = pairsOfAll([], pack);
  while (removals.length < rows) {
    const draws = Array.from({ length: DRAWS }, () => chance.some(toggles, chance.between(NAMED.least, NAMED.most)));
    const gain = (named: readonly string[]): number => pairsOf(keptAfter(named, pack), toggles).filter((pair) => !covered.has(pair)).length;
    const best = draws.map((named) => ({ named, gain: gain(named) })).reduce((one, other) => (other.gain > one.gain ? other : one));
    for (const pair of pairsOf(keptAfter(best.named, pack), toggles)) covered.add(pair);
    removals.push(best.named);
  }
  return removals;
}

/** How many pairs everything, minimal and what is left after removals bring about. */
export function pairCoverage(removals: readonly (readonly string[])[], pack: Pack): Coverage {
  const toggles = togglesOf(pack);
  const needs = new Map(toggles.map((slug) => [slug, new Set(closeOverNeeds([slug], pack).on)]));
  const halves = toggles.flatMap((on) => toggles.filter((off) => off !== on && needs.get(on)?.has(off) !== true));
  const bothAlike = toggles.length * (toggles.length - 1);
  return { covered: pairsOfAll(removals, pack).size, possible: halves.length + bothAlike };
}

/** The tasks that are on when some were removed from everything. */
export function keptAfter(named: readonly string[], pack: Pack): readonly string[] {
  const all = offeredTasks(pack).map(({ slug }) => slug);
  const gone = new Set([...named, ...whatNeeds(named, all, pack)]);
  return all.filter((slug) => !gone.has(slug));
}

function pairsOfAll(removals: readonly (readonly string[])[], pack: Pack): Set<string> {
  const toggles = togglesOf(pack);
  const choices = [toggles, [], ...removals.map((named) => keptAfter(named, pack))];
  return new Set(choices.flatMap((on) => pairsOf(on, toggles)));
}

function pairsOf(on: readonly string[], toggles: readonly string[]): string[] {
  const kept = new Set(on);
  const said = toggles.map((slug) => `${kept.has(slug) ? '+' : '-'}${slug}`);
  return said.flatMap((one, index) => said.slice(index + 1).map((other) => `${one} ${other}`));
}

/** The tasks that can be off. */
function togglesOf(pack: Pack): readonly string[] {
  return offeredTasks(pack)
    .filter(({ always }) => !always)
    .map(({ slug }) => slug);
}
