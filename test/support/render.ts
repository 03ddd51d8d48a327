import type { Pack } from '../../generators/pipeline/pack/pack.js';
import { typesOf } from '../../generators/pipeline/pack/template_names.js';
import type { Plan } from '../../generators/pipeline/plan/plan.js';
import { type Rendering, render as renderPlan } from '../../generators/pipeline/plan/render.js';
import { compilerOf } from '../../generators/pipeline/template/compile.js';
import type { Templates } from '../../generators/pipeline/template/run.js';
import type { FileTree } from '../../generators/pipeline/tree.js';

/** Many tests render one pack many times. */
const compiled = new WeakMap<Pack, Templates>();

/** Renders a plan with the templates of its pack compiled here. */
export function render(plan: Plan): FileTree {
  return renderingOf(plan).tree;
}

/** The same with what a later render takes over. */
export function renderingOf(plan: Plan, earlier?: Rendering): Rendering {
  return renderPlan(plan, templatesOf(plan.pack), earlier);
}

/** The templates of a pack, compiled here. */
export function templatesOf(pack: Pack): Templates {
  const templates = compiled.get(pack) ?? compilerOf(typesOf(pack));
  compiled.set(pack, templates);
  return templates;
}
