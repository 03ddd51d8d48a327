import { describe, expect, it } from 'vitest';
import { readPackSource } from '../../../../generators/pipeline/pack/source/folder.js';
import { problemsOf, writeFolder } from '../../../packs/pack_folder.js';

describe('a tag of another template language', () => {
  const found = (path: string, text: string) =>
    problemsOf({ 'pack.yml': 'id: x\n', 's/stage.yml': `files: { ${path}: { template: true } }\n`, [`s/files/${path}`]: text });

  it('is named where it would be emitted as it stands', async () => {
    const text = '# <%- name %>\n\nby {{ name }}\n<% if (name) { %>\n{{cookiecutter.repo_name}}\n<% } %>\n';
    expect(await found('a.md', text)).toEqual([
      's/files/a.md:3: {{ name }} is a tag of another template language, and would be emitted as it stands',
      's/files/a.md:5: {{cookiecutter.repo_name}} is a tag of another template language, and would be emitted as it stands',
    ]);
  });

  it('is named where it is a condition or a loop', async () => {
    const text = "{% if package == 'x' %}\n{%- elif cookiecutter.kind %}\n{% for n in name %}{% endfor %}{% endif %}\n";
    expect(await found('a.md', text)).toEqual([
      "s/files/a.md:1: {% if package == 'x' %} is a tag of another template language, and would be emitted as it stands",
      's/files/a.md:2: {%- elif cookiecutter.kind %} is a tag of another template language, and would be emitted as it stands',
      's/files/a.md:3: {% for n in name %} is a tag of another template language, and would be emitted as it stands',
    ]);
  });

  it.each([
    ['an expression of GitHub', 'a.yaml', 'name: <%- package %>\non: ${{ name }}\n'],
    ['a name that is not the pack’s', 'a.md', '{{ other }} <%- package %>\n'],
    ['a condition of that language alone', 'a.md', "{% if page.name == 'name' %}{% endif %} <%- package %>\n"],
    ['a template of that language', 'a.html', '<p>{{ name }}</p><%- package %>\n'],
  ])('is none: %s', async (_, path, text) => {
    expect(await found(path, text)).toEqual([]);
  });
});

describe('a tag of another template language in a path', () => {
  const found = async (paths: readonly string[], asks = '') => {
    const folder = writeFolder({ 'pack.yml': `id: x\n${asks}`, ...Object.fromEntries(paths.map((path) => [`s/files/${path}`, ''])) });
    return (await readPackSource(folder, () => Promise.resolve(undefined))).problems;
  };

  it('is named once for all files below it, with what the path can be made of', async () => {
    const asks = 'asks: [{ name: topic, type: text, message: m }]\n';
    expect(await found(['{{cookiecutter.slug}}/a.md', '{{cookiecutter.slug}}/b.md', 'c/{{ topic }}.md'], asks)).toMatchObject([
      {
        file: 's/files/c/{{ topic }}.md',
        line: 1,
        fact: '{{ topic }} is a tag of another template language, and would be emitted as it stands',
        remedy: 'Take it out of the name, and say the path under "files" in s/stage.yml: { as: "c/<%- kebab(topic) %>.md" }',
      },
      {
        file: 's/files/{{cookiecutter.slug}}/a.md',
        remedy: 'Take it out of the name, and say the path under "files" in s/stage.yml: { as: "<%- slug %>/a.md" }',
      },
    ]);
    expect(await found(['{{ package }}/a.md'])).toMatchObject([
      { remedy: 'Write pkgname in the path: it becomes the name of the package' },
    ]);
  });

  it('is none where the pack has no such name', async () => {
    expect(await found(['{{ other }}/a.md'])).toEqual([]);
  });
});
