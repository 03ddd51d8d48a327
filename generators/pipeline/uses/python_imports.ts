/** One module that an import statement names. */
export interface PythonImport {
  /** As it is written: relative ones begin with dots. */
  readonly module: string;
  /** What is taken of it: `*`, or names and what they are called from there on; none for `import a.b`. */
  readonly names: '*' | readonly ImportedName[];
  /** Without names: what the module itself is called from there on. */
  readonly as: string;
  /** Whether the statement is in a `try`: then the module can do without. */
  readonly isOptional: boolean;
}

interface ImportedName {
  readonly name: string;
  readonly as: string;
}

/** Reads an import statement. */
export function readImport(statement: string): PythonImport[] {
  const said = statement
    .replaceAll(/#.*|\\\r?$/gm, ' ')
    .replaceAll(/[\s()]+/g, ' ')
    .trim();
  const [, module, taken] = /^from (.+?) ?\bimport (.+)$/.exec(said) ?? [];
  if (module !== undefined && taken !== undefined) {
    const names = taken === '*' ? taken : listed(taken).map(([name, as]) => ({ name, as }));
    return [{ module: module.replaceAll(' ', ''), names, as: '', isOptional: false }];
  }
  const plain = /^import (.+)$/.exec(said)?.[1] ?? '';
  return listed(plain).map(([name, as]) => {
    const own = as === name ? (name.split('.')[0] ?? name) : as;
    return { module: name, names: [], as: own, isOptional: false };
  });
}

/** `a as b, c` as pairs. */
function listed(text: string): (readonly [name: string, as: string])[] {
  return text.split(',').flatMap((item) => {
    const [name = '', as = name] = item.trim().split(/ as /);
    return name === '' ? [] : [[name.replaceAll(' ', ''), as.trim()] as const];
  });
}

/**
 * The imports of a module, and what is taken of a name, as far as its lines tell without a parser: all there are, and perhaps more, as
 * from a string.
 */
export function roughImports(module: string): { readonly imports: PythonImport[]; readonly membersOf: (name: string) => string[] } {
  const text = module.replaceAll(/#.*/g, '');
  const statements = text.matchAll(
    /(?:^|[;:])[ \t]*((?:from\s[^\n]*?\simport\s*\([^)]*\))|(?:(?:from|import)[ \t][^\n;]*(?:\\\r?\n[^\n;]*)*))/gm,
  );
  return {
    imports: [...statements].flatMap(([, statement = '']) => readImport(statement)),
    membersOf: (name) =>
      /^\w+$/.test(name) ? [...text.matchAll(new RegExp(`\\b${name}\\.(?!py\\b)(\\w+)`, 'g'))].map(([, member = '']) => member) : [],
  };
}
