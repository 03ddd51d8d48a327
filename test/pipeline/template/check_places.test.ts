import { describe, expect, it } from 'vitest';
import { checkTemplate } from '../../../generators/pipeline/template/check.js';
import { parseTemplate } from '../../../generators/pipeline/template/parse.js';
import type { NameTypes } from '../../../generators/pipeline/template/types.js';

const TYPES: NameTypes = { text: 'text', texts: { list: 'text' }, token: 'token', on: 'token' };

function facts(source: string, path: string): string[] {
  return checkTemplate(parseTemplate(source, 'x'), TYPES, { path }).map(({ line, fact }) => `${line}: ${fact}`);
}

describe('a text that a person wrote', () => {
  it.each([
    ['a.toml', 'a = <%- text %>\n'],
    ['a.toml', 'a = [<%- text %>, <%- text %>] # "\n'],
    ['a.toml', "b = '''\n\"x\" # \n'''\na = { name = <%- text %> }\n"],
    ['a.toml', 'a = [\n  "x\\"", # it\'s\n<% for (const t of texts) { %>  <%- t %>,\n<% } %>]\n'],
    ['a.toml', '<% if (on) { %>a = <%- text %><% } else { %>a = "x"<% } %>\n'],
    ['a.yaml', 'a: <%- text %>\n'],
    ['a.yml', '- <%- text %> # remark\n'],
    ['a.yml', 'list: [<%- text %>, <%- text %>]\n'],
    ['a.yml', 'run: |\n  echo "\nnext: <%- text %>\n'],
    ['a.yml', '<%- token %>:\n  - name: <%- text %>\n    x: "a" \n'],
    ['a.yml', "a: it's\nb: <%- text %>\n"],
    ['a.yml', 'a: {b: <%- text %>, c: <%- text %>}\n'],
    ['a.json', '{"a": <%- text %>, "b": [<%- text %>]}'],
    ['a.py', 'A = <%- text %>\nf(<%- text %>, b=<%- text %>)\nreturn <%- text %>\n'],
    ['a.py', '"""Docs\'s."""\nA = {"x": <%- text %>}  # "\n'],
    ['README.md', '# <%- text %>\n\n"<%- text %>" | <%- text %> [x](<%- text %>)\n'],
    ['README.md', '```sh\necho `x`\n```\n<%- text %> `code` <!-- c --> <b>x</b> <%- text %>\n'],
    ['README.md', '<% if (on) { %>\n```sh\na\n<% if (token) { %>\n```\n<% } else { %>\n```\n<% } %>\n<% } %>\n<%- text %>\n'],
    ['README.md', 'a stray ` in a paragraph\n\n<%- text %>\n'],
    ['README.md', '---\ntitle: a\n---\n<%- text %>\n\n---\n<%- text %>\n'],
    ['app.ts', "const a = <%- text %>; // it's\nf(<%- text %>, { b: <%- text %> });\nexport default <%- text %>\n"],
    ['app.js', "/* it's */ const a = on ? <%- text %> : `x`;\nconst b = [<%- text %>];\n"],
    ['index.html', '<!-- it\'s --><h1 class="a"><%- text %></h1><p>a <%- text %> b</p><script>let a = "</p>";</script><%- text %>\n'],
    ['feed.xml', '<?xml version="1.0"?>\n<a><![CDATA[<]]><%- text %></a>\n'],
    [
      'paper.tex',
      "\\title{<%- text %>} % it is\nBy <%- text %>\\% and <%- join(texts, ', ') %>\n\\begin{verbatim}%\\end{verbatim}<%- text %>\n",
    ],
    ['LICENSE', 'Copyright "<%- text %>" # \n'],
    ['notes.txt', '"<%- text %>"'],
  ])('may stand in %s as a whole value: %j', (path, source) => {
    expect(facts(source, path)).toEqual([]);
  });

  it.each([
    ['a.toml', 'a = "<%- text %>"', '1: A text stands in quotes'],
    ['a.toml', "a = '<%- text %>'", '1: A text stands in quotes'],
    ['a.toml', 'a = """\n<%- text %>"""', '2: A text stands in quotes'],
    ['a.toml', '# for <%- text %>', '1: A text stands in a comment'],
    ['a.toml', 'a = <%- text %>x', '1: A text is followed by "x"'],
    ['a.toml', 'a = <%- text %><%- token %>', '1: A text is followed by "x"'],
    ['a.toml', 'a = <%- text %> <%- text %>', '1: A text is only a part of a value'],
    ['a.toml', 'a = x<%- text %>', '1: A text is only a part of a value'],
    ['a.toml', '<%- text %> = 1', '1: A text is only a part of a value'],
    ['a.toml', "a = <%- join(texts, ', ') %>", '1: Several texts make several values'],
    [
      'a.toml',
      '<% if (on) { %># <% } %>a = <%- text %>',
      '1: A quote, a comment or a block of code begins or ends here in one case and not in the other',
    ],
    ['app.ts', 'const a = "<%- text %>";', '1: A text stands in quotes'],
    ['app.ts', 'const a = `${b} <%- text %>`;', '1: A text stands in quotes'],
    ['app.ts', '// <%- text %>\n', '1: A text stands in a comment'],
    ['app.ts', 'const <%- text %> = 1;', '1: A text is only a part of a value'],
    ['app.ts', 'const a = <%- text %>.length;', '1: A text is followed by "."'],
    ['index.html', '<a href="<%- text %>">x</a>', '1: A text stands in a tag'],
    ['index.html', '<script>let a = <%- text %>;</script>', '1: A text stands in code'],
    ['index.html', '<style>\n<%- text %></style>', '2: A text stands in code'],
    ['index.html', '<!-- <%- text %> -->', '1: A text stands in a comment'],
    ['index.html', '<<%- text %>>', '1: A text is only a part of a value'],
    ['paper.tex', '% <%- text %>\n', '1: A text stands in a comment'],
    ['paper.tex', '\\begin{lstlisting}\n<%- text %>\n\\end{lstlisting}\n', '2: A text stands in verbatim text'],
    ['paper.tex', '\\textbf<%- text %>\n', '1: A text is only a part of a value'],
    ['a.yaml', 'a: "<%- text %>"', '1: A text stands in quotes'],
    ['a.yaml', 'a: x <%- text %>', '1: A text is only a part of a value'],
    ['a.yaml', 'a: <%- text %> x', '1: A text is followed by "x"'],
    ['a.yaml', 'run: |\n  echo <%- text %>\n', '2: A text stands in a block of text or code'],
    ['a.yaml', '- run: >-\n\n    key: <%- text %>\n', '3: A text stands in a block of text or code'],
    ['a.yaml', 'x: 1 # <%- text %>', '1: A text stands in a comment'],
    ['a.yaml', '<%- text %>: 1', '1: A text is only a part of a value'],
    ['a.yaml', 'a: &<%- text %>', '1: A text is only a part of a value'],
    ['a.json', '{"a": "<%- text %>"}', '1: A text stands in quotes'],
    ['a.py', 'A = f"<%- text %>"', '1: A text stands in quotes'],
    ['a.py', 'A = f<%- text %>', '1: A text is only a part of a value'],
    ['a.py', '"""<%- text %>"""', '1: A text stands in quotes'],
    ['a.py', '# <%- text %>', '1: A text stands in a comment'],
    ['a.py', 'A = <%- text %> + run()', '1: A text is followed by "+"'],
    ['a.py', 'import <%- text %>', '1: A text is only a part of a value'],
    ['a.md', '```sh\necho <%- text %>\n```', '2: A text stands in code'],
    ['a.md', '`<%- text %>`', '1: A text stands in code'],
    ['a.md', '<!-- <%- text %> -->', '1: A text stands in a comment'],
    ['a.md', '<img alt="<%- text %>">', '1: A text stands in an HTML tag'],
    ['a.md', '---\ntitle: <%- text %>\n---\n', '2: A text stands in front matter'],
    ['a.md', '<<%- text %>>', '1: A text is only a part of a value'],
    ['a.sh', 'echo <%- text %>', '1: A text is only a part of a value'],
    ['a.sh', 'TITLE=<%- text %>.pdf', '1: A text is followed by "."'],
    ['a.sh', 'TITLE="<%- text %>"', '1: A text stands in quotes'],
    ['a.sh', 'cat <<EOF\nTITLE=<%- text %>\nEOF\n', '2: A text stands in a here-document'],
    ['a.sh', 'export BASH_ENV=<%- text %>', '1: A text is only a part of a value'],
    ['a.sh', '# TITLE=<%- text %>', '1: A text stands in a comment'],
    ['a.sh', "X=$'it\\'s\nTITLE=<%- text %>", '2: A text stands in quotes'],
    ['a.ini', 'title = a <%- text %>', '1: A text is only a part of a value'],
    ['a.ini', '; title = <%- text %>', '1: A text stands in a comment'],
    ['a.ini', '[<%- text %>]', '1: A text is only a part of a value'],
    ['a.csv', 'a,b <%- text %>', '1: A text is only a part of a value'],
    ['a.csv', '"<%- text %>"', '1: A text stands in quotes'],
    ['a.rst', '.. code-block:: <%- text %>', '1: A text is only a part of a value'],
    ['a.rst', '::\n\n    <%- text %>', '3: A text is only a part of a value'],
    ['a.rst', 'see ``<%- text %>``', '1: A text stands in code'],
    ['a.md', '<!-- <%- parts %> -->\n<%- text %>', '1: The place for parts stands in a comment, in quotes or in a block of code'],
  ])('is refused in %s: %j', (path, source, expected) => {
    expect(facts(source, path)).toContain(expected);
  });

  it.each([
    'run.fish',
    'Dockerfile',
    'dockerfiles/api.dockerfile',
    '.github/workflows/tests.yaml',
    'configs/config.yaml',
    'configs/model/small.yaml',
    'dvc.yaml',
    'cloudbuild.yaml',
    'compose.yaml',
    'docker-compose.prod.yml',
    'requirements.txt',
    'requirements_dev.txt',
    '.gitignore',
    '.env.example',
    'Makefile',
    'page.vue',
    'app.jsx',
    'main.go',
    'setup.cfg',
    'tox.ini',
  ])('never stands in %s', (path) => {
    expect(facts('\nx: <%- text %>\n', path)).toEqual([
      `2: A text that a person wrote cannot stand in ${path}: what reads this file could act on it`,
    ]);
    expect(facts('\nx: <%- kebab(text) %> <%- token %> <%- count(texts) %><% if (text) { %><% } %>\n', path)).toEqual([]);
  });

  it.each([
    ['README.md', '`<%- text %>`\n', 'Put it into running text, or use a token, or kebab(…)'],
    ['a.html', '<p title="<%- text %>"></p>\n', 'Put it into running text, or use a token, or kebab(…)'],
    [
      'a.toml',
      'a = 1 # <%- text %>\n',
      'Let it be a whole value without quotes (they are added): title = <%- name %>; or use a token, or kebab(…)',
    ],
    ['main.go', '<%- text %>', /^Use a token \(.*, or declare "texts: as-is" for the file$/],
    ['.github/workflows/ci.yml', '<%- text %>', 'Use a token (package, a choice) or kebab(…), or read the text from another file'],
  ])('in %s finds the place that there is for it', (path, source, remedy) => {
    const remedies = checkTemplate(parseTemplate(source, 'x'), TYPES, { path }).map((problem) => problem.remedy);
    expect(remedies).toEqual([typeof remedy === 'string' ? remedy : expect.stringMatching(remedy)]);
  });
});
