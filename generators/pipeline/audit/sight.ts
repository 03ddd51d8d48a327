import { refusePendingWrite } from '../commit/recover.js';
import type { Severity } from '../finding/finding.js';
import { type LoadedPack, laterRevision } from '../pack/library/shipped.js';
import { type CheckDocument, checkSubject } from '../progress/document.js';
import { readSubject, type Subject } from '../progress/subject.js';
import type { AuditTask, Sight } from './audit.js';
import { readHead } from './head.js';

/** Longer lists of what was seen say no more. */
const MOST_SEEN = 20;

/** What was seen in a repository, and the tasks of the pack that it was held against. */
export interface Looked {
  readonly sight: Sight;
  readonly tasks: readonly AuditTask[];
}

/**
 * Looks at one repository, as `mlops check` does, and keeps what a row of an audit needs of it.
 *
 * @param pack what a repository that is no project is held against.
 * @throws Refusal, or an error of the disk, where it cannot be looked at.
 */
export async function lookAtRepository(folder: string, pack: LoadedPack | undefined): Promise<Looked> {
  refusePendingWrite(folder);
  const subject = await readSubject(folder, pack);
  return reduce(await checkSubject(subject), subject);
}

/** What stays of a document: what else an audit shows of a repository is added here, to {@link Sight}, and to the facts of a row. */
function reduce(document: CheckDocument, { loaded, project }: Subject): Looked {
  const { folder, pack, isProject, counts, tasks } = document;
  const later = isProject ? laterRevision(loaded.pack)?.revision : undefined;
  const findings = [...tasks.flatMap((task) => task.findings), ...document.findings];
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  const sight: Sight = {
    folder,
    pack,
    ...(later === undefined ? {} : { later }),
    isProject,
    counts,
    verdicts: Object.fromEntries(tasks.map(({ slug, verdict }) => [slug, verdict])),
    broken: Object.fromEntries(
      tasks.flatMap(({ slug, verdict, findings: [first] }) => (verdict === 'broken' ? [[slug, first?.sentence ?? '']] : [])),
    ),
    findings: { error: count('error'), warning: count('warning'), note: count('note') },
    seen: document.findings.slice(0, MOST_SEEN).map(({ sentence }) => sentence),
    state: { ...(project === undefined ? {} : { version: project.state.version }), ...readHead(folder) },
  };
  const columns = tasks.map(({ slug, id, wording, group }) => ({ slug, ...(id === undefined ? {} : { id }), wording, group }));
  return { sight, tasks: columns };
}
