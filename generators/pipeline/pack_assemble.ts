import { ALWAYS_ASKED, assembleQuestions, assembleStage, type StageSource } from './pack_stage.js';
import { assembleTasks } from './pack_tasks.js';
import { orderNames } from './pack_order.js';
import { ENGINE, type Pack, type Question, type Stage, type Task, type Version } from './pack.js';
import type { Locate, Problem } from './pack_problem.js';
import type { PackYaml } from './pack_documents.js';

/** Puts a pack together from its documents. What cannot be put together is reported. */
export function assemblePack(
  yaml: PackYaml,
  sources: readonly StageSource[],
  versions: Readonly<Record<string, Version>>,
  locate: Locate,
  report: (problem: Problem) => void,
): Pack {
  const { tasks, groups } = assembleTasks(yaml, sources, locate, report);
  return {
    engine: yaml.engine ?? ENGINE,
    id: yaml.id,
    title: yaml.title ?? yaml.id,
    revision: yaml.revision ?? 1,
    course: yaml.course ?? {},
    modules: yaml.modules ?? {},
    groups,
    tasks,
    presets: Object.fromEntries(
      Object.entries(yaml.presets ?? {}).map(([name, selectors]) => [name, selectors.map(String)]),
    ),
    asks: withAlwaysAsked(assembleQuestions(yaml.asks)),
    reserved: yaml.reserved ?? [],
    versions,
    stages: orderStages(sources.map(assembleStage), tasks, locate, report),
  };
}

function withAlwaysAsked(asks: readonly Question[]): readonly Question[] {
  const missing = ALWAYS_ASKED.filter(
    ({ name, type }) => !asks.some((question) => question.type === type || question.name === name),
  );
  return [...missing, ...asks];
}

/** After what `after:` names; otherwise as the checklist meets their tasks; otherwise by name. */
function orderStages(
  stages: readonly Stage[],
  tasks: readonly Task[],
  locate: Locate,
  report: (problem: Problem) => void,
): readonly Stage[] {
  const rank = (id: string): number => {
    const first = tasks.findIndex(({ stage }) => stage === id);
    return first === -1 ? tasks.length : first;
  };
  const sorted = [...stages].sort((a, b) => rank(a.id) - rank(b.id) || (a.id < b.id ? -1 : 1));
  const ordering = orderNames(
    sorted.map(({ id }) => id),
    (id) => stages.find((stage) => stage.id === id)?.after ?? [],
  );
  if ('order' in ordering) return ordering.order.flatMap((id) => stages.filter((stage) => stage.id === id));
  report({
    ...locate([`${ordering.circle[0] ?? ''}/stage.yml`], ['after']),
    fact: `Stages wait for each other in a circle: ${ordering.circle.join(' after ')}`,
    remedy: 'Take one of them out of "after"',
  });
  return sorted;
}
