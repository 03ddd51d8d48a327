import { availableParallelism } from 'node:os';
import { holdSignals } from '../commit/signals.js';
import { DONE, INCOMPLETE, Interruption, Refusal, repeated } from '../errors.js';
import { findPack } from '../pack/library/shipped.js';
import type { Request } from '../states.js';
import { note } from '../terminal/tell.js';
import type { Terminal } from '../terminal/terminal.js';
import { type AuditDocument, isSeen } from './audit.js';
import { auditCsv } from './csv.js';
import { Gathering } from './gather.js';
import { namesOf } from './names.js';
import { auditPage } from './page.js';
import { pageFile, writePage } from './page_file.js';
import { type Place, placesOf } from './places.js';
import { lookAtAll } from './pool.js';
import { openProgressLine } from './progress_line.js';
import { auditText } from './text.js';

/** `mlops audit`: checks many repositories side by side. In them nothing is written, and nothing is started. */
export async function showAudit({ what, cwd, options }: Request, terminal: Terminal): Promise<number> {
  const { json, csv, html, strict, pack } = options;
  if (json && csv) throw new Refusal('--json and --csv both print', 'Leave out one of them; --html goes with either');
  const page = html === undefined ? undefined : pageFile(html, cwd);
  if (pack !== undefined) await findPack(pack, cwd);
  const places = await placesOf(what, cwd, terminal.stdin);
  const gathered = (await lookAtPlaces(places, pack)).document(options.sort);
  const exitCode = strict && isIncomplete(gathered) ? INCOMPLETE : DONE;
  const document: AuditDocument = { ...gathered, ...(page === undefined ? {} : { page }), exitCode };
  if (page !== undefined) writePage(page, auditPage(document));
  terminal.out(csv ? auditCsv(document) : json ? `${JSON.stringify(document, undefined, 2)}\n` : auditText(document, options, terminal));
  if (page !== undefined && !json) note(`The page is ${repeated(page)}`, terminal);
  return exitCode;
}

async function lookAtPlaces(places: readonly Place[], pack: string | undefined): Promise<Gathering> {
  const gathering = new Gathering();
  const names = namesOf(places);
  const repositories: Named[] = [];
  for (const [index, { folder, reason }] of places.entries()) {
    const named = { index, folder, name: names[index] ?? folder };
    if (reason === undefined) repositories.push(named);
    else gathering.add(index, named, { reason });
  }
  await lookAtNamed(repositories, gathering, pack);
  return gathering;
}

/** A repository with its place among all. */
interface Named {
  readonly index: number;
  readonly name: string;
  readonly folder: string;
}

async function lookAtNamed(repositories: readonly Named[], gathering: Gathering, pack: string | undefined): Promise<void> {
  const signals = holdSignals();
  const line = openProgressLine(process.stderr, process.env);
  let seen = 0;
  try {
    await lookAtAll({
      folders: repositories.map(({ folder }) => folder),
      ...(pack === undefined ? {} : { pack }),
      workers: availableParallelism(),
      abort: signals.abort,
      onAnswer: (index, answer) => {
        const repository = repositories[index];
        if (repository === undefined) return;
        gathering.add(repository.index, repository, answer);
        seen += 1;
        line.show(`Looked at ${seen} of ${repositories.length}: ${repeated(repository.name)}`);
      },
    });
    const interrupted = await signals.received();
    if (interrupted !== undefined) throw new Interruption(interrupted);
  } finally {
    line.clear();
    signals.release();
  }
}

function isIncomplete({ repositories }: Pick<AuditDocument, 'repositories'>): boolean {
  return repositories.some((row) => !isSeen(row) || row.counts.missing + row.counts.broken > 0);
}
