import type { Answers } from '../../generators/pipeline/answers/answers.js';
import { isOffered } from '../../generators/pipeline/pack/needs.js';
import { isListType, type Pack, questionsOf } from '../../generators/pipeline/pack/pack.js';
import { makePlan } from '../../generators/pipeline/plan/plan.js';
import type { FileTree } from '../../generators/pipeline/tree.js';
import { pairwiseRows } from './pairwise.js';
import { render } from './render.js';

/** A choice of answers and tasks, with a name for reports. */
export interface Choice {
  readonly name: string;
  readonly answers: Answers;
}

const SHORTEST = 'd';
const LONGEST = `d${'igits'.repeat(12)}xyz`;

/** Complete answers: the defaults of the pack, with what is given on top. */
export function answersFor(
  pack: Pack,
  asked: readonly string[],
  given: Readonly<Record<string, string | readonly string[]>> = {},
): Answers {
  const defaults = questionsOf(pack).flatMap(({ name, type, default: value }) => [[name, value ?? (isListType(type) ? [] : '')] as const]);
  return { values: { ...Object.fromEntries(defaults), name: 'Demo', package: 'demo', ...given }, asked };
}

export function claimedTasks(pack: Pack): string[] {
  return pack.tasks.filter(isOffered).map((task) => task.slug);
}

export function renderChoice(pack: Pack, { answers }: Choice): FileTree {
  return render(makePlan(answers, pack));
}

const rendered = new WeakMap<Pack, readonly RenderedChoice[]>();

/** A choice with what is emitted for it. */
export interface RenderedChoice extends Choice {
  readonly tree: FileTree;
  readonly packageName: string;
}

/** The {@link coveringChoices} with what is emitted for each: rendered once for all tests that look at them. */
export function coveringRenders(pack: Pack): readonly RenderedChoice[] {
  const known = rendered.get(pack);
  if (known !== undefined) return known;
  const all = coveringChoices(pack).map((choice) => ({
    ...choice,
    tree: renderChoice(pack, choice),
    packageName: String(choice.answers.values['package']),
  }));
  rendered.set(pack, all);
  return all;
}

/** Every task with what it needs, everything, minimal, and rows in which each two options of everything meet. */
function coveringChoices(pack: Pack): Choice[] {
  const slugs = claimedTasks(pack);
  const toggles = pack.tasks.filter((task) => isOffered(task) && !task.always).map((task) => task.slug);
  const single = toggles.map((slug) => ({ name: `only ${slug}`, answers: answersFor(pack, [slug]) }));
  const choices = questionsOf(pack).filter((question) => question.choices !== undefined);
  const rows = pairwiseRows({
    ...Object.fromEntries(toggles.map((slug) => [slug, ['on', 'off']])),
    ...Object.fromEntries(choices.map(({ name, choices: options }) => [name, (options ?? []).map(({ value }) => value)])),
    package: [SHORTEST, LONGEST],
  });
  const paired = rows.map((row, index) => {
    const given = Object.fromEntries(Object.entries(row).filter(([name]) => !toggles.includes(name)));
    return {
      name: `pairwise row ${index + 1}`,
      answers: answersFor(
        pack,
        toggles.filter((slug) => row[slug] === 'on'),
        given,
      ),
    };
  });
  return [
    { name: 'minimal', answers: answersFor(pack, []) },
    { name: 'everything', answers: answersFor(pack, slugs) },
    ...single,
    ...paired,
  ];
}
