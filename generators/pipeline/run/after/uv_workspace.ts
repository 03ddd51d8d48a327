import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { parse } from 'smol-toml';

/**
 * The folder of the uv workspace that a project is a member of: then uv makes no lock file for it, but changes that of the workspace,
 * which is not ours.
 */
export function uvWorkspaceAbove(root: string): string | undefined {
  for (let folder = dirname(root); folder !== dirname(folder); folder = dirname(folder)) {
    const { members = [], exclude = [] } = workspaceIn(folder);
    const path = relative(folder, root).split(sep).join('/');
    const isIn = (globs: readonly string[]): boolean => globs.some((glob) => matches(glob, path));
    if (isIn(members) && !isIn(exclude)) return folder;
  }
  return undefined;
}

interface UvWorkspace {
  readonly members?: readonly string[];
  readonly exclude?: readonly string[];
}

function workspaceIn(folder: string): UvWorkspace {
  const file = join(folder, 'pyproject.toml');
  if (!existsSync(file)) return {};
  try {
    const data = parse(readFileSync(file, 'utf8')) as { tool?: { uv?: { workspace?: UvWorkspace } } };
    return data.tool?.uv?.workspace ?? {};
  } catch {
    // Nobody's workspace, as long as uv cannot read it either.
    return {};
  }
}

const PATTERNS: Readonly<Record<string, string>> = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' };

/** `packages/*` is any folder in `packages`, `**` any depth. */
function matches(glob: string, path: string): boolean {
  const parts = glob
    .replace(/^\.\//, '')
    .replace(/\/$/, '')
    .split(/(\*\*\/?|\*|\?)/);
  const pattern = parts.map((part) => PATTERNS[part] ?? part.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${pattern.join('')}$`).test(path);
}
