import { nearest } from '../../nearest.js';
import type { Problem } from '../../template/nodes.js';
import type { Pack, Task } from '../pack.js';
import type { Locate } from '../problem.js';
import { orderNames } from './order.js';

/** Words that stand where a stage's name can stand: commands, and selectors that every pack has. */
const TAKEN = new Set([
  ...'app new add remove upgrade undo info diff check why audit pack plan status init help version completion update pipeline'.split(' '),
  ...'everything minimal all none'.split(' '),
]);

/** Checks that the checklist, the stages and the presets name only what there is, without circles. */
export function checkTasks(pack: Pack, locate: Locate): Problem[] {
  return [
    ...pack.tasks.flatMap((task) => checkTask(task, pack, locate)),
    ...checkCircle(pack, locate),
    ...checkNumbers(pack, locate),
    ...checkStages(pack, locate),
    ...checkPresets(pack, locate),
  ];
}

function checkTask(task: Task, pack: Pack, locate: Locate): Problem[] {
  const { slug, stage, needs, soft, modules, group } = task;
  const [slugs, groups] = [pack.tasks.map((each) => each.slug).filter((each) => each !== slug), Object.keys(pack.groups)];
  const at = (...path: (string | number)[]) =>
    locate([...(stage === undefined ? [] : [`${stage}/stage.yml`]), 'pack.yml'], ['tasks', slug, ...path]);
  const unknown = (list: readonly string[], key: string): Problem[] =>
    list.flatMap((other, index) => {
      if (other === slug) return [{ ...at(key, index), fact: `The task "${slug}" names itself in "${key}"`, remedy: 'Remove it there' }];
      if (pack.tasks.some((candidate) => candidate.slug === other)) return [];
      return [
        {
          ...at(key, index),
          fact: `There is no task "${other}"`,
          remedy: orMeant(other, slugs, 'Correct the slug, or add the task to pack.yml'),
        },
      ];
    });
  const strange = modules.filter((module) => !Object.hasOwn(pack.modules, module));
  return [
    ...unknown(needs, 'needs'),
    ...unknown(soft, 'soft'),
    ...strange.map((module) => ({
      ...at('modules'),
      fact: `There is no module "${module}"`,
      remedy: orMeant(module, Object.keys(pack.modules), 'Add it to "modules" in pack.yml'),
    })),
    ...(Object.hasOwn(pack.groups, group)
      ? []
      : [{ ...at('group'), fact: `There is no group "${group}"`, remedy: orMeant(group, groups, 'Add it to "groups" in pack.yml') }]),
  ];
}

/** What was meant, where a name is nearly one that there is. */
function orMeant(name: string, known: readonly string[], remedy: string): string {
  const near = nearest(name, known);
  return near === undefined ? remedy : `Did you mean "${near}"?`;
}

function checkCircle({ tasks }: Pack, locate: Locate): Problem[] {
  const needs = (slug: string): readonly string[] =>
    tasks.find((task) => task.slug === slug)?.needs.filter((other) => other !== slug) ?? [];
  const ordering = orderNames(
    tasks.map(({ slug }) => slug),
    needs,
  );
  if ('order' in ordering) return [];
  const [slug = ''] = ordering.circle;
  const stage = tasks.find((task) => task.slug === slug)?.stage;
  const place = locate([...(stage === undefined ? [] : [`${stage}/stage.yml`]), 'pack.yml'], ['tasks', slug, 'needs']);
  return [
    {
      ...place,
      fact: `Tasks need each other in a cycle: ${ordering.circle.join(' needs ')}`,
      remedy: 'Take one of them out of "needs"',
    },
  ];
}

function checkNumbers({ tasks }: Pack, locate: Locate): Problem[] {
  return tasks.flatMap(({ id, slug }, index) => {
    const earlier = tasks.slice(0, index).find((task) => id !== undefined && task.id === id);
    if (earlier === undefined) return [];
    return [
      {
        ...locate(['pack.yml'], ['tasks', slug, 'id']),
        fact: `The task "${earlier.slug}" has the number ${id ?? ''} too`,
        remedy: 'Give each its own',
      },
    ];
  });
}

function checkStages({ stages }: Pack, locate: Locate): Problem[] {
  const known = stages.map(({ id }) => id);
  return stages.flatMap(({ id, after }) => {
    const document = [`${id}/stage.yml`];
    const wrong = !/^[a-z][a-z0-9-]*$/.test(id) || TAKEN.has(id);
    return [
      ...(wrong
        ? [
            {
              ...locate(document, []),
              fact: `A stage cannot be called "${id}"`,
              remedy: 'Use lower-case letters, digits and dashes, and no name of a command',
            },
          ]
        : []),
      ...after.flatMap((other, index) =>
        known.includes(other)
          ? []
          : [
              {
                ...locate(document, ['after', index]),
                fact: `There is no stage "${other}"`,
                remedy: `There are: ${known.join(', ')}`,
              },
            ],
      ),
    ];
  });
}

function checkPresets(pack: Pack, locate: Locate): Problem[] {
  return Object.entries(pack.presets).flatMap(([name, selectors]) =>
    selectors.flatMap((selector, index) =>
      isSelector(selector, pack)
        ? []
        : [
            {
              ...locate(['pack.yml'], ['presets', name, index]),
              fact: `"${selector}" is no group, stage, task, number or range`,
              remedy: 'Correct it',
            },
          ],
    ),
  );
}

function isSelector(selector: string, { groups, stages, tasks }: Pack): boolean {
  const numbers = /^(\d+)(?:-(\d+))?$/.exec(selector);
  if (numbers !== null)
    return tasks.some(({ id }) => id !== undefined && id >= Number(numbers[1]) && id <= Number(numbers[2] ?? numbers[1]));
  return Object.hasOwn(groups, selector) || stages.some(({ id }) => id === selector) || tasks.some(({ slug }) => slug === selector);
}
