import { repeated } from '../../errors.js';
import { didYouMean } from '../../nearest.js';
import type { Problem } from '../../template/nodes.js';
import { packYaml, stageYaml } from '../fields.js';
import type { Locate } from '../problem.js';
import { type Fault, faultsOf, type Shape } from '../shape.js';
import type { PackYaml, StageYaml } from './documents.js';

/** Tells whether `pack.yml` has its form, and reports where it has not. */
export function isPackYaml(value: unknown, locate: Locate, report: (problem: Problem) => void): value is PackYaml {
  return hasForm(value, packYaml, 'pack.yml', locate, report);
}

/** Tells whether a `stage.yml` has its form, and reports where it has not. */
export function isStageYaml(id: string, value: unknown, locate: Locate, report: (problem: Problem) => void): value is StageYaml {
  return hasForm(value, stageYaml, `${id}/stage.yml`, locate, report);
}

function hasForm<T>(value: unknown, shape: Shape<T>, document: string, locate: Locate, report: (problem: Problem) => void): value is T {
  const faults = faultsOf(value, shape);
  for (const fault of faults) report({ ...locate([document], fault.path), ...explain(fault, document, namesOf(fault.path, value)) });
  return faults.length === 0;
}

/** The way to a fault as people know it: an item of a list goes by its name, where it has one, and not by its place. */
function namesOf(path: Fault['path'], value: unknown): readonly string[] {
  let at: unknown = value;
  return path.map((key) => {
    at = typeof at === 'object' && at !== null ? Object.entries(at).find(([known]) => known === String(key))?.[1] : undefined;
    return (typeof key === 'number' ? nameOf(at) : undefined) ?? String(key);
  });
}

function nameOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  const name = 'name' in item ? item.name : 'value' in item ? item.value : undefined;
  return typeof name === 'string' && name !== '' ? repeated(name) : undefined;
}

function explain(fault: Fault, document: string, names: readonly string[]): Pick<Problem, 'fact' | 'remedy'> {
  const name = names.join('.') || document;
  const within = names.slice(0, -1).join('.') || document;
  const key = String(fault.path.at(-1) ?? '');
  switch (fault.kind) {
    case 'unknown':
      return {
        fact: `${within} has no key "${key}"`,
        remedy: fault.known.length === 0 ? 'Remove it' : `${didYouMean(key, fault.known)}There are: ${fault.known.join(', ')}`,
      };
    case 'reserved':
      return { fact: `The key "${key}" in ${within} is reserved`, remedy: 'Give it another name' };
    case 'missing':
      return { fact: `${name} lacks "${fault.key}"`, remedy: 'Add it' };
    case 'word':
      return { fact: `${name} is none of the known ones`, remedy: `Use one of: ${fault.words.join(', ')}` };
    case 'key':
      return { fact: `The key "${key}" in ${within} has the wrong form`, remedy: `Write ${fault.expected}` };
    case 'form':
      return { fact: `${name} has the wrong form`, remedy: `Write ${fault.expected}` };
  }
}
