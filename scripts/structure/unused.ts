import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';

/** What nobody uses, each as `file: name`. */
export interface Unused {
  readonly exports: readonly string[];
  readonly types: readonly string[];
  readonly files: readonly string[];
  readonly dependencies: readonly string[];
}

/** The part of knip's report that is counted. */
interface Report {
  readonly issues: readonly (Readonly<Record<IssueKind, readonly { readonly name: string }[]>> & { readonly file: string })[];
}

type IssueKind = 'exports' | 'types' | 'files' | 'dependencies' | 'devDependencies' | 'unlisted' | 'unresolved';

/**
 * Asks knip what nobody uses.
 *
 * @param folder a checkout; one that has no knip.json of its own is asked with that of this repository.
 * @param tools the repository whose knip is run.
 */
export async function findUnused(folder: string, tools: string): Promise<Unused> {
  const config = existsSync(join(folder, 'knip.json')) ? [] : ['--config', join(tools, 'knip.json')];
  const { stdout } = await execa('knip', ['--reporter', 'json', '--no-exit-code', '--no-config-hints', ...config], {
    cwd: folder,
    preferLocal: true,
    localDir: tools,
  });
  return unusedIn(JSON.parse(stdout));
}

/** Sorts knip's report by what is unused. */
export function unusedIn({ issues }: Report): Unused {
  const found = (...kinds: readonly IssueKind[]) =>
    issues.flatMap((issue) =>
      kinds.flatMap((kind) => issue[kind].map(({ name }) => (name === issue.file ? name : `${issue.file}: ${name}`))),
    );
  return {
    exports: found('exports'),
    types: found('types'),
    files: found('files'),
    dependencies: found('dependencies', 'devDependencies', 'unlisted', 'unresolved'),
  };
}
