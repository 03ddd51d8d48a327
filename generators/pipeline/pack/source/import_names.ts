import type { Problem } from '../../template/nodes.js';

/**
 * Reads `import_names.txt`: a name a line, which the package of a project cannot have, because something that the versions of the
 * pack bring is imported by it.
 */
export function readImportNames(text: string, file: string): { names: string[]; problems: Problem[] } {
  const lines = text.split('\n').map((line, index) => ({ name: line.trim(), line: index + 1 }));
  const written = lines.filter(({ name }) => !/^(#|$)/.test(name));
  const wrong = written.filter(({ name }) => !/^[a-z][a-z0-9_]*$/.test(name));
  return {
    names: written.map(({ name }) => name),
    problems: wrong.map(({ line }) => ({
      file,
      line,
      fact: 'This line is not the name of a package',
      remedy: 'Write lower-case letters, digits and underscores',
    })),
  };
}
