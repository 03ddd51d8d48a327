import type { PathPolicy } from '../../generators/pipeline/change.js';
import type { Plan } from '../../generators/pipeline/plan.js';
import { emittedPath } from '../../generators/pipeline/render.js';

/** What the pack says about each path of some plans. */
export function policyOf(...plans: readonly Plan[]): (path: string) => PathPolicy {
  const files = new Map(plans.flatMap((plan) => plan.files.map((file) => [emittedPath(file, plan), file] as const)));
  return (path) => {
    const { additive, once } = files.get(path) ?? {};
    return { ...(additive === undefined ? {} : { additive }), ...(once === undefined ? {} : { once }) };
  };
}
