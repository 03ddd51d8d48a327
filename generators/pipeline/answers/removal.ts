import { Refusal } from '../errors.js';
import { closeOverNeeds, whatNeeds } from '../pack/needs.js';
import { type Pack, taskName } from '../pack/pack.js';
import { parseSelection } from './selection.js';

/** What is to go, before anybody is asked about what needs it. */
export interface Removal {
  /** The slugs that were named and are on; those that are always on are not among them. */
  readonly named: readonly string[];
  /** The slugs that are on and cannot stay without them. */
  readonly dependents: readonly string[];
}

/**
 * Reads what is to be removed: selectors as for `add`. Of a stage or a preset go the tasks that are on, and those without which
 * there is no project stay.
 *
 * @param asked the slugs that are recorded.
 * @throws Refusal where only tasks were named that no project can be without.
 */
export function planRemoval(what: readonly string[], asked: readonly string[], pack: Pack): Removal {
  const selected = parseSelection(what, pack);
  const { on } = closeOverNeeds(asked, pack);
  const free = selected.filter((slug) => !isAlways(slug, pack));
  if (free.length === 0) throw alwaysOn(selected, pack);
  const named = free.filter((slug) => on.includes(slug));
  return { named, dependents: whatNeeds(named, on, pack) };
}

/** What stays asked for when some tasks go. What nobody asked for or needs any more goes with them, by itself. */
export function askedWithout(going: readonly string[], asked: readonly string[]): readonly string[] {
  return asked.filter((slug) => !going.includes(slug));
}

/** The question whether what needs the named tasks may go too. */
export function offerDependents({ named, dependents }: Removal, pack: Pack): string {
  const all = named.length + dependents.length === 2 ? 'both' : 'all of them';
  return `${listed(dependents, pack)} cannot stay without ${listed(named, pack)}. Remove ${all}?`;
}

/** Somebody needs what is to go, and nobody said that it may go too. */
export function neededByOthers({ named, dependents }: Removal, pack: Pack): Refusal {
  const needing = listed(dependents, pack);
  const verb = dependents.length === 1 ? 'needs' : 'need';
  return new Refusal(
    `${needing} ${verb} ${listed(named, pack)}`,
    `Remove ${dependents.length === 1 ? 'it' : 'them'} too: mlops remove ${[...named, ...dependents].join(' ')}, or add --with-dependents`,
  );
}

function alwaysOn(slugs: readonly string[], pack: Pack): Refusal {
  return new Refusal(
    `${listed(slugs, pack)} cannot be removed: every project has ${slugs.length === 1 ? 'it' : 'them'}`,
    `Name another task, such as ${examples(pack).join(' or ')}`,
  );
}

/** Tasks as they are said in a sentence. */
function listed(slugs: readonly string[], pack: Pack): string {
  return new Intl.ListFormat('en-GB').format(pack.tasks.filter(({ slug }) => slugs.includes(slug)).map(taskName));
}

function examples({ tasks }: Pack): string[] {
  return tasks
    .filter(({ always, stage }) => !always && stage !== undefined)
    .slice(0, 2)
    .map(({ slug }) => slug);
}

function isAlways(slug: string, pack: Pack): boolean {
  return pack.tasks.some((task) => task.slug === slug && task.always);
}
