import { parseAddition, parseSelection, stagesNamed } from '../answers/selection.js';
import { CHANGE_OPTIONS } from '../options.js';
import { closeOverNeeds, isOffered } from '../pack/needs.js';
import { changeAnswers, type TaskChoice, type TaskContext } from '../run/choose_answers.js';
import type { ChangingCommand } from '../states.js';

export const addCommand: ChangingCommand = {
  name: 'add',
  usage: 'add <what...>',
  summary: 'add stages, or tasks by slug or number, to the project as it is now',
  examples: ['mlops add api tests', 'mlops add hydra 35 --plan', 'mlops add 21-23 --into ../demo'],
  words: 'selectors',
  options: [...CHANGE_OPTIONS, 'answers', 'tasks', 'pack'],
  takesAnswers: true,
  decide: changeAnswers(chooseAdded),
};

/** The command of a stage: `mlops docker` is `mlops add docker` with the stage's own questions. */
export function stageCommand({ id, title }: { readonly id: string; readonly title: string }): ChangingCommand {
  return {
    ...addCommand,
    name: id,
    usage: `${id} [folder]`,
    summary: `add or reconfigure ${id}: ${title}`,
    examples: [`mlops ${id}`, `mlops ${id} ../demo --plan`],
    words: 'folder',
    stage: id,
  };
}

/** What is recorded, and what was named on top: of a stage, the tasks whose needs are met; at a terminal its others are offered. */
function chooseAdded({ request: { what, stage }, pack, recorded = [], named }: TaskContext): TaskChoice {
  const brought = named === undefined ? parseAddition(what, closeOverNeeds(recorded, pack).on, pack) : parseSelection(named, pack);
  const asked = [...recorded, ...brought];
  const stages = named === undefined ? stagesNamed(what, pack).map(({ id }) => id) : [];
  const open = pack.tasks.filter(isOffered).filter((task) => stages.includes(task.stage ?? '') && !asked.includes(task.slug));
  const message = `Which other tasks of ${stages.join(', ')}?`;
  return {
    asked,
    tasks: open.length === 0 ? 'given' : { offer: open.map(({ slug }) => slug), message, keep: asked },
    reask: pack.stages.find(({ id }) => id === stage)?.asks.map(({ name }) => name) ?? [],
  };
}
