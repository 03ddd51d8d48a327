/** The other ending under which the same file is read: tools that read YAML take `.yml` too. */
export function twinOf(path: string): readonly [string] | undefined {
  if (path.endsWith('.yaml')) return [path.replace(/\.yaml$/, '.yml')];
  return path.endsWith('.yml') ? [path.replace(/\.yml$/, '.yaml')] : undefined;
}

/** pre-commit, DVC and Hydra read `.yaml` only: there a file with the other ending is none of theirs. */
export function isReadAs(path: string): boolean {
  return !/^(?:conf|configs?)\/|(?:^|\/)(?:\.pre-commit-config|dvc|params)\.ya?ml$/.test(path);
}

/**
 * What makes a file useless where it stands, or is made useless by it: Python takes a package before a module of its name, and a module
 * is in the way of a package; of a file that its tool looks for at several places it reads one.
 */
export function shadowsOf(path: string): readonly string[] {
  if (path.endsWith('/__init__.py')) return [path.replace(/\/__init__\.py$/, '.py')];
  if (Object.hasOwn(PLACES, path)) return PLACES[path] ?? [];
  return path.endsWith('.py') ? [path.replace(/\.py$/, '/__init__.py')] : [];
}

/** Where a tool looks for the same file after its first place. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  '.devcontainer/devcontainer.json': ['.devcontainer.json'],
  '.github/CODEOWNERS': ['CODEOWNERS', 'docs/CODEOWNERS'],
};
