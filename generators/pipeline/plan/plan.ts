import type { Answers } from '../answers/answers.js';
import { Refusal } from '../errors.js';
import { verifyEmittedPath } from '../pack/check/path.js';
import { closeOverNeeds } from '../pack/needs.js';
import type { Pack, PackFile, PackPart, Stage } from '../pack/pack.js';
import { conditionTypes } from '../pack/template_names.js';
import { evaluateExpression, parseExpression } from '../template/expression.js';
import { fillText, hasTags } from '../template/fill.js';
import { PACKAGE_PLACEHOLDER } from '../template/run.js';
import { type Collections, collect } from './collections.js';

/** What a condition may look at: the answers, and which tasks and stages are on. */
type ConditionContext = Readonly<Record<string, string | readonly string[]>>;

/** One stage's text for the `parts` place of a shared file; without text where the stage has nothing to say now. */
export interface PlannedPart {
  readonly title: string;
  readonly part: PackPart | undefined;
}

/** All that a render needs: which files, with what in them. Made of values only; the disk was never seen. */
export interface Plan {
  readonly pack: Pack;
  readonly answers: Answers;
  /** The slugs that are on: what was asked for, what is always on, and all that these need. */
  readonly on: ReadonlySet<string>;
  /** For a task that is on because another needs it: that other. */
  readonly because: ReadonlyMap<string, string>;
  /** The stages with at least one task on, in the pack's order. */
  readonly stages: readonly Stage[];
  readonly files: readonly PackFile[];
  /** For each shared file: every stage that could put a part there, so that each has a fixed place. */
  readonly parts: ReadonlyMap<string, readonly PlannedPart[]>;
  readonly conditions: ConditionContext;
  /** The import name; the placeholder itself where a pack does not ask for one. */
  readonly packageName: string;
  readonly collections: Collections;
}

/**
 * Closes the answers over what the tasks need and collects what the stages contribute.
 *
 * @param answers complete answers: every question that applies has a value.
 * @param pack the pack that is rendered.
 */
export function makePlan(answers: Answers, pack: Pack): Plan {
  const { on, because } = closeOverNeeds(answers.asked, pack);
  const onSet = new Set(on);
  const stages = pack.stages.filter((stage) => pack.tasks.some((task) => task.stage === stage.id && onSet.has(task.slug)));
  const packageName = nameOfPackage(answers);
  const conditions: ConditionContext = {
    ...answers.values,
    tasks: pack.tasks.map((task) => task.slug).filter((slug) => onSet.has(slug)),
    stages: stages.map((stage) => stage.id),
  };
  const holds = conditionsIn(conditions);
  const fill = (text: string): string => (hasTags(text) ? fillText(text, conditionTypes(pack), conditions) : text);
  return {
    pack,
    answers,
    on: onSet,
    because,
    stages,
    files: placeFiles(
      stages.flatMap((stage) => stage.files.filter((file) => holds(file.when))),
      fill,
    ),
    parts: collectParts(pack, new Set(stages), holds),
    conditions,
    packageName,
    collections: collect(pack, { stages, on: onSet, holds, packageName, fill }),
  };
}

/**
 * Puts answers into the paths that are made of them.
 *
 * @throws Refusal where an answer makes a path that no file can have, or that another file has.
 */
function placeFiles(files: readonly PackFile[], fill: (text: string) => string): readonly PackFile[] {
  if (!files.some(({ path }) => hasTags(path))) return files;
  const placed = files.map((file) => (hasTags(file.path) ? { ...file, path: fill(file.path) } : file));
  const taken = new Map<string, PackFile>();
  for (const file of placed) {
    verifyEmittedPath(file.path);
    const other = taken.get(file.path.toLowerCase());
    if (other !== undefined)
      throw new Refusal(
        `Two files of the pack would be ${file.path} with these answers: ${other.origin}, ${file.origin}`,
        'Give another answer',
      );
    taken.set(file.path.toLowerCase(), file);
  }
  return placed;
}

/** Whether conditions hold. Many files have the same one: each is read once. */
function conditionsIn(context: ConditionContext): (when: string | undefined) => boolean {
  const known = new Map<string, boolean>();
  return (when) => {
    if (when === undefined) return true;
    const holds = known.get(when) ?? evaluateExpression(parseExpression(when), context);
    known.set(when, holds);
    return holds;
  };
}

function nameOfPackage({ values }: Answers): string {
  const value = values['package'];
  return typeof value === 'string' ? value : PACKAGE_PLACEHOLDER;
}

function collectParts(
  pack: Pack,
  on: ReadonlySet<Stage>,
  holds: (when: string | undefined) => boolean,
): ReadonlyMap<string, readonly PlannedPart[]> {
  const parts = new Map<string, PlannedPart[]>();
  for (const stage of pack.stages) {
    for (const path of new Set(stage.parts.map((part) => part.path))) {
      const part = on.has(stage) ? stage.parts.find((candidate) => candidate.path === path && holds(candidate.when)) : undefined;
      const list = parts.get(path) ?? [];
      list.push({ title: stage.title, part });
      parts.set(path, list);
    }
  }
  return parts;
}
