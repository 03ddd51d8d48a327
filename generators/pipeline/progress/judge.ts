import type { Seen, Sighting, Unseen } from '../evidence/evidence.js';
import { lookFor } from '../evidence/look_for.js';
import type { Finding } from '../finding/finding.js';
import type { Sign, Task } from '../pack/pack.js';
import { shellWord } from '../shell.js';
import { PACKAGE_PLACEHOLDER } from '../template/run.js';
import { artifactFindings, isAllGone } from './artifacts.js';
import type { OwnWords } from './own_words.js';
import type { CheckedProject, Subject } from './subject.js';
import type { TaskEvidence, TaskRow, Verdict } from './task_row.js';

/** How far a task is in a repository. */
export async function judgeTask(task: Task, subject: Subject, words: OwnWords): Promise<TaskRow> {
  const { loaded, project } = subject;
  const isOn = project?.on.has(task.slug) === true;
  const sightings = await Promise.all(signsOf(task, project).map((signs) => lookForOne(signs, subject)));
  const artifacts = isOn && project !== undefined ? await artifactFindings(task, project, subject.repository) : [];
  const evidence = sightings.filter((sighting): sighting is Seen => sighting.seen);
  const lacks = sightings.filter((sighting): sighting is Unseen => !sighting.seen).flatMap(({ findings }) => findings);
  const found = { evidence, findings: distinct([...artifacts, ...lacks]), isAllGone: isAllGone(task, artifacts) };
  const declared = words.declared.get(task.slug);
  const verdict = verdictOf(task, found, { isOn, isDeclared: declared !== undefined });
  const { slug, id, wording, group } = task;
  const question = verdict === 'yours' ? questionOf(task) : undefined;
  const command = verdict === 'missing' ? commandFor(task, subject, isOn) : undefined;
  return {
    slug,
    ...(id === undefined ? {} : { id }),
    wording,
    group: loaded.pack.groups[group] ?? group,
    verdict,
    evidence: evidence.map(evidenceOf),
    findings: found.findings,
    ...(command === undefined ? {} : { command }),
    ...(question === undefined ? {} : { question }),
    ...(declared === undefined ? {} : { declared }),
  };
}

interface FoundOfTask {
  readonly evidence: readonly Seen[];
  readonly findings: readonly Finding[];
  /** Whether nothing is left of what it brings. */
  readonly isAllGone: boolean;
}

function verdictOf(task: Task, found: FoundOfTask, { isOn, isDeclared }: { isOn: boolean; isDeclared: boolean }): Verdict {
  const { evidence, findings, isAllGone } = found;
  const hasSigns = task.evidence.some((signs) => [signs].flat().some(isLookedFor));
  // What a practice brings helps people with it, and does not show that they do it.
  const isJudged = hasSigns || (task.artifacts.length > 0 && task.kind !== 'practice');
  if (isJudged && findings.length === 0) return 'met';
  if (isDeclared) return 'declared';
  if (!isJudged || task.kind === 'practice') return 'yours';
  return isOn && !(isAllGone && evidence.length === 0) ? 'broken' : 'missing';
}

/** The signs of a task; of one for which its pack names none, the files that it brings. */
function signsOf({ evidence, artifacts }: Task, project: CheckedProject | undefined): readonly (readonly Sign[])[] {
  const signs = evidence.map((item) => [item].flat().filter(isLookedFor)).filter((alternatives) => alternatives.length > 0);
  if (signs.length > 0 || project !== undefined) return signs.map((alternatives) => alternatives.map((sign) => inProject(sign, project)));
  return artifacts.map((path) => [inProject({ kind: 'file', path: path.endsWith('/') ? `${path}**` : path }, project)]);
}

/** Whether it can be looked for; people are asked about the rest, or it is run. */
function isLookedFor({ kind }: Sign): boolean {
  return kind !== 'declared' && kind !== 'invoke' && kind !== 'pytest';
}

/** The package has its name in a project, and any name elsewhere. */
function inProject(sign: Sign, project: CheckedProject | undefined): Sign {
  const name = project?.plan.packageName ?? '*';
  const fields = Object.entries(sign).map(([key, value]) => [
    key,
    typeof value === 'string' ? value.replaceAll(PACKAGE_PLACEHOLDER, name) : value,
  ]);
  return { ...sign, ...Object.fromEntries(fields) };
}

/** The first of several signs that is there; where none is, why not: of the first that names a file, else of the first. */
async function lookForOne(signs: readonly Sign[], { repository }: Subject): Promise<Sighting> {
  const unseen: Unseen[] = [];
  for (const sign of signs) {
    const sighting = await lookFor(sign, repository);
    if (sighting.seen) return sighting;
    unseen.push(sighting);
  }
  return unseen.find(({ findings }) => findings.some(({ path }) => path !== undefined)) ?? unseen[0] ?? { seen: false, findings: [] };
}

function distinct(findings: readonly Finding[]): Finding[] {
  const keys = findings.map((finding) => JSON.stringify([finding.code, finding.path, finding.values]));
  const paths = new Set(findings.filter(({ code }) => code === 'file-gone').map(({ path }) => path));
  return findings.filter(
    ({ code, values }, index) => keys.indexOf(keys[index] ?? '') === index && !(code === 'no-file' && paths.has(String(values['pattern']))),
  );
}

function evidenceOf({ places: [place], what }: Seen): TaskEvidence {
  return { ...place, what };
}

function questionOf({ evidence, wording }: Task): string {
  const asked = evidence.flatMap((signs) => [signs].flat()).find(({ kind }) => kind === 'declared');
  return asked?.what ?? `Is this done: ${wording.replace(/[.?!]$/, '')}?`;
}

function commandFor({ slug, stage }: Task, { project, named }: Subject, isOn: boolean): string | undefined {
  if (stage === undefined) return undefined;
  if (project === undefined) return `mlops new . --tasks ${slug}${named === undefined ? '' : ` --pack ${shellWord(named)}`} --plan`;
  return isOn ? undefined : `mlops add ${slug}`;
}
