/** A statement as people write it, and in other words; no two say the same. `layouts` are the first one, laid out anew. */
export interface Snippet {
  readonly about: string;
  readonly variants: readonly [string, ...string[]];
  readonly layouts?: readonly string[];
  /** Python that the parser does not know: it stays a conflict. */
  readonly isUnknown?: boolean;
}

function define(about: string, variants: Snippet['variants'], more: Pick<Snippet, 'layouts' | 'isUnknown'> = {}): Snippet {
  return { about, variants, ...more };
}

export const SNIPPETS: readonly Snippet[] = [
  define('a string within a replacement field', [
    'def show(names):\n    return f"{" ".join(names)}"\n',
    'def show(names):\n    return f"{"   ".join(names)}"\n',
    'def show(names):\n    return f"{" ".join(names)}!"\n',
  ]),
  define('strings in strings in strings', [
    'deep = f"{f"{f"{"a b"}"}"}"\n',
    'deep = f"{f"{f"{"a  b"}"}"}"\n',
    'deep = f"{f"{f"{"a b"}"}" }"\n',
  ]),
  define('an f-string on several lines', [
    'report = f"""{\n    name  # who\n}:\n  {value:>{width}}\n"""\n',
    'report = f"""{\n    name  # who\n}:\n    {value:>{width}}\n"""\n',
    'report = f"""{\n    name  # whose\n}:\n  {value:>{width}}\n"""\n',
  ]),
  define('a field that names itself', ['debug = f"{n = }"\n', 'debug = f"{n=}"\n', 'debug = f"{n =}"\n']),
  define('brackets that are none', ['braces = f"{{ }} {a!r}"\n', 'braces = f"{{  }} {a!r}"\n', 'braces = f"{{ }} {a!s}"\n']),
  define('raw strings and bytes', [
    'pattern = rb"\\d+  \\"" + Rb\'\\n\'\n',
    'pattern = rb"\\d+ \\"" + Rb\'\\n\'\n',
    'pattern = b"\\d+  \\"" + Rb\'\\n\'\n',
  ]),
  define('escapes', ['text = "tab\\t\\"a  b\\" \\\\"\n', 'text = "tab\\t\\"a b\\" \\\\"\n', 'text = "tab\\t\\\\"\n']),
  define('names of characters', ["dash = '\\N{EM DASH} it\\'s'\n", "dash = '\\N{EN DASH} it\\'s'\n", "dash = '\\N{EM DASH}  it\\'s'\n"]),
  define('a string that goes on', ['long = "a \\\n  b"\n', 'long = "a \\\n b"\n', 'long = "a   b"\n']),
  define('strings side by side', ['sides = ("a  b"\n    \'c\')\n', 'sides = ("a b"\n    \'c\')\n', 'sides = ("a  bc")\n'], {
    layouts: ['sides = ("a  b" \'c\')\n'],
  }),
  define('a docstring', [
    'def about():\n    """One  two.\n\n    Three.\n    """\n',
    'def about():\n    """One two.\n\n    Three.\n    """\n',
    'def about():\n    """One  two.\n\n      Three.\n    """\n',
  ]),
  define(
    'decorators and comments',
    [
      '@app.command("train", help="a  b")\n# runs once\ndef train(epochs: int = 5) -> None:\n    run(epochs)  # here\n',
      '@app.command("train", help="a b")\n# runs once\ndef train(epochs: int = 5) -> None:\n    run(epochs)  # here\n',
      '@app.command("train", help="a  b")\n# runs twice\ndef train(epochs: int = 5) -> None:\n    run(epochs)  # here\n',
      '@app.command("train", help="a  b")\n# runs once\ndef train(epochs: int = 5) -> None:\n    run(epochs)  # there\n',
    ],
    {
      layouts: [
        '@app.command(\n    "train",\n    help="a  b",\n)\n# runs once\ndef train(\n    epochs: int = 5,\n) -> None:\n    run(epochs)  # here\n',
      ],
    },
  ),
  define('a line that goes on', ['total = 1 + \\\n    2\n', 'total = 1 + \\\n    3\n', 'total = 1 - \\\n    2\n'], {
    layouts: ['total = 1 + 2\n'],
  }),
  define('a comma that makes a tuple', ['single = (1,)\n', 'single = (1)\n', 'single = 1,\n'], { layouts: ['single = (\n    1,\n)\n'] }),
  define('commas that make nothing', ['both = f(a, b)[c, d]\n', 'both = f(a, b)[c]\n', 'both = f(a, b)[c,]\n'], {
    layouts: ['both = f(\n    a,\n    b,\n)[\n    c,\n    d,\n]\n'],
  }),
  define(
    'imports',
    ['from shop import bread, milk as drink\n', 'from shop import bread, milk\n', 'from shop import bread, milk as drink, salt\n'],
    {
      layouts: ['from shop import (\n    bread,\n    milk as drink,\n)\n'],
    },
  ),
  define('match', [
    'match command:\n    case ["go", *rest] if rest:\n        go(rest)\n    case {"x": x, **more} | Point(x=0):\n        pass\n',
    'match command:\n    case ["go", *rest]:\n        go(rest)\n    case {"x": x, **more} | Point(x=0):\n        pass\n',
    'match command:\n    case ["go", *rest] if rest:\n        go(rest)\n    case {"x": x, **more} | Point(x=1):\n        pass\n',
  ]),
  define('match as a name', ['match = case(type)\n', 'match = case[type]\n', 'match[case] = type\n']),
  define(
    'type parameters',
    [
      'def first[T: int, *Ts, **P](items: list[T]) -> T:\n    return items[0]\n',
      'def first[T: str, *Ts, **P](items: list[T]) -> T:\n    return items[0]\n',
      'def first[T: int, *Ts, **P](items: list[T]) -> T:\n    return items[1]\n',
    ],
    { layouts: ['def first[\n    T: int,\n    *Ts,\n    **P,\n](items: list[T]) -> T:\n    return items[0]\n'] },
  ),
  define('a name for a type', ['type Pair[T] = tuple[T, T]\n', 'type Pair[T] = tuple[T, int]\n', 'type Pair[S] = tuple[S, S]\n']),
  define('groups of exceptions', [
    'try:\n    start()\nexcept* ValueError as error:\n    stop()\nelse:\n    go()\n',
    'try:\n    start()\nexcept ValueError as error:\n    stop()\nelse:\n    go()\n',
    'try:\n    start()\nexcept* ValueError as error:\n    stop()\nfinally:\n    go()\n',
  ]),
  define('what waits', [
    'async def feed():\n    async with pool as one:\n        yield\n    await one.close()\n',
    'async def feed():\n    async with pool as one:\n        yield one\n    await one.close()\n',
    'async def feed():\n    async with pool as one:\n        yield\n        await one.close()\n',
  ]),
  define('several on a line', ['a = 1; b = 2\n', 'a = 1; b = 3\n', 'a = 1; c = 2\n']),
  define('numbers', ['rate = 1. + 1_000 + 0xFF + 1e-3j\n', 'rate = 1. + 1_000 + 0xFF + 1e-4j\n', 'rate = 1. - 1_000 + 0xFF + 1e-3j\n']),
  define('a value where it is used', [
    'if (n := len(data)) > 10:\n    print(n)\n',
    'if (n := len(data)) > 11:\n    print(n)\n',
    'if (n := len(data)) > 10:\n    print(n)\n    stop()\n',
  ]),
  define('letters of other languages', ['größe = "ü  ü"\n', 'größe = "ü ü"\n', 'größe = "ö  ü"\n']),
  define('a comment alone', ['# one  two\n', '# one two\n', '# three\n']),
  define(
    'several files opened',
    [
      'with (open(a) as one, open(b) as two):\n    copy(one, two)\n',
      'with (open(a) as one, open(c) as two):\n    copy(one, two)\n',
      'with (open(a) as one, open(b) as two):\n    copy(two, one)\n',
    ],
    { isUnknown: true },
  ),
  define(
    'a type that is taken where none is given',
    ['class Box[T = int]:\n    x: T\n', 'class Box[T = str]:\n    x: T\n', 'class Box[T = int]:\n    y: T\n'],
    {
      isUnknown: true,
    },
  ),
  define(
    'a decorator that is looked up',
    ['@buttons[0].clicked\ndef hit(): ...\n', '@buttons[1].clicked\ndef hit(): ...\n', '@buttons[0].pressed\ndef hit(): ...\n'],
    {
      isUnknown: true,
    },
  ),
  define('a template string', ['page = t"{" "}"\n', 'page = t"{"  "}"\n', 'page = t"{" "}!"\n'], { isUnknown: true }),
];
