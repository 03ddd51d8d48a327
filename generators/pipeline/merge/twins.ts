/** The other ending under which the same file is read: tools that read YAML take `.yml` too. */
export function twinOf(path: string): readonly [string] | undefined {
  if (path.endsWith('.yaml')) return [path.replace(/\.yaml$/, '.yml')];
  return path.endsWith('.yml') ? [path.replace(/\.yml$/, '.yaml')] : undefined;
}

/** What makes a file useless where it stands: Python takes a package before a module of its name, and a module is in the way of a package. */
export function shadowsOf(path: string): readonly string[] {
  if (path.endsWith('/__init__.py')) return [path.replace(/\/__init__\.py$/, '.py')];
  return path.endsWith('.py') ? [path.replace(/\.py$/, '/__init__.py')] : [];
}
