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
  for (const fault of faults) report({ ...locate([document], fault.path), ...explain(fault, document) });
  return faults.length === 0;
}

function explain(fault: Fault, document: string): Pick<Problem, 'fact' | 'remedy'> {
  const name = fault.path.join('.') || document;
  const within = fault.path.slice(0, -1).join('.') || document;
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
