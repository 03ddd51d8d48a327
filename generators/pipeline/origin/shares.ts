import type { PackFile } from '../pack/pack.js';
import type { Plan } from '../plan/plan.js';
import { stageOf, tasksOn } from './bringers.js';

/** How a stage puts something into a file of another one: a part of its own, records, or lines of the template for one of its tasks. */
export interface Share {
  readonly stage: string;
  readonly how: readonly ('part' | 'records' | 'lines')[];
  /** The template of its part. */
  readonly template?: string;
}

/** The stages that put something into a file, apart from the one that it is of. */
export function sharesOf(file: PackFile, plan: Plan): readonly Share[] {
  if (file.template !== true) return [];
  const own = stageOf(file.origin, plan)?.id;
  const code = codeOf(file.content);
  const contributing = stagesOfRecords(code, plan);
  const named = tasksNamedIn(code);
  const inLines = new Set(tasksOn(plan).flatMap(({ slug, stage }) => (named.has(slug) && stage !== undefined ? [stage] : [])));
  const templates = partTemplates(file, plan);
  return plan.stages.flatMap(({ id }): Share[] => {
    const template = templates.get(id);
    const how: Share['how'] = [
      ...(template === undefined ? [] : ['part' as const]),
      ...(contributing.has(id) ? ['records' as const] : []),
      ...(inLines.has(id) ? ['lines' as const] : []),
    ];
    return how.length === 0 || id === own ? [] : [{ stage: id, how, ...(template === undefined ? {} : { template }) }];
  });
}

/** The parts that are put into a file now, by their stage. */
function partTemplates({ path }: PackFile, plan: Plan): ReadonlyMap<string, string> {
  const parts = (plan.parts.get(path) ?? []).flatMap(({ part }) => part ?? []);
  return new Map(parts.map(({ origin }) => [stageOf(origin, plan)?.id ?? '', origin]));
}

/** All that a template does, without what it prints as it is. */
function codeOf(template: string): string {
  return (template.match(/<%.*?%>/gs) ?? []).join('\n');
}

function tasksNamedIn(code: string): ReadonlySet<string> {
  return new Set([...code.matchAll(/\btasks\.includes\(\s*(['"])([a-z0-9-]+)\1/g)].map(([, , slug = '']) => slug));
}

/** The stages whose records a template prints. What is made of other records is looked up there. */
function stagesOfRecords(code: string, { pack, collections }: Plan): ReadonlySet<string> {
  const names = new Set(code.match(/\b[A-Za-z_]\w*\b/g) ?? []);
  const contributed = new Set(pack.stages.flatMap(({ contributes }) => Object.keys(contributes)));
  const printed = Object.keys(collections).filter((name) => names.has(name));
  const sources = new Set(printed.map((name) => (contributed.has(name) || name === 'stageList' ? name : 'dependencies')));
  const rows = [...sources].flatMap((name) => collections[name] ?? []);
  return new Set(rows.filter(({ entries }) => entries.length > 0).map(({ stage }) => stage));
}
